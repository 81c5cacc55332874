import { z } from 'zod/v4'
import { e164 } from './common.ts'
import { happens, ringChoice, settings, settingsLimits } from './settings.ts'

export { settingsPatch, type RingChoice, type SettingsPatch } from './settings.ts'

/** Who decided where calls ring, in the terms of Microsoft's MobileDialerPreference policy. */
export const dialerPolicy = z.enum(['Teams', 'Native', 'UserOverride'])

/** What Graph says of the person, in Graph's own words. */
export const presence = z.object({
  availability: z.string(),
  activity: z.string(),
})
export type Presence = z.infer<typeof presence>

export const preference = z.object({
  /** `native`: the native dialer and Teams ring at once. `teams`: Teams rings; the native dialer only when Teams can't. */
  ring: ringChoice,
  /** With a lock the person can't choose; `lockedBy` says who decided, in words. */
  locked: z.boolean(),
  lockedBy: z.string().nullable(),
  policy: dialerPolicy,
})
export type Preference = z.infer<typeof preference>

/** GET /api/roles. Answered to everybody who has signed in, also to whoever has no number and is here for a role. */
export const signedIn = z.object({ userId: z.string(), name: z.string(), roles: z.array(z.string()) })
export type SignedIn = z.infer<typeof signedIn>

export const me = z.object({
  tenantId: z.string(),
  userId: z.string(),
  name: z.string(),
  number: e164,
  /** null while Graph can't be asked. */
  presence: presence.nullable(),
  preference,
  settings,
  limits: settingsLimits,
  /** What the organisation decided for the person, in sentences, and who decided it. */
  rules: z.array(z.object({ text: z.string(), by: z.string() })),
  happens,
  /** The app roles the person has; they decide which pages there are, and the service which answers. */
  roles: z.array(z.string()).optional(),
})
export type Me = z.infer<typeof me>

/** GET /api/people?q= : colleagues for a transfer, from Graph, those with a number first. */
export const colleague = z.object({ userId: z.string(), name: z.string(), jobTitle: z.string().nullable(), number: e164.nullable() })
export const colleagues = z.object({ items: z.array(colleague) })
export type Colleague = z.infer<typeof colleague>

/** GET /api/config, without a token: what the tab needs to sign in. `tenantId` is null where several tenants are served. */
export const signInConfig = z.object({ clientId: z.string(), botId: z.string(), tenantId: z.string().nullable() })
