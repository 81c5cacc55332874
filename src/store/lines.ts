import { sql, type Kysely, type Selectable } from 'kysely'
import { readPolicy } from '../line/policy.ts'
import { readSettings } from '../line/settings.ts'
import type { LineRecord, Store } from './port.ts'
import { forgetOtherNumber } from './readiness.ts'
import type { Database } from './schema.ts'
import { inTransaction } from './tenant.ts'
import { leaveTraces } from './traces.ts'

export const toLine = (row: Selectable<Database['lines']>): LineRecord => ({
  tenantId: row.tenant_id, userId: row.user_id, number: row.number, name: row.name, ring: row.ring, notify: row.notify, policy: row.policy,
  unansweredAfterSeconds: row.unanswered_after_seconds, settings: readSettings(row.settings), linePolicy: readPolicy(row.line_policy), desk: row.desk,
})

export const lineQueries = (db: Kysely<Database>): Pick<Store, 'lineOf' | 'lineByNumber' | 'linesOf' | 'putLine' | 'setSettings'> => ({
  async lineOf({ tenantId, userId }) {
    const row = await db.selectFrom('lines').selectAll().where('tenant_id', '=', tenantId).where('user_id', '=', userId).executeTakeFirst()
    return row ? toLine(row) : null
  },
  async lineByNumber(number) {
    const row = await db.selectFrom('lines').selectAll().where('number', '=', number).executeTakeFirst()
    return row ? toLine(row) : null
  },
  async linesOf(tenantId, userIds) {
    if (userIds.length === 0) return []
    const rows = await db.selectFrom('lines').selectAll().where('tenant_id', '=', tenantId).where('user_id', 'in', userIds).execute()
    return rows.map(toLine)
  },
  async putLine(line, traces) {
    const settings = {
      number: line.number, name: line.name, ring: line.ring, notify: line.notify, policy: line.policy, unanswered_after_seconds: line.unansweredAfterSeconds,
      settings: JSON.stringify(line.settings), line_policy: JSON.stringify(line.linePolicy), desk: line.desk,
    }
    await inTransaction(db, async (tx) => {
      await forgetOtherNumber(tx, line, line.number)
      await tx.insertInto('lines').values({ tenant_id: line.tenantId, user_id: line.userId, ...settings })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet(settings)).execute()
      if (traces !== undefined) await leaveTraces(tx, traces)
    })
  },
  async setSettings({ tenantId, userId }, { settings, unansweredAfterSeconds, ...changes }) {
    const columns = {
      ...changes,
      ...(unansweredAfterSeconds === undefined ? {} : { unanswered_after_seconds: unansweredAfterSeconds }),
      // merged by the database: two that are changed at once both stay
      ...(settings === undefined ? {} : { settings: sql<string>`settings || ${JSON.stringify(settings)}::jsonb` }),
    }
    if (Object.keys(columns).length === 0) return
    await db.updateTable('lines').set(columns).where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute()
  },
})
