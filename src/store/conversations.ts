import type { Kysely } from 'kysely'
import type { Store } from './port.ts'
import type { Database } from './schema.ts'

export const conversationQueries = (
  db: Kysely<Database>,
): Pick<Store, 'putConversation' | 'conversation' | 'dropConversation' | 'callCard' | 'putCallCard' | 'presences' | 'setPresenceMark'> => ({
  async putConversation({ tenantId, userId, reference }) {
    const value = { reference: JSON.stringify(reference) }
    await db.insertInto('conversations').values({ tenant_id: tenantId, user_id: userId, ...value })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet(value)).execute()
  },
  async conversation({ tenantId, userId }) {
    const row = await db.selectFrom('conversations').select('reference').where('tenant_id', '=', tenantId).where('user_id', '=', userId).executeTakeFirst()
    return row ? { tenantId, userId, reference: row.reference } : null
  },
  async dropConversation({ tenantId, userId }) {
    await db.deleteFrom('conversations').where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute()
  },
  async callCard({ tenantId, userId }, callId) {
    const row = await db.selectFrom('call_cards').selectAll().where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('call_id', '=', callId).executeTakeFirst()
    return row ? { tenantId, userId, callId, activityId: row.activity_id, shown: row.shown } : null
  },
  async putCallCard({ tenantId, userId, callId, activityId, shown }) {
    const value = { activity_id: activityId, shown }
    await db.insertInto('call_cards').values({ tenant_id: tenantId, user_id: userId, call_id: callId, ...value })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id', 'call_id']).doUpdateSet(value)).execute()
  },
  async presences() {
    const rows = await db.selectFrom('presence_marks').select(['tenant_id', 'user_id']).execute()
    return rows.map((row) => ({ tenantId: row.tenant_id, userId: row.user_id }))
  },
  async setPresenceMark({ tenantId, userId }, set, at) {
    if (!set) return void (await db.deleteFrom('presence_marks').where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute())
    await db.insertInto('presence_marks').values({ tenant_id: tenantId, user_id: userId, set_at: at })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet({ set_at: at })).execute()
  },
})
