import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Store } from '../store/port.ts'

const dayMs = 24 * 60 * 60_000
/** Nobody repeats a command, or looks for the card of a call, after this long. */
const keptMs = 30 * dayMs

/** Forgets what is of no use any more, now and once a day. Gives what ends it. */
export const keepPruned = ({ store, clock, log }: { store: Pick<Store, 'prune'>; clock: Clock; log: Logger }): (() => void) => {
  let cancel = () => {}
  const prune = () => {
    void store.prune(clock.now() - keptMs).catch((error: unknown) => log.warn({ err: error instanceof Error ? error.message : error }, 'old rows were not removed; tomorrow again'))
    cancel = clock.setTimeout(dayMs, prune)
  }
  prune()
  return () => cancel()
}
