import type { CallView } from '../call/view.ts'
import type { Party } from '../call/model.ts'
import type { HistoryRecord, PersonId } from '../store/port.ts'

/** What a call card shows: the call while it lives, its history entry afterwards. */
export type CallCardContent = { call: CallView } | { entry: HistoryRecord }

/** The bot's outgoing side, as background work sees it. Implemented by bot/. Rejects when the channel is away. */
export interface Chat {
  /** Sends the card, or edits the one sent before; gives the activity's id. Null when the person can't be written to (removed or blocked the bot). */
  showCall(person: PersonId, content: CallCardContent, activityId: string | null): Promise<string | null>
  tell(person: PersonId, text: string): Promise<void>
}

/** `retryAfterSeconds` is the channel's own word on a 429 or 503. */
export class ChatError extends Error {
  readonly retryAfterSeconds: number | null
  constructor(message: string, retryAfterSeconds: number | null = null) {
    super(message)
    this.name = 'ChatError'
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The other party in words, for logs and sentences. */
export const nameOf = (party: Party, number: string): string => party.name ?? number
