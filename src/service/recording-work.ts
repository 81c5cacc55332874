import type { Clock } from '../clock.ts'
import type { Effect } from '../call/effect.ts'
import type { Call } from '../call/model.ts'
import { recordedOf } from '../call/recording.ts'
import type { Logger } from '../log.ts'
import type { AuditEntry, PersonId, Store } from '../store/port.ts'
import type { TimelessEvent } from './call-owner.ts'
import type { Recordings } from './recordings.ts'

export interface RecordingWorkPorts {
  store: Pick<Store, 'setRecorded' | 'audit'>
  recordings: Pick<Recordings, 'ready' | 'keep'>
  clock: Clock
  log: Logger
}

/** That it goes unrecorded, or has a gap, since the call was as before; else null. */
const flawIn = (before: Call, after: Call): 'unrecorded' | 'partly' | null => {
  const is = recordedOf(after)
  return is !== recordedOf(before) && (is === 'unrecorded' || is === 'partly') ? is : null
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

  changed(before: Call, after: Call): void {
    const flaw = flawIn(before, after)
    if (flaw !== null) log.error({ callId: after.id, must: after.rules.recording.must }, flaw === 'partly' ? 'a recording has a gap' : 'a call goes unrecorded')
  },

  /** A call that goes unrecorded is never passed over in silence: it is in the log once it is written down, whatever happens then. */
  audits(before: Call, after: Call): AuditEntry[] {
    const flaw = flawIn(before, after)
    const { id, line: { tenantId, userId }, rules: { recording: { must } } } = after
    return flaw === null ? [] : [{ tenantId, userId, at: clock.now(), action: flaw === 'partly' ? 'recording-broke' : 'call-unrecorded', subject: id, detail: { must } }]
  },

  /** Nor is one of theirs that goes past us, since what was dialled is the network's. */
  passed({ tenantId, userId }: PersonId, { leg, dialled }: { leg: string; dialled: string | null }): void {
    void store.audit({ tenantId, userId, at: clock.now(), action: 'call-unrecorded', subject: leg, detail: { must: false, dialled } })
      .catch((error: unknown) => log.warn({ leg, err: error }, 'not audited'))
  },

  /** An entry that was written before is put right. After each saving; rejects while the database is away. */
  async saved(before: Call, after: Call): Promise<void> {
    if (before.story.endedAt !== null && recordedOf(before) !== recordedOf(after)) await store.setRecorded(after.line, after.id, recordedOf(after))
  },
})
