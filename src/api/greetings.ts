import { z } from 'zod/v4'
import { instant } from './common.ts'

export const greetingKind = z.enum(['usual', 'away'])
export type GreetingKind = z.infer<typeof greetingKind>

const sound = z.object({ durationMs: z.number().int(), peaks: z.array(z.number()), updatedAt: instant })

/** GET /api/voicemail/greeting: what callers hear before the tone. */
export const greetings = z.object({
  usual: sound.nullable(),
  /** `from` and `until` are both null while the away greeting is off. */
  away: sound.extend({ from: instant.nullable(), until: instant.nullable() }).nullable(),
  /** What applies now; null: the system's own greeting, which everybody has. */
  applies: greetingKind.nullable(),
})
export type Greetings = z.infer<typeof greetings>

/** PATCH /api/voicemail/greeting/away: both, or null for neither. `until` is the first instant at which it no longer applies. */
export const awayPatch = z.strictObject({ dates: z.strictObject({ from: instant, until: instant }).nullable() })
export type AwayPatch = z.infer<typeof awayPatch>
