import type { Kysely } from 'kysely'
import type { Store } from './port.ts'
import type { Database } from './schema.ts'

const columns = ['id', 'call_id', 'tenant_id', 'user_id', 'from_number', 'from_name', 'received_at', 'duration_ms', 'read', 'peaks'] as const

export const voicemailQueries = (
  db: Kysely<Database>,
): Pick<Store, 'putVoicemail' | 'voicemails' | 'unreadVoicemails' | 'setVoicemailRead' | 'hasVoicemail' | 'voicemailAudio'> => ({
  async putVoicemail(voicemail, audio) {
    await db.insertInto('voicemails').values({
      id: voicemail.id, call_id: voicemail.callId, tenant_id: voicemail.tenantId, user_id: voicemail.userId, from_number: voicemail.from.number,
      from_name: voicemail.from.name, received_at: voicemail.receivedAt, duration_ms: voicemail.durationMs, read: voicemail.read,
      peaks: JSON.stringify(voicemail.peaks), audio,
    }).onConflict((conflict) => conflict.column('call_id').doNothing()).execute()
    const row = await db.selectFrom('voicemails').select('id').where('call_id', '=', voicemail.callId).executeTakeFirstOrThrow()
    return row.id
  },
  async voicemails({ tenantId, userId }, before, limit) {
    let query = db.selectFrom('voicemails').select(columns).where('tenant_id', '=', tenantId).where('user_id', '=', userId)
    if (before !== null) query = query.where((row) => row(row.refTuple('received_at', 'id'), '<', row.tuple(String(before.at), before.id)))
    const rows = await query.orderBy('received_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
    return rows.map((row) => ({
      id: row.id, callId: row.call_id, tenantId: row.tenant_id, userId: row.user_id, from: { number: row.from_number, name: row.from_name },
      receivedAt: Number(row.received_at), durationMs: row.duration_ms, read: row.read, peaks: row.peaks,
    }))
  },
  async unreadVoicemails({ tenantId, userId }) {
    const row = await db.selectFrom('voicemails').select((is) => is.fn.countAll<string>().as('unread')).where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId).where('read', '=', false).executeTakeFirstOrThrow()
    return Number(row.unread)
  },
  async setVoicemailRead({ tenantId, userId }, id, read) {
    const result = await db.updateTable('voicemails').set({ read }).where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('id', '=', id).executeTakeFirst()
    return result.numUpdatedRows > 0n
  },
  async hasVoicemail({ tenantId, userId }, id) {
    const row = await db.selectFrom('voicemails').select('id').where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('id', '=', id).executeTakeFirst()
    return row !== undefined
  },
  async voicemailAudio({ tenantId, userId }, id) {
    const row = await db.selectFrom('voicemails').select('audio').where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('id', '=', id).executeTakeFirst()
    return row?.audio ?? null
  },
})
