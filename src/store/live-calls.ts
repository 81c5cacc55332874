import { sql, type Kysely } from 'kysely'
import { z } from 'zod/v4'
import type { Call } from '../call/model.ts'
import { noRecording } from '../line/recording.ts'
import { addAudit } from './audit.ts'
import { toRow } from './calls.ts'
import { addJobs } from './jobs.ts'
import { withLiveNote } from './notes.ts'
import type { Store } from './port.ts'
import type { Database } from './schema.ts'

/** How a live call is written. Raise it with every change of `Call` that an older or newer machine could not go on with. */
export const stateVersion = 1

/** What the store says of its own accord. */
export interface StoreNews {
  /** This live call was written by another version and was forgotten. */
  unreadable(callId: string): void
}

/** Of a call that began before there was such a thing. */
const filled = (call: Call): Call => ({ ...call, hunt: call.hunt ?? { status: 'idle' }, recording: call.recording ?? { status: 'idle' }, rules: { ...call.rules, recording: call.rules.recording ?? noRecording } })

const stateOf = (callId: string) => z.object({
  version: z.literal(stateVersion),
  call: z.custom<Call>((call) => typeof call === 'object' && call !== null && 'id' in call && call.id === callId).transform(filled),
})

export const liveCallQueries = (db: Kysely<Database>, told: StoreNews): Pick<Store, 'saveCall' | 'loadCalls'> => ({
  saveCall: ({ call, history, ended, jobs, audits = [] }, at) =>
    db.transaction().execute(async (tx) => {
      // the engine knows where a live call stands, so its state need not reach the disk before the call goes on; history and the log must
      if (history === null && audits.length === 0) await sql`set local synchronous_commit = off`.execute(tx)
      if (ended) await tx.deleteFrom('live_calls').where('id', '=', call.id).execute()
      else {
        const state = { state: JSON.stringify({ version: stateVersion, call }), updated_at: at }
        await tx.insertInto('live_calls').values({ id: call.id, tenant_id: call.line.tenantId, user_id: call.line.userId, ...state })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(state)).execute()
      }
      // one entry per call, however often its end is told
      if (history !== null) await tx.insertInto('calls').values(toRow(await withLiveNote(tx, history))).onConflict((conflict) => conflict.column('id').doNothing()).execute()
      await addJobs(tx, jobs)
      await addAudit(tx, audits)
    }),
  async loadCalls() {
    const rows = await db.selectFrom('live_calls').select(['id', 'state']).execute()
    const read = rows.map(({ id, state }) => ({ id, parsed: stateOf(id).safeParse(state) }))
    const unreadable = read.filter(({ parsed }) => !parsed.success).map(({ id }) => id)
    if (unreadable.length > 0) await db.deleteFrom('live_calls').where('id', 'in', unreadable).execute()
    unreadable.forEach(told.unreadable)
    return read.flatMap(({ parsed }) => (parsed.success ? [parsed.data.call] : []))
  },
})
