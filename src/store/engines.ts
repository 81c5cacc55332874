import { sql, type Kysely } from 'kysely'
import type { Store } from './port.ts'
import type { Database } from './schema.ts'

/** Who steers which engine; see service/engine-lease.ts. */
export const engineQueries = (db: Kysely<Database>): Pick<Store, 'claimEngine' | 'beatEngine' | 'releaseEngine'> => ({
  async claimEngine(node, holder, at, leaseMs) {
    const taken = await db.insertInto('engines').values({ node, holder, epoch: 1, seen_at: at })
      .onConflict((conflict) => conflict.column('node').doUpdateSet({ holder, seen_at: at, epoch: sql`engines.epoch + 1` }).where('engines.seen_at', '<', String(at - leaseMs)))
      .returning('epoch').executeTakeFirst()
    if (taken) return { epoch: Number(taken.epoch) }
    const found = await db.selectFrom('engines').select('holder').where('node', '=', node).executeTakeFirst()
    return found ? { holder: found.holder } : null
  },
  async beatEngine(node, holder, epoch, at) {
    const { numUpdatedRows } = await db.updateTable('engines').set({ seen_at: at }).where('node', '=', node).where('holder', '=', holder).where('epoch', '=', String(epoch)).executeTakeFirst()
    return numUpdatedRows > 0n
  },
  async releaseEngine(node, holder) {
    await db.updateTable('engines').set({ seen_at: 0 }).where('node', '=', node).where('holder', '=', holder).execute()
  },
})
