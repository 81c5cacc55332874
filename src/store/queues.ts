import type { Kysely, Selectable } from 'kysely'
import { readQueueSettings } from '../line/queue.ts'
import { isAsSeen } from './as-seen.ts'
import type { QueueAgent, QueueRecord, QueueStore } from './port/queues.ts'
import type { Database } from './schema.ts'
import { isTaken } from './taken.ts'
import { inTransaction } from './tenant.ts'

const instant = (stored: string | null) => (stored === null ? null : Number(stored))
const toQueue = (row: Selectable<Database['queues']>): QueueRecord => ({
  tenantId: row.tenant_id, id: row.id, number: row.number, name: row.name, settings: readQueueSettings(row.settings), updatedAt: Number(row.updated_at), updatedBy: row.updated_by,
})
const toAgent = (row: Selectable<Database['queue_agents']>): QueueAgent => ({
  tenantId: row.tenant_id, queueId: row.queue_id, userId: row.user_id, position: row.position, onDuty: row.on_duty, idleSince: instant(row.idle_since), rungAt: instant(row.rung_at),
})

export const queueQueries = (db: Kysely<Database>): Omit<QueueStore, 'queueByNumber'> => ({
  async queues(tenantId) {
    return (await db.selectFrom('queues').selectAll().where('tenant_id', '=', tenantId).orderBy('name').orderBy('id').execute()).map(toQueue)
  },
  async queue(tenantId, id) {
    const row = await db.selectFrom('queues').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()
    return row ? toQueue(row) : null
  },
  async queueAgents(tenantId, queueId) {
    return (await db.selectFrom('queue_agents').selectAll().where('tenant_id', '=', tenantId).where('queue_id', '=', queueId).orderBy('position').execute()).map(toAgent)
  },
  async agentOf({ tenantId, userId }) {
    return (await db.selectFrom('queue_agents').selectAll().where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute()).map(toAgent)
  },
  async putQueue({ tenantId, id, number, name, settings, updatedAt, updatedBy }, userIds, seen) {
    const columns = { number, name, settings: JSON.stringify(settings), updated_at: updatedAt, updated_by: updatedBy }
    try {
      return await inTransaction(db, async (tx) => {
        if (!(await isAsSeen(tx, 'queues', { tenantId, id }, seen))) return 'changed'
        await tx.insertInto('queues').values({ tenant_id: tenantId, id, ...columns }).onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(columns)).execute()
        const others = tx.deleteFrom('queue_agents').where('tenant_id', '=', tenantId).where('queue_id', '=', id)
        await (userIds.length === 0 ? others : others.where('user_id', 'not in', userIds)).execute()
        if (userIds.length === 0) return 'put'
        await tx.insertInto('queue_agents').values(userIds.map((userId, position) => ({ tenant_id: tenantId, queue_id: id, user_id: userId, position, on_duty: true })))
          .onConflict((conflict) => conflict.columns(['tenant_id', 'queue_id', 'user_id']).doUpdateSet((excluded) => ({ position: excluded.ref('excluded.position') }))).execute()
        return 'put'
      })
    } catch (error) {
      if (isTaken(error)) return 'taken'
      throw error
    }
  },
  async deleteQueue(tenantId, id) {
    const { numDeletedRows } = await db.deleteFrom('queues').where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()
    return numDeletedRows > 0n
  },
  async setDuty({ tenantId, userId }, queueId, on) {
    const { numUpdatedRows } = await db.updateTable('queue_agents').set({ on_duty: on })
      .where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('queue_id', '=', queueId).executeTakeFirst()
    return numUpdatedRows > 0n
  },
  async agentsRung(tenantId, queueId, userIds, at) {
    await db.updateTable('queue_agents').set({ rung_at: at }).where('tenant_id', '=', tenantId).where('queue_id', '=', queueId).where('user_id', 'in', userIds).execute()
  },
  async agentIdle({ tenantId, userId }, since) {
    await db.updateTable('queue_agents').set({ idle_since: since }).where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute()
  },
})

/** Whose number a call came to is not known before. */
export const queueNumbers = (db: Kysely<Database>): Pick<QueueStore, 'queueByNumber'> => ({
  async queueByNumber(number) {
    const row = await db.selectFrom('queues').selectAll().where('number', '=', number).executeTakeFirst()
    return row ? toQueue(row) : null
  },
})
