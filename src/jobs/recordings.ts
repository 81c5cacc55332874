import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Recordings } from '../service/recordings.ts'

const hourMs = 60 * 60_000

/** Takes away recordings past their time: now and every hour. Gives what ends it. */
export const keepRecordingRetention = ({ recordings, clock, log }: { recordings: Pick<Recordings, 'expire'>; clock: Clock; log: Logger }): (() => void) => {
  let cancel = () => {}
  const look = () => {
    void recordings.expire().catch((error: unknown) => log.warn({ err: error instanceof Error ? error.message : error }, 'recordings were not looked after; in an hour again'))
    cancel = clock.setTimeout(hourMs, look)
  }
  look()
  return () => cancel()
}
