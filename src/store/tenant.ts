import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { tenantRole } from './migrations/tenants.ts'
import type { Database } from './schema.ts'

/** Those that are inside a transaction already. */
const joined = new WeakSet<Kysely<Database>>()

/** Joins a transaction that is there already, or makes one. */
export const inTransaction = <T>(db: Kysely<Database>, work: (tx: Kysely<Database>) => Promise<T>): Promise<T> =>
  joined.has(db) ? work(db) : db.transaction().execute(work)

/** Whoever takes a turn of this name waits for those before them: until their transactions end. */
export const takeTurn = (tx: Kysely<Database>, name: string) => sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(tx)

/** Queries over this one connection, which whoever took it gives back. */
const over = (client: pg.PoolClient): Kysely<Database> => {
  const query = client.query.bind(client)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: { options: {}, connect: async () => ({ query, release: () => undefined }) as never, end: async () => undefined } }) })
  joined.add(db)
  return db
}

/** Every query bound to a tenant names it first: the tenant's id, a person, or a record of theirs. */
const tenantOf = (first: unknown): string => {
  if (typeof first === 'string') return first
  if (typeof first === 'object' && first !== null && 'tenantId' in first && typeof first.tenantId === 'string') return first.tenantId
  throw new TypeError('a query bound to a tenant was asked without one')
}

type Query = (...input: unknown[]) => Promise<unknown>

/**
 * Makes queries that see only the rows of the tenant named in their first argument. Role and tenant are set for one
 * transaction and end with it, so that no connection carries them on, also through a pooler:
 * https://www.postgresql.org/docs/current/sql-set.html. They travel in one message with `begin`, for the sake of speed.
 */
export const boundToTenant = (pool: pg.Pool, db: Kysely<Database>) => {
  const known = new WeakMap<pg.PoolClient, Kysely<Database>>()
  const dbOf = (client: pg.PoolClient) => {
    const found = known.get(client) ?? over(client)
    known.set(client, found)
    return found
  }

  const inTenant = async (tenantId: string, work: (tx: Kysely<Database>) => Promise<unknown>): Promise<unknown> => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query(`begin; set local role ${tenantRole}; set local app.tenant = ${pg.escapeLiteral(tenantId)}`)
      const result = await work(dbOf(client))
      await client.query('commit')
      return result
    } catch (error) {
      // a connection that can't be freed of tenant and role is nobody's any more
      await client.query('rollback').catch((reason: Error) => { broken = reason })
      throw error
    } finally {
      client.release(broken)
    }
  }

  return <Queries extends object>(make: (db: Kysely<Database>) => Queries): Queries => {
    const made = new WeakMap<Kysely<Database>, Record<string, Query>>()
    const queriesOn = (tx: Kysely<Database>) => {
      const found = made.get(tx) ?? (make(tx) as Record<string, Query>)
      made.set(tx, found)
      return found
    }
    const bound = Object.keys(make(db)).map((name) => [name, async (...input: unknown[]) => inTenant(tenantOf(input[0]), (tx) => queriesOn(tx)[name]!(...input))])
    return Object.fromEntries(bound) as Queries
  }
}
