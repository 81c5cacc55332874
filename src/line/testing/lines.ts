import type { RoutedLine, Situation } from '../plan.ts'
import { usualPolicy, type LinePolicy } from '../policy.ts'
import { usualSettings, type LineSettings } from '../settings.ts'

export const dana = '+14255550101'
export const marco = { number: '+14255550102', name: 'Marco Reyes' }
export const lena = '+12065550142'

/** Monday 9 November 2026, noon in Seattle. */
export const noon = Date.UTC(2026, 10, 9, 20, 0)
export const hour = 3_600_000

export const lineOf = ({ settings, policy, callerId, ...changes }: Partial<Omit<RoutedLine, 'settings' | 'linePolicy'>> & { settings?: Partial<LineSettings>; callerId?: Partial<LinePolicy['callerId']> } = {}): RoutedLine => ({
  number: dana, name: 'Dana Whitfield', ring: 'native', policy: policy ?? 'UserOverride', unansweredAfterSeconds: 20, desk: null,
  settings: { ...usualSettings, ...settings }, linePolicy: { ...usualPolicy, callerId: { ...usualPolicy.callerId, ...callerId } },
  ...changes,
})

export const situationOf = (changes: Partial<Situation> = {}): Situation => ({
  at: noon, caller: lena, busy: false, connected: 0, availability: null, down: [], colleague: null, cameBack: false, voicemailBehindSeconds: 75, ...changes,
})

/** Quiet around the clock on this weekday. */
export const quietOn = (day: number) => ({ on: true, timeZone: 'America/Los_Angeles', weekly: [{ day, from: '00:00', to: '00:00' }] })
