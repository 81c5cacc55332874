import { sql, type Kysely } from 'kysely'
import type { HeldNumber, NumberRecord } from './port/numbers.ts'
import type { Store } from './port.ts'
import type { Database } from './schema.ts'
import { inTransaction } from './tenant.ts'
import { leaveTraces } from './traces.ts'

/** LIKE's own signs, meant as they are. */
const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const inventory = (db: Kysely<Database>, tenantId: string) => db.selectFrom('numbers')
  .leftJoin('lines', (join) => join.onRef('lines.number', '=', 'numbers.number').onRef('lines.tenant_id', '=', 'numbers.tenant_id'))
  .where('numbers.tenant_id', '=', tenantId)
  .select([
    'numbers.number', 'numbers.kind', 'numbers.operator', 'numbers.site', 'numbers.iccid', 'numbers.batch', 'numbers.uploaded_at', 'numbers.teams', 'numbers.teams_detail',
    'lines.user_id', 'lines.name',
  ])

type Row = Awaited<ReturnType<ReturnType<typeof inventory>['executeTakeFirstOrThrow']>>

const toRecord = (row: Row): NumberRecord => ({
  number: row.number, kind: row.kind, operator: row.operator, site: row.site, iccid: row.iccid, uploadedAt: Number(row.uploaded_at), byHand: row.batch === null,
  holder: row.user_id === null ? null : { userId: row.user_id, name: row.name ?? '' }, teams: row.teams, teamsDetail: row.teams_detail,
})

export const numberQueries = (db: Kysely<Database>): Pick<Store, 'numbers' | 'number' | 'addNumber' | 'setTeamsAssignment' | 'removeLine' | 'isOnACall'> => {
  const isOnACall: Store['isOnACall'] = async ({ tenantId, userId }) =>
    (await db.selectFrom('live_calls').select('id').where('tenant_id', '=', tenantId).where('user_id', '=', userId).limit(1).executeTakeFirst()) !== undefined
  return {
    async numbers(tenantId, { text, state, kind }, after, limit) {
      let rows = inventory(db, tenantId)
      if (state !== undefined) rows = rows.where('lines.user_id', state === 'free' ? 'is' : 'is not', null)
      if (kind !== undefined) rows = rows.where('numbers.kind', '=', kind)
      if (text !== undefined) {
        const digits = text.replace(/\D/g, '')
        rows = rows.where((row) => row.or([
          ...(digits === '' ? [] : [row('numbers.number', 'like', anywhere(digits))]), row('lines.name', 'ilike', anywhere(text)), row('numbers.site', 'ilike', anywhere(text)),
        ]))
      }
      if (after !== null) rows = rows.where('numbers.number', '>', after)
      return (await rows.orderBy('numbers.number').limit(limit).execute()).map(toRecord)
    },
    async number(tenantId, number) {
      const row = await inventory(db, tenantId).where('numbers.number', '=', number).executeTakeFirst()
      return row ? toRecord(row) : null
    },
    async addNumber(tenantId, row, at) {
      await db.insertInto('numbers').values({ tenant_id: tenantId, ...row, uploaded_at: at, batch: null, teams: null, teams_detail: null })
        .onConflict((conflict) => conflict.column('number').doNothing()).execute()
    },
    async setTeamsAssignment(tenantId, number, teams, detail) {
      await db.updateTable('numbers').set({ teams, teams_detail: detail }).where('tenant_id', '=', tenantId).where('number', '=', number).execute()
    },
    removeLine: (person, number, traces) => inTransaction(db, async (tx) => {
      const { tenantId, userId } = person
      if (await isOnACall(person)) return 'on-a-call'
      const { numDeletedRows } = await tx.deleteFrom('lines').where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('number', '=', number).executeTakeFirst()
      if (numDeletedRows === 0n) return 'none'
      await tx.deleteFrom('readiness').where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute()
      await leaveTraces(tx, traces)
      return 'removed'
    }),
    isOnACall,
  }
}

/** Over all tenants: a number can be in one inventory only. */
export const numbersHeld = (db: Kysely<Database>): Pick<Store, 'numbersHeld'> => ({
  async numbersHeld(numbers) {
    if (numbers.length === 0) return new Map()
    const rows = await db.selectFrom('numbers').select(['number', 'tenant_id', 'kind', 'operator', 'site', 'iccid', 'batch'])
      .where(sql<boolean>`number = any(${numbers}::text[])`).execute()
    return new Map(rows.map(({ tenant_id: tenantId, batch, ...row }): [string, HeldNumber] => [row.number, { ...row, tenantId, byHand: batch === null }]))
  },
})
