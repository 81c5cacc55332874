import type { Clock } from '../clock.ts'
import type { Effect } from '../call/effect.ts'
import type { Call } from '../call/model.ts'
import { recordedOf } from '../call/recording.ts'
import type { Logger } from '../log.ts'
import type { Store } from '../store/port.ts'
import type { TimelessEvent } from './call-owner.ts'
import type { Recordings } from './recordings.ts'

export interface RecordingWorkPorts {
  store: Pick<Store, 'setRecorded' | 'audit'>
  recordings: Pick<Recordings, 'ready' | 'keep'>
  clock: Clock
  log: Logger
}

/** What the owner of a call does about its recording besides commanding the engine. */
export const createRecordingWork = ({ store, recordings, clock, log }: RecordingWorkPorts) => ({
  /** Null for an effect that is not its own. */
  async perform(call: Call, effect: Effect): Promise<TimelessEvent | null> {
    // rather no recording than one that can't be sealed
    if (effect.type === 'record-bridge' && !recordings.ready) return { type: 'recording-failed', name: effect.name }
    if (effect.type !== 'keep-recording') return null
    try {
      return { type: `recording-${await recordings.keep(call, effect.name)}`, name: effect.name }
    } catch (error) {
      log.warn({ callId: call.id, name: effect.name, err: error instanceof Error ? error.message : error }, 'a recording could not be kept yet')
      return { type: 'recording-unkept', name: effect.name }
    }
  },

  /** A call that goes unrecorded is never passed over in silence. */
  changed(before: Call, after: Call): void {
    const [was, is] = [recordedOf(before), recordedOf(after)]
    if (was === is) return
    const person = { tenantId: after.line.tenantId, userId: after.line.userId }
    if (is === 'unrecorded' || is === 'partly') {
      log.error({ callId: after.id, must: after.rules.recording.must }, is === 'partly' ? 'a recording has a gap' : 'a call goes unrecorded')
      void store.audit({ ...person, at: clock.now(), action: is === 'partly' ? 'recording-broke' : 'call-unrecorded', subject: after.id, detail: { must: after.rules.recording.must } })
        .catch((error: unknown) => log.warn({ callId: after.id, err: error }, 'not audited'))
    }
  },

  /** An entry that was written before is put right. After each saving; rejects while the database is away. */
  async saved(before: Call, after: Call): Promise<void> {
    if (before.story.endedAt !== null && recordedOf(before) !== recordedOf(after)) await store.setRecorded(after.line, after.id, recordedOf(after))
  },
})
