import { z } from 'zod/v4'
import { e164, instant, startedFrom } from './common.ts'
import { busyOption, callerIdChoice } from './settings.ts'

/** Everything here is refused (403 `role-missing`) without the app role Admin. */

const whole = (least: number, most: number, of: string) => z.int(`a whole number of ${of}, ${least} to ${most}`).min(least, `at least ${least} ${of}`).max(most, `at most ${most} ${of}`).nullable()
const prefixes = (expected: string) => z.array(z.string().regex(/^\+\d{0,15}$/, 'the beginning of a number, such as +1900, or + for every number'), expected).max(500, 'at most 500')

/** What a policy decides. What is left out is left to the others; null takes a limit away. */
export const policySettings = z.strictObject({
  dialer: z.enum(['Teams', 'Native', 'UserOverride'], 'one of Teams, Native, UserOverride'),
  callerId: z.strictObject({
    locked: z.boolean(), allowed: z.array(callerIdChoice).nonempty('at least one'), companyNumber: e164.nullable(), companyName: z.string().trim().min(1).max(80).nullable(),
  }).partial(),
  unanswered: z.strictObject({ forward: z.enum(['anyone', 'colleagues', 'nobody'], 'one of anyone, colleagues, nobody'), maxSeconds: whole(5, 60, 'seconds') }).partial(),
  busy: z.strictObject({ allowed: z.array(busyOption).nonempty('at least one') }).partial(),
  recording: z.enum(['none', 'all', 'incoming', 'external'], 'one of none, all, incoming, external'),
  mustRecord: z.boolean(),
  recordingDays: whole(1, 36_500, 'days'),
  voicemailDays: whole(1, 3650, 'days'),
  quietHours: z.strictObject({ allowed: z.boolean() }).partial(),
  destinations: z.strictObject({
    blocked: prefixes('a list of beginnings of numbers; an empty one blocks nothing'),
    allowed: prefixes('a list of beginnings of numbers, null for every number, or an empty list for emergency numbers only').nullable(),
  }).partial(),
  guards: z.strictObject({ concurrentCalls: whole(1, 100, 'calls'), callsPerMinute: whole(1, 600, 'calls') }).partial(),
}).partial()
export type PolicySettings = z.infer<typeof policySettings>

const scope = z.enum(['everyone', 'group', 'person'])
const objectId = z.guid('an object id of Entra ID').toLowerCase()
const name = z.string().trim().min(1).max(80)

/** PUT /api/admin/policies/{id}. There is one policy for everyone, and one for each group and person. */
export const policyInput = z.discriminatedUnion('scope', [
  z.strictObject({ scope: z.literal('everyone'), settings: policySettings, updatedAt: startedFrom }),
  /** `name` is what people read ("Set by your organisation for Sales"); of two groups the higher priority counts. */
  z.strictObject({ scope: z.literal('group'), subject: objectId, name, priority: z.int().min(0).max(1000).default(0), settings: policySettings, updatedAt: startedFrom }),
  z.strictObject({ scope: z.literal('person'), subject: objectId, settings: policySettings, updatedAt: startedFrom }),
])
export type PolicyInput = z.infer<typeof policyInput>

export const policy = z.object({
  id: z.string(), scope, subject: z.string().nullable(), name: z.string(), priority: z.int(), settings: policySettings, updatedAt: instant, updatedBy: z.string(),
})
export type Policy = z.infer<typeof policy>
/** `names` has those of whoever changed them last, as far as they are known. */
export const policies = z.object({ items: z.array(policy), names: z.record(z.string(), z.string()) })

/** What counts for a person. A field that is in no `sources` is as built in. */
export const effectivePolicy = z.object({
  effective: policySettings,
  sources: z.record(z.string(), z.object({ scope, name: z.string() })),
  /** The same in sentences. */
  rules: z.array(z.object({ text: z.string(), by: z.string() })),
})
