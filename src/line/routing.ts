import type { OfferPlan, Rules } from '../call/model.ts'

/** Where a person may want their calls to ring; a desk phone rings when they move a call to it. */
export type RingChoice = 'native' | 'teams'

/** What routing needs to know of a line. */
export interface RoutingSettings {
  /** The person's own choice. */
  ring: RingChoice
  /** The administrator's, in the terms of Microsoft's MobileDialerPreference. */
  policy: 'Teams' | 'Native' | 'UserOverride'
  unansweredAfterSeconds: number
}

/** Where calls ring: the person's choice counts only under UserOverride. */
export const effectiveRing = ({ ring, policy }: Pick<RoutingSettings, 'ring' | 'policy'>): RingChoice =>
  policy === 'Teams' ? 'teams' : policy === 'Native' ? 'native' : ring

export const isLocked = ({ policy }: Pick<RoutingSettings, 'policy'>): boolean => policy !== 'UserOverride'

/** Whom an incoming call rings. `native`: both at once. `teams`: Teams; the native dialer only when Teams can't be reached. */
export const planFor = (settings: RoutingSettings): OfferPlan => {
  const timeoutMs = settings.unansweredAfterSeconds * 1000
  return effectiveRing(settings) === 'native'
    ? { ring: ['native', 'teams'], failover: [], timeoutMs }
    : { ring: ['teams'], failover: ['native'], timeoutMs }
}

/** A transfer that failed rings the person back wherever they may be. */
export const planForReturn = (settings: RoutingSettings): OfferPlan => ({
  ring: ['native', 'teams'], failover: [], timeoutMs: settings.unansweredAfterSeconds * 1000,
})

/** What counts for a call of this line that begins now. */
export const rulesFor = (line: RoutingSettings & { number: string }): Rules => ({
  back: planForReturn(line), unanswered: { to: 'voicemail' }, desk: null, shown: { number: line.number, name: null },
})
