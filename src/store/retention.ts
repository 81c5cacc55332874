import { sql, type Kysely } from 'kysely'
import { deletedDays, usualVoicemail } from '../line/retention.ts'
import type { ExpiredVoicemail, Store } from './port.ts'
import type { Database } from './schema.ts'

const dayMs = 24 * 60 * 60_000

/** As many at once as are surely gone before a query takes too long, with their sound. */
const atOnce = 100

interface Gone { id: string; tenant_id: string; user_id: string; deleted: boolean }

export const retentionQueries = (db: Kysely<Database>): Pick<Store, 'expireVoicemails' | 'voicemailSettings' | 'setVoicemailSettings'> => ({
  /** The same rule as goesAt() in line/retention.ts, over all messages; a test compares the two. */
  async expireVoicemails(at) {
    return db.transaction().execute(async (transaction) => {
      const { rows } = await sql<Gone>`
        with gone as (select v.id from voicemails v where
          (v.deleted_at is not null and v.deleted_at <= ${at - deletedDays * dayMs})
          or (v.deleted_at is null and not v.kept and v.received_at <= ${at}::bigint - ${dayMs}::bigint * coalesce(
            (select s.days from voicemail_settings s where s.tenant_id = v.tenant_id and s.user_id = v.user_id), ${usualVoicemail.days}::int))
          limit ${atOnce} for update skip locked)
        delete from voicemails v using gone where v.id = gone.id returning v.id, v.tenant_id, v.user_id, v.deleted_at is not null as deleted`.execute(transaction)
      const gone = rows.map((row): ExpiredVoicemail => ({ tenantId: row.tenant_id, userId: row.user_id, id: row.id, why: row.deleted ? 'deleted' : 'retention' }))
      if (gone.length === 0) return gone
      for (const { tenantId, userId, id } of gone) {
        // the history no longer offers what can't be played
        await transaction.updateTable('calls').set({ voicemail_id: null }).where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('voicemail_id', '=', id).execute()
      }
      await transaction.insertInto('audit').values(gone.map(({ tenantId, userId, id, why }) => ({ tenant_id: tenantId, user_id: userId, at, action: 'voicemail-expired', subject: id, detail: JSON.stringify({ why }) }))).execute()
      return gone
    })
  },
  async voicemailSettings({ tenantId, userId }) {
    const row = await db.selectFrom('voicemail_settings').selectAll().where('tenant_id', '=', tenantId).where('user_id', '=', userId).executeTakeFirst()
    return row ? { email: row.email, days: row.days, longestSeconds: row.longest_seconds } : usualVoicemail
  },
  async setVoicemailSettings({ tenantId, userId }, { email, days, longestSeconds }) {
    const set = {
      ...(email === undefined ? {} : { email }), ...(days === undefined ? {} : { days }), ...(longestSeconds === undefined ? {} : { longest_seconds: longestSeconds }),
    }
    if (Object.keys(set).length === 0) return
    const usual = { email: usualVoicemail.email, days: usualVoicemail.days, longest_seconds: usualVoicemail.longestSeconds }
    await db.insertInto('voicemail_settings').values({ tenant_id: tenantId, user_id: userId, ...usual, ...set })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet(set)).execute()
  },
})
