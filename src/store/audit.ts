import { sql, type Kysely } from 'kysely'
import type { AuditEntry, Store } from './port.ts'
import type { Database } from './schema.ts'

/** Within whatever transaction `db` is. */
export const addAudit = async (db: Kysely<Database>, entries: AuditEntry[]): Promise<void> => {
  if (entries.length === 0) return
  await db.insertInto('audit').values(entries.map((entry) => ({
    tenant_id: entry.tenantId, user_id: entry.userId, at: entry.at, actor: entry.actor ?? null, action: entry.action, subject: entry.subject, detail: JSON.stringify(entry.detail),
  }))).execute()
}

/** The log of who did what. The database itself refuses to change or remove an entry. */
export const auditQueries = (db: Kysely<Database>): Pick<Store, 'audit' | 'auditLog'> => ({
  audit: (entry) => addAudit(db, [entry]),
  async auditLog(tenantId, { person, subject, action, since, until }, before, limit) {
    let rows = db.selectFrom('audit').selectAll().where('tenant_id', '=', tenantId)
    if (person !== undefined) rows = rows.where((row) => row.or([row('user_id', '=', person), row('actor', '=', person), row('whose', '=', person)]))
    if (subject !== undefined) rows = rows.where('subject', '=', subject)
    if (action !== undefined) rows = rows.where('action', '=', action)
    if (since !== undefined) {
      // "at" alone would have the log read to its beginning in search of more; "+ 0" keeps min() from reading it from there
      const first = db.selectFrom('audit').select(sql<string>`min(seq + 0)`.as('seq')).where('tenant_id', '=', tenantId).where('at', '>=', String(since))
      rows = rows.where('at', '>=', String(since)).where('seq', '>=', first)
    }
    if (until !== undefined) rows = rows.where('at', '<', String(until))
    if (before !== null) rows = rows.where('seq', '<', String(before))
    const found = await rows.orderBy('seq', 'desc').limit(limit).execute()
    return found.map((row) => ({
      seq: Number(row.seq), tenantId: row.tenant_id, userId: row.user_id, at: Number(row.at), actor: row.actor, action: row.action, subject: row.subject, detail: row.detail,
    }))
  },
})
