import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import { GraphError } from '../microsoft/port.ts'
import type { Watches } from '../service/watches.ts'
import type { PersonId } from '../store/port.ts'

/** Somebody left a call: whoever waits for them need not wait for the next look. */
export const watchJob = (ports: { watches: Pick<Watches, 'left'> }) => ({ person }: { person: PersonId }): Promise<void> => ports.watches.left(person)

export interface WatchPorts {
  watches: Pick<Watches, 'look'>
  clock: Clock
  log: Logger
  /** Graph is asked this often, and only while somebody waits. */
  watchEverySeconds: number
}

/** Looks now and then for people somebody waits for. Gives what ends it. */
export const keepWatching = ({ watches, clock, log, watchEverySeconds }: WatchPorts): (() => void) => {
  const everyMs = watchEverySeconds * 1_000
  let stopped = false
  let cancel = () => {}
  const next = (ms: number): void => {
    if (!stopped) cancel = clock.setTimeout(ms, () => void look())
  }
  const look = async (): Promise<void> => {
    try {
      await watches.look()
      next(everyMs)
    } catch (error) {
      log.info({ err: error instanceof Error ? error.message : error }, 'nobody could be looked for just now')
      const asked = error instanceof GraphError ? error.retryAfterSeconds : null
      next(Math.max(everyMs, (asked ?? 0) * 1_000))
    }
  }
  next(everyMs)
  return () => {
    stopped = true
    cancel()
  }
}
