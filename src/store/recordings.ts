import type { Kysely, Selectable } from 'kysely'
import { toLine } from './lines.ts'
import type { Store } from './port.ts'
import type { RecordingRecord, RecordingStore } from './port/recordings.ts'
import type { Database } from './schema.ts'
import { inTransaction } from './tenant.ts'

const toRecord = (row: Selectable<Database['recordings']>): RecordingRecord => ({
  id: row.id, tenantId: row.tenant_id, userId: row.user_id, callId: row.call_id, part: row.part, beside: row.beside, direction: row.direction,
  remote: { number: row.remote_number, name: row.remote_name }, startedAt: Number(row.started_at), endedAt: Number(row.ended_at), durationMs: row.duration_ms,
  bytes: Number(row.bytes), legalHold: row.legal_hold, deleteAfter: Number(row.delete_after),
})

/** Recordings of a tenant. */
export const recordingQueries = (
  db: Kysely<Database>,
): Pick<RecordingStore, 'putRecording' | 'hasRecording' | 'recordings' | 'recording' | 'recordingPiece' | 'setLegalHold' | 'setRecorded'> => {
  const one = (tenantId: string, id: string) => db.selectFrom('recordings').where('tenant_id', '=', tenantId).where('id', '=', id)
  return {
    async putRecording(recording, key, pieces) {
      const { tenantId, id } = recording
      const has = async () => (await one(tenantId, id).select('id').executeTakeFirst()) !== undefined
      if (await has()) return
      // piece by piece, so that an hour of sound is not one statement; the row that makes it a recording holds them all
      const write = async (tx: Kysely<Database>) => {
        await tx.insertInto('recordings').values({
          id, tenant_id: tenantId, user_id: recording.userId, call_id: recording.callId, part: recording.part, beside: recording.beside, direction: recording.direction,
          remote_number: recording.remote.number, remote_name: recording.remote.name, started_at: recording.startedAt, ended_at: recording.endedAt,
          duration_ms: recording.durationMs, bytes: recording.bytes, pieces: pieces.length, wrapped_key: key.wrapped, iv: key.iv, key_id: key.keyId,
          legal_hold: recording.legalHold, delete_after: recording.deleteAfter,
        }).execute()
        for (const [piece, data] of pieces.entries()) await tx.insertInto('recording_pieces').values({ tenant_id: tenantId, recording_id: id, piece, data }).execute()
      }
      await inTransaction(db, write)
    },
    async hasRecording(tenantId, id) {
      return (await one(tenantId, id).select('id').executeTakeFirst()) !== undefined
    },
    async recordings(tenantId, { userId, from, to }, before, limit) {
      let rows = db.selectFrom('recordings').selectAll().where('tenant_id', '=', tenantId)
      if (userId !== undefined) rows = rows.where('user_id', '=', userId)
      if (from !== undefined) rows = rows.where('started_at', '>=', String(from))
      if (to !== undefined) rows = rows.where('started_at', '<', String(to))
      if (before !== null) rows = rows.where((row) => row(row.refTuple('started_at', 'id'), '<', row.tuple(String(before.at), before.id)))
      return (await rows.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(toRecord)
    },
    async recording(tenantId, id) {
      const row = await one(tenantId, id).selectAll().executeTakeFirst()
      return row ? { ...toRecord(row), key: { keyId: row.key_id, wrapped: row.wrapped_key, iv: row.iv }, pieces: row.pieces } : null
    },
    async recordingPiece(tenantId, id, piece) {
      const row = await db.selectFrom('recording_pieces').select('data').where('tenant_id', '=', tenantId).where('recording_id', '=', id).where('piece', '=', piece).executeTakeFirst()
      return row?.data ?? null
    },
    setLegalHold: ({ tenantId, userId }, id, on, at) =>
      inTransaction(db, async (tx) => {
        const row = await tx.updateTable('recordings').set({ legal_hold: on }).where('tenant_id', '=', tenantId).where('id', '=', id).returningAll().executeTakeFirst()
        if (row === undefined) return null
        await tx.insertInto('audit').values({
          tenant_id: tenantId, user_id: row.user_id, actor: userId, at, action: on ? 'recording-held' : 'recording-released', subject: id, detail: JSON.stringify({ callId: row.call_id }),
        }).execute()
        return toRecord(row)
      }),
    async setRecorded({ tenantId, userId }, callId, recorded) {
      await db.updateTable('calls').set({ recorded }).where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('id', '=', callId).execute()
    },
  }
}

/** As many at once as are surely gone before a query takes too long, with all that lies in their pieces (1 MiB each). */
const most = { recordings: 100, pieces: 250 }

/** What is done over all tenants: retention, and asking whether any policy records. */
export const recordingUpkeep = (db: Kysely<Database>): Pick<Store, 'expireRecordings' | 'everyLine' | 'keptRecordings'> => ({
  async keptRecordings(ids) {
    return ids.length === 0 ? [] : (await db.selectFrom('recordings').select('id').where('id', 'in', ids).execute()).map(({ id }) => id)
  },
  expireRecordings: (at) =>
    db.transaction().execute(async (tx) => {
      // one somebody holds in this moment is looked at again in an hour
      const over = await tx.selectFrom('recordings').select(['id', 'tenant_id', 'user_id', 'call_id', 'part', 'pieces']).where('delete_after', '<=', String(at)).where('legal_hold', '=', false)
        .orderBy('delete_after').limit(most.recordings).forUpdate().skipLocked().execute()
      let pieces = 0
      const gone = over.filter((one, index) => (pieces += one.pieces) <= most.pieces || index === 0)
      if (gone.length === 0) return 0
      await tx.deleteFrom('recordings').where('id', 'in', gone.map(({ id }) => id)).execute()
      await tx.insertInto('audit').values(gone.map(({ id, tenant_id, user_id, call_id, part }) => (
        { tenant_id, user_id, at, action: 'recording-expired', subject: id, detail: JSON.stringify({ callId: call_id, part }) }))).execute()
      return gone.length
    }),
  async everyLine(after, limit) {
    let rows = db.selectFrom('lines').selectAll()
    if (after !== null) rows = rows.where('number', '>', after)
    return (await rows.orderBy('number').limit(limit).execute()).map(toLine)
  },
})
