import { z } from 'zod/v4'
import { instant } from './common.ts'

/** One thing the number needs. `pending`: asked for and not seen yet. `unknown`: nobody could tell us. */
export const check = z.object({
  id: z.enum(['phone-licence', 'mobile-licence', 'mobile-subscription', 'teams-only', 'number-uploaded', 'number-assigned', 'voice-enabled', 'nothing-competes']),
  state: z.enum(['ok', 'missing', 'pending', 'unknown']),
  words: z.string(),
  nextStep: z.object({ who: z.enum(['user', 'administrator', 'operator']), words: z.string(), link: z.url().optional() }).nullable(),
})
export type Check = z.infer<typeof check>

const things = (count: number): string => (count === 1 ? 'One thing' : `${count} things`)
/** What all of them come to, in one line: what nobody can see yet is neither there nor missing. */
export const standing = (checks: Pick<Check, 'state'>[]): string => {
  const missing = checks.filter(({ state }) => state === 'missing').length
  if (missing > 0) return `${things(missing)} ${missing === 1 ? 'is' : 'are'} missing`
  const unseen = checks.filter(({ state }) => state !== 'ok').length
  return unseen === 0 ? 'Your number has all it needs' : `${things(unseen)} can't be seen yet`
}

/** GET /api/readiness. `ready`: nothing is missing, as far as anybody can tell. */
export const readiness = z.object({ ready: z.boolean(), checkedAt: instant, checks: z.array(check) })
export type Readiness = z.infer<typeof readiness>
/** `fresh=true` looks again instead of telling what was seen within the last day. */
export const readinessQuery = z.strictObject({ fresh: z.enum(['true', 'false']).default('false') })
/** An administrator says that no other voicemail or forwarding answers the number, or that one does again. */
export const confirmBody = z.strictObject({ voicemailOff: z.boolean() })
