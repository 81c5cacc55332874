import { sql, type Kysely } from 'kysely'
import type { Database } from './schema.ts'
import { takeTurn } from './tenant.ts'

/**
 * Whether it is still as whoever changes it saw it, by its `updated_at`: null where there was none, undefined where they don't
 * say. It stays so until the transaction ends.
 */
export const isAsSeen = async (tx: Kysely<Database>, table: 'policies' | 'queues', { tenantId, id }: { tenantId: string; id: string }, seen: number | null | undefined): Promise<boolean> => {
  await takeTurn(tx, `${table} ${tenantId} ${id}`)
  if (seen === undefined) return true
  const row = await tx.selectFrom(table).select(sql<string>`updated_at`.as('at')).where('tenant_id', '=', tenantId).where('id', '=', id).forUpdate().executeTakeFirst()
  return (row === undefined ? null : Number(row.at)) === seen
}
