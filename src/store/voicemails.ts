import type { Kysely } from 'kysely'
import type { PersonId, Store, VoicemailRecord } from './port.ts'
import type { Database } from './schema.ts'

/** The sound itself is read only when it is played. */
const columns = ['id', 'call_id', 'tenant_id', 'user_id', 'from_number', 'from_name', 'received_at', 'duration_ms', 'read', 'peaks', 'deleted_at', 'kept'] as const

export const voicemailQueries = (
  db: Kysely<Database>,
): Pick<Store,
  | 'putVoicemail' | 'voicemails' | 'voicemail' | 'unreadVoicemails' | 'setVoicemailRead' | 'hasVoicemail' | 'voicemailAudio' | 'changeVoicemail'
  | 'putCompressed' | 'uncompressedVoicemails' | 'setVoicemailMailed' | 'isVoicemailMailed'> => {
  const listed = ({ tenantId, userId }: PersonId) =>
    db.selectFrom('voicemails').select(columns).select(({ eb }) => eb('compressed', 'is not', null).as('compressed'))
      .where('tenant_id', '=', tenantId).where('user_id', '=', userId)
  const one = ({ tenantId, userId }: PersonId, id: string) =>
    db.selectFrom('voicemails').where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('id', '=', id)
  const changed = ({ tenantId, userId }: PersonId, id: string) =>
    db.updateTable('voicemails').where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('id', '=', id)

  const toRecord = (row: Awaited<ReturnType<ReturnType<typeof listed>['executeTakeFirstOrThrow']>>): VoicemailRecord => ({
    id: row.id, callId: row.call_id, tenantId: row.tenant_id, userId: row.user_id, from: { number: row.from_number, name: row.from_name },
    receivedAt: Number(row.received_at), durationMs: row.duration_ms, read: row.read, peaks: row.peaks,
    deletedAt: row.deleted_at === null ? null : Number(row.deleted_at), kept: row.kept, compressed: Boolean(row.compressed),
  })

  return {
    async putVoicemail(voicemail, audio) {
      await db.insertInto('voicemails').values({
        id: voicemail.id, call_id: voicemail.callId, tenant_id: voicemail.tenantId, user_id: voicemail.userId, from_number: voicemail.from.number,
        from_name: voicemail.from.name, received_at: voicemail.receivedAt, duration_ms: voicemail.durationMs, read: voicemail.read,
        peaks: JSON.stringify(voicemail.peaks), audio,
      }).onConflict((conflict) => conflict.column('call_id').doNothing()).execute()
      const row = await db.selectFrom('voicemails').select('id').where('call_id', '=', voicemail.callId).executeTakeFirstOrThrow()
      return row.id
    },
    async voicemails(person, before, limit, deleted = false) {
      let query = listed(person).where('deleted_at', deleted ? 'is not' : 'is', null)
      if (before !== null) query = query.where((row) => row(row.refTuple('received_at', 'id'), '<', row.tuple(String(before.at), before.id)))
      const rows = await query.orderBy('received_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
      return rows.map(toRecord)
    },
    async voicemail(person, id) {
      const row = await listed(person).where('id', '=', id).executeTakeFirst()
      return row ? toRecord(row) : null
    },
    async unreadVoicemails({ tenantId, userId }) {
      const row = await db.selectFrom('voicemails').select((is) => is.fn.countAll<string>().as('unread')).where('tenant_id', '=', tenantId)
        .where('user_id', '=', userId).where('read', '=', false).where('deleted_at', 'is', null).executeTakeFirstOrThrow()
      return Number(row.unread)
    },
    async setVoicemailRead(person, id, read) {
      const result = await changed(person, id).set({ read }).executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async hasVoicemail(person, id) {
      return (await one(person, id).select('id').executeTakeFirst()) !== undefined
    },
    async voicemailAudio(person, id, form = 'wav') {
      const row = await one(person, id).select(form === 'wav' ? 'audio as sound' : 'compressed as sound').executeTakeFirst()
      return row?.sound ?? null
    },
    async changeVoicemail(person, id, { deletedAt, kept }) {
      const result = await changed(person, id)
        .set({ ...(deletedAt === undefined ? {} : { deleted_at: deletedAt }), ...(kept === undefined ? {} : { kept }) }).executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async putCompressed(person, id, audio) {
      await changed(person, id).set({ compressed: audio }).execute()
    },
    async uncompressedVoicemails(limit) {
      const rows = await db.selectFrom('voicemails').select(['tenant_id', 'user_id', 'id']).where('compressed', 'is', null)
        .orderBy('received_at', 'desc').limit(limit).execute()
      return rows.map((row) => ({ tenantId: row.tenant_id, userId: row.user_id, id: row.id }))
    },
    async setVoicemailMailed(person, id, at) {
      await changed(person, id).set({ mailed_at: at }).execute()
    },
    async isVoicemailMailed(person, id) {
      const row = await one(person, id).select('mailed_at').executeTakeFirst()
      return row !== undefined && row.mailed_at !== null
    },
  }
}
