import { z } from 'zod/v4'
import { effectiveRing, isLocked, type RingSettings } from './routing.ts'
import type { BusyOption, CallerIdChoice, QuietHours } from './settings.ts'

const whole = (least: number, most: number) => z.int().min(least).max(most).nullable().catch(null)
const prefix = z.string().regex(/^\+\d{0,15}$/)

/** Whose decision a field is. A field that is nobody's decision has none. */
const policySource = z.object({
  scope: z.enum(['everyone', 'group', 'person']),
  /** The group's name, as people read it. */
  name: z.string(),
})
export type PolicySource = z.infer<typeof policySource>

/**
 * What was decided about a line, resolved (policies.ts) and kept with it, so that a call has nothing to look up. What is
 * missing is left to the person. Which sides ring is beside it, in the line's own `policy`.
 */
export const linePolicy = z.object({
  callerId: z.object({
    /** The person can't choose: the first of `allowed` is what others see. */
    locked: z.boolean().catch(false),
    allowed: z.array(z.enum(['mobile', 'company', 'hidden'])).nonempty().catch(['mobile', 'company', 'hidden']),
    /** E.164 of a service number the person may call from. */
    companyNumber: z.string().nullable().catch(null),
    /** The display name that goes with it. */
    companyName: z.string().nullable().catch(null),
  }).catch({ locked: false, allowed: ['mobile', 'company', 'hidden'], companyNumber: null, companyName: null }),
  unanswered: z.object({
    /** Where a call that nobody answers may go, besides voicemail. */
    forward: z.enum(['anyone', 'colleagues', 'nobody']).catch('anyone'),
    /** The longest a call may ring, in seconds. */
    maxSeconds: whole(5, 60),
  }).catch({ forward: 'anyone', maxSeconds: null }),
  busy: z.object({
    /** What a person may choose for a second caller; the first counts where they chose another. */
    allowed: z.array(z.enum(['wait', 'busy', 'unanswered'])).nonempty().catch(['wait', 'busy', 'unanswered']),
  }).catch({ allowed: ['wait', 'busy', 'unanswered'] }),
  /** Which calls are recorded for compliance; `external`: those with somebody who is no colleague. */
  recording: z.enum(['none', 'all', 'incoming', 'external']).catch('none'),
  /** A call that should be recorded and can't be must not go on. */
  mustRecord: z.boolean().catch(false),
  /** Days a recording is kept; null for the usual. */
  recordingDays: whole(1, 36_500),
  /** Days a voicemail stays; null for the usual. */
  voicemailDays: whole(1, 3650),
  quietHours: z.object({ allowed: z.boolean().catch(true) }).catch({ allowed: true }),
  /** Beginnings of numbers in E.164. `allowed` null: any that is not blocked. */
  destinations: z.object({ blocked: z.array(prefix).catch([]), allowed: z.array(prefix).nullable().catch(null) }).catch({ blocked: [], allowed: null }),
  guards: z.object({
    /** How many others the line may be connected with at once. */
    concurrentCalls: whole(1, 100),
    /** How many others it may ring within a minute. */
    callsPerMinute: whole(1, 600),
  }).catch({ concurrentCalls: null, callsPerMinute: null }),
  /** Who decided, by field: `dialer`, `callerId.locked`, `guards.callsPerMinute`, ... */
  sources: z.record(z.string(), policySource).catch({}),
})
export type LinePolicy = z.infer<typeof linePolicy>

export const readPolicy = (stored: unknown): LinePolicy => linePolicy.parse(typeof stored === 'object' && stored !== null ? stored : {})
export const usualPolicy: LinePolicy = readPolicy({})

/** The policy that counts for a line. The one place to ask. */
export const effectivePolicy = (line: { linePolicy: LinePolicy }): LinePolicy => line.linePolicy

/** Who decided, in words. */
export const setBy = (source: PolicySource | undefined): string =>
  source === undefined || source.scope === 'everyone' ? 'Set by your organisation' : `Set by your organisation for ${source.scope === 'person' ? 'you' : source.name}`

/** What the person may show others, the usual one first. Never empty: without a company number it is their own. */
export const callerIdChoices = ({ callerId }: LinePolicy): CallerIdChoice[] => {
  const possible = callerId.allowed.filter((choice) => choice !== 'company' || callerId.companyNumber !== null)
  const [first] = possible
  return first === undefined ? ['mobile'] : callerId.locked ? [first] : possible
}

/** What happens to a second caller: the person's choice within policy. */
export const busyWithin = ({ busy: { allowed } }: LinePolicy, chosen: BusyOption): BusyOption => (allowed.includes(chosen) ? chosen : allowed.at(0) ?? chosen)

/** The person's quiet hours, where policy lets them have any. */
export const quietWithin = ({ quietHours: { allowed } }: LinePolicy, chosen: QuietHours): QuietHours => (allowed ? chosen : { ...chosen, on: false })

/** The preference as people see it: what rings, and who decided. */
export const preferenceOf = (settings: RingSettings & { linePolicy: LinePolicy }) => ({
  ring: effectiveRing(settings),
  locked: isLocked(settings),
  lockedBy: isLocked(settings) ? setBy(settings.linePolicy.sources['dialer']) : null,
  policy: settings.policy,
})
