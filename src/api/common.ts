import { z } from 'zod/v4'

/** Phone numbers travel as E.164 everywhere: "+" and up to 15 digits (ITU-T E.164). People see them formatted. */
export const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'a phone number in international form, such as +14255550101')

/** Instants travel as ISO 8601 in UTC; the tab shows them relative and local. */
export const instant = z.iso.datetime()

/**
 * What was put goes by what its author saw: the `updatedAt` they started from, null for something new. When it is another by
 * now, nothing is done (409 `changed-meanwhile`). Left out, it replaces whatever is there.
 */
export const startedFrom = instant.nullable().optional()

/** Where a person's side of a call can be: the native dialer, Teams, or their desk phone. */
export const endpoint = z.enum(['native', 'teams', 'desk'])
export type Endpoint = z.infer<typeof endpoint>

/** The other party, as far as known. `number` is null when withheld. */
export const party = z.object({ number: e164.nullable(), name: z.string().nullable() })
export type Party = z.infer<typeof party>

/** Every answer that is not a success has this body. `message` is for people; `id` finds the log line. */
export const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    id: z.string().optional(),
  }),
})
export type ErrorBody = z.infer<typeof errorBody>
