/** Where a person may want their calls to ring; a desk phone rings when they move a call to it. */
export type RingChoice = 'native' | 'teams'

export interface RingSettings {
  /** The person's own choice. */
  ring: RingChoice
  /** The administrator's, in the terms of Microsoft's MobileDialerPreference. */
  policy: 'Teams' | 'Native' | 'UserOverride'
}

/** Where calls ring: the person's choice counts only under UserOverride. */
export const effectiveRing = ({ ring, policy }: RingSettings): RingChoice =>
  policy === 'Teams' ? 'teams' : policy === 'Native' ? 'native' : ring

export const isLocked = ({ policy }: Pick<RingSettings, 'policy'>): boolean => policy !== 'UserOverride'
