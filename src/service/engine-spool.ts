import { sleep, type Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import { TelephonyError, type Telephony } from '../telephony/port.ts'

export interface EngineSpool {
  /** null when the engine has none of that name. Throws when it can't say now. */
  fetch(name: string): Promise<Buffer | null>
  /** Tried again every 5 s for `tries` times; whoever keeps the sound does not wait for it. */
  delete(name: string, tries: number): Promise<void>
}

/** What the engine recorded lies open in its spool until it is fetched and deleted. */
export const engineSpool = ({ telephony, clock, log }: { telephony: Pick<Telephony, 'recording' | 'deleteRecording'>; clock: Clock; log: Logger }): EngineSpool => ({
  async fetch(name) {
    try {
      return await telephony.recording(name)
    } catch (error) {
      if (error instanceof TelephonyError && error.code === 'not-found') return null
      throw error
    }
  },
  async delete(name, tries) {
    for (let left = tries; ; left--) {
      try {
        return await telephony.deleteRecording(name)
      } catch (error) {
        if (left === 0) return log.error({ name, err: error instanceof Error ? error.message : error }, 'a recording lies open at the engine and could not be deleted')
        await sleep(clock, 5_000)
      }
    }
  },
})
