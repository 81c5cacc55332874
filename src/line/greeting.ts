export type GreetingKind = 'usual' | 'away'

/** When an away greeting is played: from `from` on and before `until` (epoch ms). */
export interface AwayDates {
  from: number
  until: number
}

/** What of a person's greetings decides which one a caller hears. */
export interface GreetingChoice {
  usual: boolean
  away: { dates: AwayDates | null } | null
}

/** The greeting that applies at an instant; null for the one the system has for everybody. */
export const greetingAt = ({ usual, away }: GreetingChoice, at: number): GreetingKind | null => {
  if (away?.dates && away.dates.from <= at && at < away.dates.until) return 'away'
  return usual ? 'usual' : null
}
