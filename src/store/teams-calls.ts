import type { Kysely } from 'kysely'
import { toEntry, toRow } from './calls.ts'
import type { Store } from './port.ts'
import type { Database } from './schema.ts'
import { inTransaction } from './tenant.ts'

export const teamsCallQueries = (db: Kysely<Database>): Pick<Store, 'recordsRead' | 'recordsReadAt' | 'setRecordsReadAt' | 'historyDuring' | 'putTeamsCalls'> => ({
  async recordsRead(tenantId, recordIds) {
    if (recordIds.length === 0) return new Map()
    const rows = await db.selectFrom('teams_records').select(['record_id', 'version']).where('tenant_id', '=', tenantId).where('record_id', 'in', recordIds).execute()
    return new Map(rows.map(({ record_id: id, version }) => [id, Number(version)]))
  },
  async recordsReadAt(tenantId) {
    const row = await db.selectFrom('teams_record_reads').select('at').where('tenant_id', '=', tenantId).executeTakeFirst()
    return row ? Number(row.at) : null
  },
  async setRecordsReadAt(tenantId, at) {
    await db.insertInto('teams_record_reads').values({ tenant_id: tenantId, at }).onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ at })).execute()
  },
  async historyDuring({ tenantId, userId }, from, to) {
    const rows = await db.selectFrom('calls').selectAll().where('tenant_id', '=', tenantId).where('user_id', '=', userId)
      .where('started_at', '<=', String(to)).where('ended_at', '>=', String(from)).execute()
    return rows.map(toEntry)
  },
  putTeamsCalls: (tenantId, record, entries, at) => inTransaction(db, async (tx) => {
    for (const entry of entries) {
      const { note: _note, tags: _tags, tag_keys: _keys, search: _search, ...told } = toRow(entry)
      await tx.insertInto('calls').values(toRow(entry)).onConflict((conflict) => conflict.column('id').doUpdateSet(told)).execute()
    }
    const seen = { version: record.version, at }
    await tx.insertInto('teams_records').values({ tenant_id: tenantId, record_id: record.id, ...seen })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'record_id']).doUpdateSet(seen)).execute()
  }),
})
