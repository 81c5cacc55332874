import { sql, type Kysely } from 'kysely'
import type { Store } from './port.ts'
import type { Database } from './schema.ts'
import { inTransaction } from './tenant.ts'
import { leaveTraces } from './traces.ts'

export const uploadQueries = (db: Kysely<Database>): Pick<Store, 'putUpload' | 'upload' | 'applyUpload'> => ({
  async putUpload(tenantId, { id, userId, at, rows, preview }) {
    await db.insertInto('number_uploads').values({ tenant_id: tenantId, id, user_id: userId, at, rows: JSON.stringify(rows), preview: JSON.stringify(preview) }).execute()
  },
  async upload(tenantId, id) {
    const row = await db.selectFrom('number_uploads').select(['id', 'at', 'preview', 'result']).where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()
    return row ? { id: row.id, at: Number(row.at), preview: row.preview, result: row.result } : null
  },
  applyUpload: (tenantId, id, by, at) => inTransaction(db, async (tx) => {
    // two who confirm at once wait for each other, and the second gets the first one's answer
    const found = await tx.selectFrom('number_uploads').select(['preview', 'result']).where('tenant_id', '=', tenantId).where('id', '=', id).forUpdate().executeTakeFirst()
    if (found === undefined) return null
    if (found.result !== null) return found.result
    // counted as it is now: the inventory may have changed since the preview
    const { rows } = await sql<{ state: 'added' | 'changed' }>`
      insert into numbers as have (tenant_id, number, kind, operator, site, iccid, batch, uploaded_at)
      select ${tenantId}, list.number, list.kind, list.operator, list.site, list.iccid, ${id}, ${at}::bigint
      from number_uploads u, jsonb_to_recordset(u.rows) as list (number text, kind text, operator text, site text, iccid text)
      where u.tenant_id = ${tenantId} and u.id = ${id}
      on conflict (number) do update set
        kind = excluded.kind, operator = excluded.operator, site = excluded.site, iccid = excluded.iccid, batch = excluded.batch, uploaded_at = excluded.uploaded_at
      where have.tenant_id = ${tenantId}
        and (have.batch is null or (have.kind, have.operator, have.site, have.iccid) is distinct from (excluded.kind, excluded.operator, excluded.site, excluded.iccid))
      returning case when xmax = 0 then 'added' else 'changed' end as state`.execute(tx)
    const added = rows.filter(({ state }) => state === 'added').length
    const changed = rows.length - added
    const good = found.preview.total - found.preview.errorCount
    const result = { added, changed, same: good - added - changed, skipped: found.preview.errorCount }
    await tx.updateTable('number_uploads').set({ result: JSON.stringify(result), rows: '[]' }).where('tenant_id', '=', tenantId).where('id', '=', id).execute()
    await leaveTraces(tx, { audit: [{ tenantId, userId: by, at, action: 'numbers-confirmed', subject: id, detail: { ...result } }], jobs: [] })
    return result
  }),
})
