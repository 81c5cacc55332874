import { z } from 'zod/v4'
import { Problem } from '../service/problem.ts'

/** A person's id in an address, as Entra writes it. Throws Problem `not-found`. */
export const userIdOf = (params: Record<string, string>): string => {
  const id = z.guid().safeParse(params['userId'])
  if (!id.success) throw new Problem('not-found', 'There is no such person.')
  return id.data.toLowerCase()
}

/** The id an administrator chose for something, `what`. Throws Problem `bad-request`. */
export const chosenIdOf = (params: Record<string, string>, what: 'policy' | 'queue'): string => {
  const id = params['id'] ?? ''
  if (!/^[\w-]{1,80}$/.test(id)) throw new Problem('bad-request', `A ${what}’s id is made of letters, digits, - and _, at most 80.`, { field: 'id' })
  return id
}

/** A number in an address, with "+" or without. Throws Problem `not-found`. */
export const numberOf = (params: Record<string, string>): string => {
  const [, digits] = /^\+?([1-9]\d{6,14})$/.exec(params['number'] ?? '') ?? []
  if (digits === undefined) throw new Problem('not-found', 'There is no such number. Write it in international form, such as +14255550101.')
  return `+${digits}`
}
