import { z } from 'zod/v4'
import { e164, instant } from './common.ts'

/** Where calls ring. */
export const ringChoice = z.enum(['native', 'teams'])
export type RingChoice = z.infer<typeof ringChoice>

/** What happens to a second caller while the person talks. */
export const busyOption = z.enum(['wait', 'busy', 'unanswered'])
export type BusyOption = z.infer<typeof busyOption>

/** What others see of the person: their own number, the company's, or none. */
export const callerIdChoice = z.enum(['mobile', 'company', 'hidden'])
export type CallerIdChoice = z.infer<typeof callerIdChoice>

/** Monday is 1, Sunday 7. Until `to` of the next day where that is no later than `from`; the same twice is a whole day. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 22:00')
export const quietPeriod = z.strictObject({ day: z.int('a weekday, 1 (Monday) to 7 (Sunday)').min(1, 'a weekday, 1 (Monday) to 7 (Sunday)').max(7, 'a weekday, 1 (Monday) to 7 (Sunday)'), from: timeOfDay, to: timeOfDay })
export type QuietPeriod = z.infer<typeof quietPeriod>
export const quietHours = z.strictObject({
  on: z.boolean(),
  /** IANA name. */
  timeZone: z.string().min(1).max(60),
  weekly: z.array(quietPeriod).max(28, 'at most 28 periods a week'),
})
export type QuietHours = z.infer<typeof quietHours>

/** Callers who ring through quiet hours and do-not-disturb. */
export const favourite = z.object({ number: e164, name: z.string().nullable() })
export type Favourite = z.infer<typeof favourite>

/** How many may be in a call group: that is what Teams allows, too (https://learn.microsoft.com/microsoftteams/user-call-settings). */
export const groupLimits = { together: 25, inTurn: 5 } as const

export const unansweredTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('voicemail') }),
  z.object({ kind: z.literal('number'), number: e164 }),
  z.object({ kind: z.literal('colleague'), userId: z.string(), name: z.string() }),
  /** Rung all at once, or one after the other; voicemail after that. */
  z.object({ kind: z.literal('group'), together: z.boolean(), members: z.array(z.object({ userId: z.string(), name: z.string() })) }),
])
export type UnansweredTarget = z.infer<typeof unansweredTarget>

export const settings = z.object({
  /** The bot tells the person of each presence change and call. */
  notify: z.boolean(),
  /** The bot offers to move a call to Teams. */
  offerUplift: z.boolean(),
  /** While the person is in do-not-disturb in Teams, calls are as unanswered. */
  respectDoNotDisturb: z.boolean(),
  busy: busyOption,
  unanswered: z.object({ afterSeconds: z.int(), to: unansweredTarget }),
  quietHours,
  favourites: z.array(favourite),
  callerId: z.object({ native: callerIdChoice, teams: callerIdChoice }),
})
export type Settings = z.infer<typeof settings>

/** What may be chosen, and who decided. */
export const settingsLimits = z.object({
  /** Seconds a call may ring. */
  delays: z.array(z.int()),
  /** Who allows no longer ones; null when only the operator's voicemail stands behind them. */
  delaysBy: z.string().nullable(),
  /** Where calls nobody answers may go, besides voicemail. */
  forward: z.enum(['anyone', 'colleagues', 'nobody']),
  forwardBy: z.string().nullable(),
  /** What may be chosen for a second caller. */
  busy: z.object({ choices: z.array(busyOption), lockedBy: z.string().nullable() }),
  quietHours: z.object({ allowed: z.boolean(), lockedBy: z.string().nullable() }),
  callerId: z.object({
    choices: z.array(callerIdChoice),
    lockedBy: z.string().nullable(),
    companyNumber: e164.nullable(),
    companyName: z.string().nullable(),
  }),
  /** The name of the person's desk phone; null when they have none. */
  desk: z.string().nullable(),
})
export type SettingsLimits = z.infer<typeof settingsLimits>

/** What happens when someone calls, as the service itself would decide it. */
export const happens = z.object({
  now: z.string(),
  next: z.object({ at: instant, sentence: z.string() }).nullable(),
  whileTalking: z.string(),
})
export type Happens = z.infer<typeof happens>

const delay = z.literal([5, 10, 15, 20, 30, 40, 50, 60], 'one of 5, 10, 15, 20, 30, 40, 50 or 60 seconds')
const userId = z.string().regex(/^[\w-]{1,100}$/, 'a user id')
const asWritten = z.string().trim().min(1).max(40)

/** PATCH /api/settings: only what is named changes, also within what has parts. Numbers may be written in any usual way. */
export const settingsPatch = z
  .strictObject({
    ring: ringChoice,
    notify: z.boolean(),
    offerUplift: z.boolean(),
    respectDoNotDisturb: z.boolean(),
    busy: busyOption,
    unanswered: z.strictObject({
      afterSeconds: delay,
      to: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('voicemail') }),
        z.strictObject({ kind: z.literal('number'), number: asWritten }),
        z.strictObject({ kind: z.literal('colleague'), userId }),
        z.strictObject({ kind: z.literal('group'), together: z.boolean(), members: z.array(userId).min(1, 'at least one colleague').max(groupLimits.together, `at most ${groupLimits.together} colleagues`) }),
      ]),
    }).partial(),
    quietHours: quietHours.partial(),
    favourites: z.array(z.strictObject({ number: asWritten, name: z.string().trim().max(120).nullable().optional() })).max(50, 'at most 50 favourites'),
    callerId: z.strictObject({ native: callerIdChoice, teams: callerIdChoice }).partial(),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'name at least one setting, such as ring or notify')
export type SettingsPatch = z.infer<typeof settingsPatch>
