import { z } from 'zod/v4'

/** How long calls may ring before they count as unanswered, in seconds. */
export const unansweredDelays = [5, 10, 15, 20, 30, 40, 50, 60] as const

/** ISO 8601 weekdays: 1 is Monday, 7 is Sunday. */
const weekday = z.int().min(1).max(7)
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/)

/** From `from` on that day until `to`: of the next day where that is no later. Times of day of the person's own zone. */
const quietPeriod = z.object({ day: weekday, from: timeOfDay, to: timeOfDay })
export type QuietPeriod = z.infer<typeof quietPeriod>

/** Asked of Intl once each: a line is read on the path of every call, and this is the dearest part of it. */
const knownZones = new Set<string>()

/** Whether this names a time zone that Intl knows. */
export const isTimeZone = (name: string): boolean => {
  if (knownZones.has(name)) return true
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions()
    knownZones.add(name)
    return true
  } catch {
    return false
  }
}

const quietHours = z.object({
  on: z.boolean(),
  /** IANA name. */
  timeZone: z.string().refine(isTimeZone),
  weekly: z.array(quietPeriod),
})
export type QuietHours = z.infer<typeof quietHours>

const workNights: QuietPeriod[] = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '22:00', to: '07:00' }))

const favourite = z.object({ number: e164, name: z.string().nullable() })
/** A caller who rings through quiet hours and do-not-disturb. */
export type Favourite = z.infer<typeof favourite>

/** `wait`: a second call rings like any other. `busy`: the caller hears the busy tone. `unanswered`: as if nobody answered. */
const busyOption = z.enum(['wait', 'busy', 'unanswered'])
export type BusyOption = z.infer<typeof busyOption>

const unansweredTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('voicemail') }),
  z.object({ kind: z.literal('number'), number: e164 }),
  /** Whoever has that person's number when the call comes. `name` is what they were called when they were chosen. */
  z.object({ kind: z.literal('colleague'), userId: z.string(), name: z.string() }),
  /** A call group: colleagues who are rung all at once, or one after the other; whoever takes the call has it. Then voicemail. */
  z.object({ kind: z.literal('group'), together: z.boolean(), members: z.array(z.object({ userId: z.string(), name: z.string() })).nonempty() }),
])
export type UnansweredTarget = z.infer<typeof unansweredTarget>

const callerIdChoice = z.enum(['mobile', 'company', 'hidden'])
export type CallerIdChoice = z.infer<typeof callerIdChoice>

/** What a person chose, as it lies in the database. What is missing or can't be read is as if they had not chosen. */
export const lineSettings = z.object({
  offerUplift: z.boolean().catch(true),
  respectDoNotDisturb: z.boolean().catch(false),
  busy: busyOption.catch('wait'),
  unanswered: unansweredTarget.catch({ kind: 'voicemail' }),
  quietHours: quietHours.catch({ on: false, timeZone: 'UTC', weekly: workNights }),
  favourites: z.array(favourite).catch([]),
  /** What others see when the person calls from the native dialer and from Teams. */
  callerId: z.object({ native: callerIdChoice, teams: callerIdChoice }).catch({ native: 'mobile', teams: 'mobile' }),
})
export type LineSettings = z.infer<typeof lineSettings>

export const readSettings = (stored: unknown): LineSettings => lineSettings.parse(typeof stored === 'object' && stored !== null ? stored : {})
export const usualSettings: LineSettings = readSettings({})
