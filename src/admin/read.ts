import { z } from 'zod/v4'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { readNumber } from '../line/number.ts'
import type { Numbers } from '../service/numbers.ts'
import type { People } from '../service/people.ts'
import type { Policies } from '../service/policies.ts'
import type { Readiness } from '../service/readiness.ts'
import type { PersonId, Store } from '../store/port.ts'

/** A wrong call of the command, in words. */
export class UsageError extends Error {}

export interface Ask {
  values: Record<string, string | boolean | undefined>
  /** What stands after the command's name. */
  rest: string[]
  config: Pick<Config, 'tenantIds' | 'country'>
  usage: string
}

export interface Services {
  store: Store
  people: People
  policies: Policies
  numbers: Numbers
  readiness: Readiness
  clock: Clock
}

export interface AdminCommand {
  name: string
  usage: string
  help: string
  options: Record<string, { type: 'string' | 'boolean' }>
  /** Reads what was typed, before anything is asked of the database. Throws UsageError. */
  read(ask: Ask): (services: Services) => Promise<string>
}

export const textOf = ({ values }: Ask, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** An id as Entra writes it, in lower case, so that a person is the same one however it was typed. */
export const readId = (option: string, text: string): string => {
  const id = z.guid().safeParse(text)
  if (!id.success) throw new UsageError(`${option}: “${text}” is not an id like 1d2f7a54-0d0c-4a3e-8d3f-3b6a5c1e9a01.`)
  return id.data.toLowerCase()
}

/** Which tenant. It need not be named where there is only one. */
export const readTenant = (ask: Ask): string => {
  const { tenantIds } = ask.config
  const named = textOf(ask, 'tenant')
  const [only] = tenantIds
  if (named === undefined && (only === undefined || tenantIds.length > 1)) throw new UsageError(`--tenant is needed: there are several in TENANT_IDS.\n\n${ask.usage}`)
  const tenantId = named === undefined ? (only ?? '') : readId('--tenant', named)
  if (!tenantIds.includes(tenantId)) throw new UsageError(`--tenant: ${tenantId} is not in TENANT_IDS.`)
  return tenantId
}

/** Whose line it is about. */
export const readPerson = (ask: Ask, user: string): PersonId => ({ tenantId: readTenant(ask), userId: readId('--user', user) })

/** Throws UsageError for what is none in these bounds. */
export const readWhole = (ask: Ask, option: string, { least, most }: { least: number; most: number }): number | undefined => {
  const text = textOf(ask, option)
  if (text === undefined) return undefined
  const number = z.coerce.number().int().min(least).max(most).safeParse(text)
  if (!number.success) throw new UsageError(`--${option}: “${text}” is no whole number from ${least} to ${most}.`)
  return number.data
}

export const readE164 = (text: string, { config }: Ask): string => {
  const number = readNumber(text, config.country)
  if (number === null) throw new UsageError(`--number: “${text}” is not a phone number; expected one like +14255550101.`)
  return number
}
