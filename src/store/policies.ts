import { sql, type Kysely, type Selectable } from 'kysely'
import { usualVoicemail } from '../line/retention.ts'
import { readPolicy } from '../line/policy.ts'
import { addAudit } from './audit.ts'
import { isAsSeen } from './as-seen.ts'
import type { Decide, EffectivePolicy, GovernedLine, PolicyRecord, PolicyStore } from './port/policies.ts'
import type { Database } from './schema.ts'
import { isTaken } from './taken.ts'
import { inTransaction, takeTurn } from './tenant.ts'

const toPolicy = (row: Selectable<Database['policies']>): PolicyRecord => ({
  tenantId: row.tenant_id, id: row.id, scope: row.scope, subject: row.subject, name: row.name, priority: row.priority, settings: row.settings,
  updatedAt: Number(row.updated_at), updatedBy: row.updated_by,
})

const policiesOf = async (db: Kysely<Database>, tenantId: string): Promise<PolicyRecord[]> => {
  const rows = await db.selectFrom('policies').selectAll().where('tenant_id', '=', tenantId).orderBy('scope').orderBy('priority', 'desc').orderBy('id').execute()
  return rows.map(toPolicy)
}

const governedLines = async (db: Kysely<Database>, tenantId: string, userIds: string[] | null): Promise<GovernedLine[]> => {
  let query = db.selectFrom('lines as l').leftJoin('group_memberships as g', (join) => join.onRef('g.tenant_id', '=', 'l.tenant_id').onRef('g.user_id', '=', 'l.user_id'))
    .select(['l.tenant_id', 'l.user_id', 'l.policy', 'l.line_policy', 'g.groups']).where('l.tenant_id', '=', tenantId)
  if (userIds !== null) query = query.where('l.user_id', 'in', userIds.length === 0 ? [''] : userIds)
  const rows = await query.execute()
  return rows.map((row) => ({ tenantId: row.tenant_id, userId: row.user_id, dialer: row.policy, policy: readPolicy(row.line_policy), groups: row.groups }))
}

const setEffective = async (db: Kysely<Database>, tenantId: string, lines: EffectivePolicy[]): Promise<void> => {
  if (lines.length === 0) return
  const values = JSON.stringify(lines.map(({ userId, dialer, policy }) => ({ user_id: userId, dialer, policy, days: policy.voicemailDays ?? usualVoicemail.days })))
  // one statement: both, or neither. Retention has its own column, which a row of its own holds only where somebody chose something
  await sql`
    with effective as (select * from jsonb_to_recordset(${values}::jsonb) as e (user_id text, dialer text, policy jsonb, days integer)),
    kept as (
      insert into voicemail_settings (tenant_id, user_id, email, days, longest_seconds)
      select ${tenantId}, e.user_id, ${usualVoicemail.email}::boolean, e.days, ${usualVoicemail.longestSeconds}::integer from effective e
      where e.days <> ${usualVoicemail.days}::integer or exists (select from voicemail_settings s where s.tenant_id = ${tenantId} and s.user_id = e.user_id)
      on conflict (tenant_id, user_id) do update set days = excluded.days)
    update lines l set policy = e.dialer, line_policy = e.policy from effective e where l.tenant_id = ${tenantId} and l.user_id = e.user_id`.execute(db)
}

const govern = async <Decided extends EffectivePolicy>(tx: Kysely<Database>, tenantId: string, userIds: string[] | null, decide: Decide<Decided>): Promise<Decided[]> => {
  await takeTurn(tx, `policies ${tenantId}`)
  const decided = decide(await governedLines(tx, tenantId, userIds), await policiesOf(tx, tenantId))
  await setEffective(tx, tenantId, decided)
  return decided
}

export const policyQueries = (db: Kysely<Database>): Omit<PolicyStore, 'staleGroups'> => ({
  policies: (tenantId) => policiesOf(db, tenantId),
  async policy(tenantId, id) {
    const row = await db.selectFrom('policies').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()
    return row ? toPolicy(row) : null
  },
  async putPolicy({ tenantId, id, scope, subject, name, priority, settings, updatedAt, updatedBy }, seen, { entry, userIds, decide }) {
    const columns = { scope, subject, name, priority, settings: JSON.stringify(settings), updated_at: updatedAt, updated_by: updatedBy }
    try {
      return await inTransaction(db, async (tx) => {
        if (!(await isAsSeen(tx, 'policies', { tenantId, id }, seen))) return 'changed' as const
        await tx.insertInto('policies').values({ tenant_id: tenantId, id, ...columns }).onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(columns)).execute()
        await addAudit(tx, [entry])
        return govern(tx, tenantId, userIds, decide)
      })
    } catch (error) {
      if (isTaken(error)) return 'taken'
      throw error
    }
  },
  deletePolicy: (tenantId, id, { entry, userIds, decide }) => inTransaction(db, async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('policies').where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) return null
    await addAudit(tx, [entry])
    return govern(tx, tenantId, userIds, decide)
  }),
  governedLines: (tenantId, userIds) => governedLines(db, tenantId, userIds),
  govern: (tenantId, userIds, decide) => inTransaction(db, (tx) => govern(tx, tenantId, userIds, decide)),
  async putGroups({ tenantId, userId }, groups, at) {
    const read = groups === null ? {} : { groups }
    await db.insertInto('group_memberships').values({ tenant_id: tenantId, user_id: userId, groups: [], read_at: at, ...read })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet({ read_at: at, ...read })).execute()
  },
})

/** Over all tenants: what background work looks for. */
export const staleGroups = (db: Kysely<Database>): Pick<PolicyStore, 'staleGroups'> => ({
  async staleGroups(before, limit) {
    const rows = await db.selectFrom('lines as l').leftJoin('group_memberships as g', (join) => join.onRef('g.tenant_id', '=', 'l.tenant_id').onRef('g.user_id', '=', 'l.user_id'))
      .select(['l.tenant_id', 'l.user_id'])
      .where((row) => row.exists(row.selectFrom('policies as p').select('p.id').whereRef('p.tenant_id', '=', 'l.tenant_id').where('p.scope', '=', 'group')))
      .where((row) => row.or([row('g.read_at', 'is', null), row('g.read_at', '<', String(before))])).orderBy('g.read_at', (order) => order.asc().nullsFirst()).limit(limit).execute()
    return rows.map((row) => ({ tenantId: row.tenant_id, userId: row.user_id }))
  },
})
