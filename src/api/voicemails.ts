import { z } from 'zod/v4'
import { historyQuery } from './calls.ts'
import { instant, party } from './common.ts'

export const voicemail = z.object({
  id: z.string(),
  callId: z.string(),
  from: party,
  receivedAt: instant,
  durationMs: z.number().int(),
  read: z.boolean(),
  /** 100 peaks, 0..1, for drawing the waveform. */
  peaks: z.array(z.number()),
  /** Retention leaves it alone. */
  kept: z.boolean(),
  /** When the person deleted it; null for one that is there. */
  deletedAt: instant.nullable(),
  /** When it goes for good; null for one that is kept. */
  goesAt: instant.nullable(),
})
export type Voicemail = z.infer<typeof voicemail>
export const voicemailPage = z.object({ items: z.array(voicemail), next: z.string().nullable(), unread: z.number().int() })
export type VoicemailPage = z.infer<typeof voicemailPage>

/** `deleted=true` lists what was deleted and can be brought back. */
export const voicemailQuery = historyQuery.extend({ deleted: z.enum(['true', 'false']).default('false') })

/**
 * GET /api/voicemails/{id}/link: addresses for a player, good for 60 seconds and this one message only. `url` is WAV;
 * `compressed` is Ogg Opus, null until it has been made.
 */
export const audioLink = z.object({ url: z.string(), compressed: z.string().nullable(), expiresAt: instant })
export type AudioLink = z.infer<typeof audioLink>
/** PATCH /api/voicemails/{id}: only what is named changes. Listening never marks read by itself. */
export const voicemailPatch = z
  .strictObject({ read: z.boolean().optional(), kept: z.boolean().optional() })
  .refine((patch) => Object.keys(patch).length > 0, 'name what is to change: read or kept')
/** What a change of a message is answered with: the message as it is now, and how many are unread. */
export const voicemailChange = z.object({ unread: z.number().int(), voicemail })

/** GET and PATCH /api/voicemail/settings. */
export const voicemailSettings = z.object({
  /** Each new message is also sent by e-mail, with the sound attached. */
  email: z.boolean(),
  /** Days a message stays; the administrator's. */
  days: z.number().int(),
  /** Longest message in seconds; the administrator's. */
  longestSeconds: z.number().int(),
})
export type VoicemailSettings = z.infer<typeof voicemailSettings>
export const voicemailSettingsPatch = z.strictObject({ email: z.boolean() })
