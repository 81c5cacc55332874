import type { Kysely } from 'kysely'
import type { Store } from './port.ts'
import type { Database } from './schema.ts'

export const greetingQueries = (db: Kysely<Database>): Pick<Store, 'greetings' | 'putGreeting' | 'setAwayDates' | 'deleteGreeting' | 'greetingAudio'> => ({
  async greetings({ tenantId, userId }) {
    const rows = await db.selectFrom('greetings').select(['kind', 'duration_ms', 'peaks', 'from_at', 'until_at', 'updated_at'])
      .where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute()
    return rows.map((row) => ({
      tenantId, userId, kind: row.kind, durationMs: row.duration_ms, peaks: row.peaks, updatedAt: Number(row.updated_at),
      dates: row.from_at === null || row.until_at === null ? null : { from: Number(row.from_at), until: Number(row.until_at) },
    }))
  },
  async putGreeting({ tenantId, userId, kind, durationMs, peaks, updatedAt }, audio) {
    const sound = { audio, duration_ms: durationMs, peaks: JSON.stringify(peaks), updated_at: updatedAt }
    await db.insertInto('greetings').values({ tenant_id: tenantId, user_id: userId, kind, ...sound })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id', 'kind']).doUpdateSet(sound)).execute()
  },
  async setAwayDates({ tenantId, userId }, dates) {
    const result = await db.updateTable('greetings').set({ from_at: dates?.from ?? null, until_at: dates?.until ?? null })
      .where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('kind', '=', 'away').executeTakeFirst()
    return result.numUpdatedRows > 0n
  },
  async deleteGreeting({ tenantId, userId }, kind) {
    const result = await db.deleteFrom('greetings').where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('kind', '=', kind).executeTakeFirst()
    return result.numDeletedRows > 0n
  },
  async greetingAudio({ tenantId, userId }, kind) {
    const row = await db.selectFrom('greetings').select(['audio', 'updated_at']).where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('kind', '=', kind).executeTakeFirst()
    return row ? { audio: row.audio, updatedAt: Number(row.updated_at) } : null
  },
})
