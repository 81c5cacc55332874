import { z } from 'zod/v4'
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
})
export type Voicemail = z.infer<typeof voicemail>
export const voicemailPage = z.object({ items: z.array(voicemail), next: z.string().nullable(), unread: z.number().int() })
export type VoicemailPage = z.infer<typeof voicemailPage>

/** GET /api/voicemails/{id}/link: an address for a player, good for 60 seconds and this one message only. */
export const audioLink = z.object({ url: z.string(), expiresAt: instant })
/** PATCH /api/voicemails/{id}. Listening never marks read by itself. */
export const voicemailPatch = z.strictObject({ read: z.boolean() })
