import { z } from 'zod/v4'
import type { CallerIdChoice } from './settings.ts'

/** What the administrator decided about a line, as it lies in the database. What is missing is left to the person. */
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
  }).catch({ forward: 'anyone' }),
  /** Which calls are recorded for compliance; `external`: those with somebody who is no colleague. */
  recording: z.enum(['none', 'all', 'incoming', 'external']).catch('none'),
  /** A call that should be recorded and can't be must not go on. */
  mustRecord: z.boolean().catch(false),
  /** Days a recording is kept; null for the usual. */
  recordingDays: z.int().min(1).max(36_500).nullable().catch(null),
})
export type LinePolicy = z.infer<typeof linePolicy>

export const readPolicy = (stored: unknown): LinePolicy => linePolicy.parse(typeof stored === 'object' && stored !== null ? stored : {})
export const usualPolicy: LinePolicy = readPolicy({})

/** The policy that counts for a line. The one place to ask: policies of groups and of everybody will be merged here. */
export const effectivePolicy = (line: { linePolicy: LinePolicy }): LinePolicy => line.linePolicy

/** What the person may show others, the usual one first. Never empty: without a company number it is their own. */
export const callerIdChoices = ({ callerId }: LinePolicy): CallerIdChoice[] => {
  const possible = callerId.allowed.filter((choice) => choice !== 'company' || callerId.companyNumber !== null)
  const [first] = possible
  return first === undefined ? ['mobile'] : callerId.locked ? [first] : possible
}
