import { sql, type Kysely } from 'kysely'
import { toNoteRow } from './calls.ts'
import type { HistoryRecord, Store } from './port.ts'
import type { Database } from './schema.ts'
import { inTransaction, takeTurn } from './tenant.ts'

/** The end of a call and a note written in that very moment wait for each other, so that no note is left behind. */
const inTurn = (tx: Kysely<Database>, callId: string) => takeTurn(tx, `note ${callId}`)

/** What was written on the call while it went on, for the entry it now leaves. */
export const withLiveNote = async (tx: Kysely<Database>, entry: HistoryRecord): Promise<HistoryRecord> => {
  await inTurn(tx, entry.id)
  const [written] = await tx.deleteFrom('live_notes').where('tenant_id', '=', entry.tenantId).where('user_id', '=', entry.userId).where('call_id', '=', entry.id)
    .returning(['note', 'tags']).execute()
  return written ? { ...entry, ...written } : entry
}

export const noteQueries = (db: Kysely<Database>): Pick<Store, 'annotate' | 'written' | 'tagsOf'> => ({
  annotate: ({ tenantId, userId }, id, { note, tags }, live, at) => inTransaction(db, async (tx) => {
    await inTurn(tx, id)
    const row = await tx.selectFrom('calls').select(['remote_name', 'remote_number', 'note', 'tags'])
      .where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('id', '=', id).forUpdate().executeTakeFirst()
    if (row !== undefined) {
      const written = { note: note === undefined ? row.note : note, tags: tags ?? row.tags }
      await tx.updateTable('calls').set(toNoteRow({ remote: { name: row.remote_name, number: row.remote_number }, ...written }))
        .where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('id', '=', id).execute()
      return written
    }
    if (!live) return null
    const before = await tx.selectFrom('live_notes').select(['note', 'tags']).where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('call_id', '=', id).executeTakeFirst()
    const written = { note: note === undefined ? before?.note ?? null : note, tags: tags ?? before?.tags ?? [] }
    await tx.insertInto('live_notes').values({ tenant_id: tenantId, user_id: userId, call_id: id, at, ...written })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id', 'call_id']).doUpdateSet({ at, ...written })).execute()
    return written
  }),
  async written({ tenantId, userId }, id) {
    const entry = await db.selectFrom('calls').select(['note', 'tags']).where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('id', '=', id).executeTakeFirst()
    const live = entry ?? await db.selectFrom('live_notes').select(['note', 'tags']).where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('call_id', '=', id).executeTakeFirst()
    return live ?? { note: null, tags: [] }
  },
  async tagsOf({ tenantId, userId }, limit) {
    // spelled as it was last
    const { rows } = await sql<{ tag: string }>`
      select (array_agg(tag order by started_at desc))[1] as tag
      from calls, unnest(tags, tag_keys) as written (tag, key)
      where tenant_id = ${tenantId} and user_id = ${userId} and tags <> '{}'
      group by key order by count(*) desc, key limit ${limit}`.execute(db)
    return rows.map(({ tag }) => tag)
  },
})
