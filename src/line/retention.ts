const dayMs = 24 * 60 * 60_000

/** A message that was deleted can be brought back for this long. */
export const deletedDays = 30

/** What a person and their administrator chose for voicemail. */
export interface VoicemailSettings {
  /** Each new message is also sent by e-mail: the person's choice. */
  email: boolean
  /** Days a message stays: the administrator's. */
  days: number
  /** Longest message, in seconds: the administrator's. */
  longestSeconds: number
}

export const usualVoicemail: VoicemailSettings = { email: false, days: 60, longestSeconds: 180 }

/** What an administrator may set. The call machine waits for no message longer than three minutes. */
export const voicemailBounds = { days: { least: 1, most: 3_650 }, longestSeconds: { least: 10, most: 180 } } as const

/** When a message goes for good (epoch ms); null for one that is kept. A deleted one goes whether it was kept or not. */
export const goesAt = (message: { receivedAt: number; deletedAt: number | null; kept: boolean }, days: number): number | null => {
  if (message.deletedAt !== null) return message.deletedAt + deletedDays * dayMs
  return message.kept ? null : message.receivedAt + days * dayMs
}
