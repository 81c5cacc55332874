import { decodeJwt } from 'jose'
import { z } from 'zod/v4'
import type { PersonId } from '../src/store/port.ts'

/** Who signs what comes from a channel, and whom our own token is for. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export const channelIssuer = 'https://api.botframework.com'

const activitySchema = z.looseObject({ type: z.string().min(1), channelId: z.string(), serviceUrl: z.string(), conversation: z.looseObject({ id: z.string() }) })

export type Incoming = z.infer<typeof activitySchema>

/** The body as an activity, its times as dates, the way botbuilder expects them; null when it is none. */
export const readActivity = (body: unknown): Incoming | null => {
  const parsed = activitySchema.safeParse(body)
  if (!parsed.success) return null
  const dates = (['timestamp', 'localTimestamp', 'expiration'] as const).flatMap((name) => {
    const value = parsed.data[name]
    return typeof value === 'string' ? [[name, new Date(value)]] : []
  })
  return { ...parsed.data, ...Object.fromEntries(dates) }
}

/**
 * What can't come from Teams is turned away before any key is fetched: other channels (the person's id is vouched
 * for by Teams alone) and other issuers (the emulator's and other bots' tokens, which botbuilder would take too).
 */
export const isForgery = (activity: { channelId: string }, authorization: string): boolean => {
  const [scheme, token, more] = authorization.split(' ')
  if (activity.channelId !== 'msteams' || scheme?.toLowerCase() !== 'bearer' || token === undefined || more !== undefined) return true
  try {
    return decodeJwt(token).iss !== channelIssuer
  } catch {
    return true
  }
}

const speakerSchema = z.looseObject({
  from: z.looseObject({ aadObjectId: z.guid() }),
  conversation: z.looseObject({ tenantId: z.guid().optional(), conversationType: z.string().optional(), isGroup: z.boolean().optional() }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.guid() }).optional() }).nullish(),
})

export type Speaker = { person: PersonId } | { refuse: 'unknown' | 'tenant' | 'group'; words: string }

/** The person is (tenant, directory id), both from the activity the channel vouches for; the tenant must be a known one. */
export const whoSpeaks = (activity: unknown, tenantIds: string[]): Speaker => {
  const parsed = speakerSchema.safeParse(activity)
  const unknown: Speaker = { refuse: 'unknown', words: "I can't see who you are, so I can't help here. Open me from your work account in Teams." }
  if (!parsed.success) return unknown
  const { from, conversation, channelData } = parsed.data
  const tenants = new Set([conversation.tenantId, channelData?.tenant?.id].filter((id) => id !== undefined).map((id) => id.toLowerCase()))
  const [tenantId] = tenants
  if (tenantId === undefined || tenants.size > 1) return unknown
  const known = tenantIds.find((id) => id.toLowerCase() === tenantId)
  if (known === undefined) return { refuse: 'tenant', words: "Sorry, this app isn't set up for your organisation. Please ask your administrator." }
  // a person's calls are nobody else's to read
  if (conversation.isGroup || (conversation.conversationType !== undefined && conversation.conversationType !== 'personal')) {
    return { refuse: 'group', words: 'Your calls are only for you. Write to me in our own chat.' }
  }
  return { person: { tenantId: known, userId: from.aadObjectId.toLowerCase() } }
}

/** IANA name, or null when the client does not say or says something unknown. */
export const timeZoneOf = ({ localTimezone: name }: { localTimezone?: unknown }): string | null => {
  if (typeof name !== 'string' || name === '') return null
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

const referenceSchema = z.looseObject({ serviceUrl: z.string(), channelId: z.string(), conversation: z.looseObject({ id: z.string() }), timeZone: z.string().nullable().catch(null) })

export type Reference = z.infer<typeof referenceSchema>

/** A stored conversation reference; null when there is none that can be used. */
export const readReference = (stored: unknown): Reference | null => {
  const parsed = referenceSchema.safeParse(stored)
  return parsed.success ? parsed.data : null
}
