import type { Kysely } from 'kysely'
import type { PersonId, Store } from './port.ts'
import type { Database } from './schema.ts'
import { inTransaction } from './tenant.ts'
import { leaveTraces } from './traces.ts'

/** What was seen, and confirmed, is of one number: it is forgotten in the transaction that gives the person this one, unless they have it. */
export const forgetOtherNumber = async (tx: Kysely<Database>, { tenantId, userId }: PersonId, number: string): Promise<void> => {
  const line = await tx.selectFrom('lines').select('number').where('tenant_id', '=', tenantId).where('user_id', '=', userId).forUpdate().executeTakeFirst()
  if (line?.number !== number) await tx.deleteFrom('readiness').where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute()
}

export const readinessQueries = (db: Kysely<Database>): Pick<Store, 'readiness' | 'putReadiness' | 'setVoicemailOff'> => ({
  async readiness({ tenantId, userId }) {
    const row = await db.selectFrom('readiness').selectAll().where('tenant_id', '=', tenantId).where('user_id', '=', userId).executeTakeFirst()
    return row ? { at: Number(row.at), checks: row.checks, voicemailOff: row.voicemail_off } : null
  },
  putReadiness: ({ tenantId, userId }, { number, checks, at }, traces) => inTransaction(db, async (tx) => {
    // whoever changes the number waits for this, or this for them
    const line = await tx.selectFrom('lines').select('number').where('tenant_id', '=', tenantId).where('user_id', '=', userId).forShare().executeTakeFirst()
    if ((line?.number ?? null) !== number) return
    const seen = { checks: JSON.stringify(checks), at }
    await tx.insertInto('readiness').values({ tenant_id: tenantId, user_id: userId, voicemail_off: false, ...seen })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet(seen)).execute()
    await leaveTraces(tx, traces)
  }),
  async setVoicemailOff({ tenantId, userId }, off, at) {
    await db.insertInto('readiness').values({ tenant_id: tenantId, user_id: userId, voicemail_off: off, checks: '[]', at })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet({ voicemail_off: off })).execute()
  },
})

export const staleReadiness = (db: Kysely<Database>): Pick<Store, 'staleReadiness'> => ({
  async staleReadiness(since, limit) {
    const rows = await db.selectFrom('lines')
      .leftJoin('readiness', (join) => join.onRef('readiness.tenant_id', '=', 'lines.tenant_id').onRef('readiness.user_id', '=', 'lines.user_id'))
      .select(['lines.tenant_id', 'lines.user_id'])
      .where((row) => row.or([row('readiness.at', 'is', null), row('readiness.at', '<', String(since))])).orderBy('readiness.at', (order) => order.asc().nullsFirst()).limit(limit).execute()
    return rows.map((row) => ({ tenantId: row.tenant_id, userId: row.user_id }))
  },
})
