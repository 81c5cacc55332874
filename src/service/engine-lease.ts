import { hostname } from 'node:os'
import { sleep, type Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Store } from '../store/port.ts'

/**
 * Which of several instances steers an engine. The holder says every moment that it lives; when it falls silent another
 * takes over under the next epoch, and the old one, should it wake, finds itself replaced and stops. While the database
 * is away nobody can take over, so the holder goes on; and the engine itself tells a replaced instance.
 */
export interface EngineLease {
  /** Waits until this instance holds the engine. */
  hold(): Promise<void>
  /** Asked before each command to the engine. */
  readonly held: boolean
  release(): Promise<void>
}

export interface LeasePorts {
  store: Pick<Store, 'claimEngine' | 'beatEngine' | 'releaseEngine'>
  clock: Clock
  log: Logger
  /** The engine, by a name that is the same in every instance. */
  node: string
  /** Another instance has it now. */
  lost: () => void
  /** Names this instance; a dead one of the same machine is known by it. */
  holder?: string
}

export const leaseMs = 6_000
const beatMs = 1_500
const askMs = 300

const isDead = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
/** `machine pid`: a holder of this machine whose process is gone need not be waited for. */
const isGoneHere = (holder: string): boolean => {
  const [machine, pid] = holder.split(' ')
  return machine === hostname() && Number(pid) !== process.pid && isDead(Number(pid))
}

export const engineLease = ({ store, clock, log, node, lost, holder = `${hostname()} ${process.pid}` }: LeasePorts): EngineLease => {
  let epoch: number | null = null
  let stopped = false
  let cancel = () => {}

  const beat = async (): Promise<void> => {
    if (epoch === null || stopped) return
    // a database that is away takes the engine from nobody
    const mine = await store.beatEngine(node, holder, epoch, clock.now()).catch(() => true)
    if (stopped) return
    if (mine) return void (cancel = clock.setTimeout(beatMs, () => void beat()))
    epoch = null
    log.fatal({ node }, 'another instance holds this engine now')
    lost()
  }

  return {
    get held() {
      return epoch !== null
    },
    async hold() {
      for (let told = false; !stopped; await sleep(clock, askMs)) {
        const claimed = await store.claimEngine(node, holder, clock.now(), leaseMs).catch(() => null)
        if (claimed === null) continue
        if ('epoch' in claimed) {
          epoch = claimed.epoch
          log.info({ node, epoch }, 'this instance holds the engine')
          return void beat()
        }
        if (isGoneHere(claimed.holder)) await store.releaseEngine(node, claimed.holder).catch(() => undefined)
        else if (!told) {
          told = true
          log.info({ node }, 'another instance holds the engine; standing by')
        }
      }
    },
    async release() {
      stopped = true
      cancel()
      if (epoch !== null) await store.releaseEngine(node, holder).catch(() => undefined)
      epoch = null
    },
  }
}
