import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import { GraphError } from '../microsoft/port.ts'
import type { Watches } from '../service/watches.ts'
import type { PersonId } from '../store/port.ts'

/** Graph is asked this often, and only while somebody waits. */
export const lookEveryMs = 30_000

/** Somebody left a call: whoever waits for them need not wait for the next look. */
export const watchJob = (ports: { watches: Pick<Watches, 'left'> }) => ({ person }: { person: PersonId }): Promise<void> => ports.watches.left(person)

/** Looks now and then for people somebody waits for. Gives what ends it. */
export const keepWatching = ({ watches, clock, log }: { watches: Pick<Watches, 'look'>; clock: Clock; log: Logger }): (() => void) => {
  let stopped = false
  let cancel = () => {}
  const next = (ms: number): void => {
    if (!stopped) cancel = clock.setTimeout(ms, () => void look())
  }
  const look = async (): Promise<void> => {
    try {
      await watches.look()
      next(lookEveryMs)
    } catch (error) {
      log.info({ err: error instanceof Error ? error.message : error }, 'nobody could be looked for just now')
      const asked = error instanceof GraphError ? error.retryAfterSeconds : null
      next(Math.max(lookEveryMs, (asked ?? 0) * 1_000))
    }
  }
  next(lookEveryMs)
  return () => {
    stopped = true
    cancel()
  }
}
