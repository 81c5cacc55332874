import { NoResultError } from 'kysely'
import pg from 'pg'
import { StoreAway } from './port.ts'

/**
 * Connection trouble, shortage of resources, or a server that shuts down or starts:
 * classes 08, 53 and 57P of https://www.postgresql.org/docs/current/errcodes-appendix.html.
 * What has no such code comes from the connection: the operating system's codes, or pg's own words.
 */
const isAway = (error: unknown): boolean => {
  if (error instanceof pg.DatabaseError) return /^(08|53|57P)/.test(error.code ?? '')
  if (!(error instanceof Error) || error instanceof NoResultError) return false
  return /^E[A-Z]+$/.test('code' in error ? String(error.code) : '') || /connection|timeout/i.test(error.message)
}

type Query = (...input: unknown[]) => Promise<unknown>

/** The same queries, throwing StoreAway where the database did not answer. */
export const sayingAway = <Queries extends object>(queries: Queries): Queries => {
  const told = Object.entries(queries).map(([name, query]: [string, Query]) => [
    name,
    async (...input: unknown[]) => {
      try {
        return await query(...input)
      } catch (error) {
        throw isAway(error) ? new StoreAway(error) : error
      }
    },
  ])
  return { ...queries, ...Object.fromEntries(told) as Partial<Queries> }
}
