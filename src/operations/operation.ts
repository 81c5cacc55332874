import type { CommandEvent } from '../call/event.ts'
import type { Call } from '../call/model.ts'

/** What an operation gets besides its own input. Ids are made by the caller, so operations stay pure. */
export interface Given {
  at: number
  commandId: string
  /** An id never used before, from which new legs get theirs. */
  fresh: string
  /** A code under which nobody's call is parked in this tenant. Throws Problem when there is none. */
  parkCode(): string
}

/** One thing a person may do to a call. */
export interface Operation<Input> {
  /** For the audit log and for people, in a few words. */
  title: string
  /** Whose calls they may do it to. Everything else about whether it can be done now is the call machine's. */
  may(person: { tenantId: string; userId: string }, call: Call): boolean
  event(input: Input, given: Given): CommandEvent
  /** Works from memory alone while the database is away. */
  withoutDatabase: boolean
}

/** A person steers the calls of their own line. */
export const ownCall = (person: { tenantId: string; userId: string }, call: Call): boolean =>
  call.line.tenantId === person.tenantId && call.line.userId === person.userId
