import type { Request, Response } from 'restify'
import type { z } from 'zod/v4'
import type { Role, SignedIn } from '../microsoft/entra.ts'
import { Problem } from '../service/problem.ts'

/** What a handler gets: who asks, and what they sent, parsed. */
export interface Ask<Query, Body> {
  person: SignedIn
  params: Record<string, string>
  query: Query
  body: Body
  idempotencyKey: string | undefined
}

/** One route of the API: its schemas parse what comes in and describe it in /api/openapi.json. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'del'
  path: string
  summary: string
  /** Whoever has not this role is refused. */
  role?: Role
  query?: z.ZodType
  body?: z.ZodType
  answer: z.ZodType | null
  status: number
  handle(ask: Ask<unknown, unknown>): Promise<unknown>
}

/** Keeps the types of a route's schemas together with its handler. */
export const route = <Query extends z.ZodType = z.ZodUndefined, Body extends z.ZodType = z.ZodUndefined>(definition: {
  method: Route['method']
  path: string
  summary: string
  role?: Role
  query?: Query
  body?: Body
  answer: z.ZodType | null
  status?: number
  handle(ask: Ask<z.infer<Query>, z.infer<Body>>): Promise<unknown>
}): Route => ({ status: 200, ...definition, handle: (ask) => definition.handle(ask as Ask<z.infer<Query>, z.infer<Body>>) })

/** Throws Problem `role-missing`. */
export const requireRole = (person: SignedIn, role: Role | undefined): void => {
  if (role !== undefined && !person.roles.includes(role)) throw new Problem('role-missing', `This needs the role ${role}. Ask whoever manages Single Number in Entra ID to give it to you.`)
}

/** A route that speaks for itself: a stream, a file, the bot. */
export interface RawRoute {
  method: 'get' | 'post' | 'put'
  path: string
  /** It reads the body itself, as bytes. */
  upload?: true
  handle(request: Request, response: Response): Promise<void>
}
