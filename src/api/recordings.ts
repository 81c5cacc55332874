import { z } from 'zod/v4'
import { direction } from './calls.ts'
import { instant, party } from './common.ts'

/** A part of a call's recording, for the role Compliance. */
export const recording = z.object({
  id: z.string(),
  callId: z.string(),
  /** Whose line it was. */
  userId: z.string(),
  /** Theirs; null when neither our numbers nor the directory have it, or the directory can't be asked now. */
  name: z.string().nullable(),
  /** Counts the parts of a call from 1: several where a recording broke and was begun again, or a consultation went on beside it. */
  part: z.number().int(),
  /** What was said in a consultation, beside the call. */
  beside: z.boolean(),
  direction,
  remote: party,
  startedAt: instant,
  endedAt: instant,
  durationMs: z.number().int(),
  /** Kept whatever the retention. */
  held: z.boolean(),
  /** When retention takes it away; while it is held, when it would. That may be over: then it goes within an hour of its release. */
  goesAt: instant,
})
export type Recording = z.infer<typeof recording>
export const recordingPage = z.object({ items: z.array(recording), next: z.string().nullable() })

const moment = z.iso.datetime({ offset: true, error: 'a moment such as 2026-11-03T12:00:00Z' })
export const recordingQuery = z.strictObject({
  /** A person's id. */
  person: z.guid().toLowerCase().optional(),
  from: moment.optional(),
  to: moment.optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
export const holdPut = z.strictObject({ on: z.boolean() })
