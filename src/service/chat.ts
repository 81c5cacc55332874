import type { CallView } from '../call/view.ts'
import type { PersonId } from '../store/port.ts'

/** The bot's outgoing side, as background work sees it. Implemented by bot/. Rejects with ChatError when the channel is away. */
export interface Chat {
  /**
   * Brings the person's one card of this call in line with the call as it is now; a card that shows it already is left
   * alone. `mayBegin` says whether a call without a card gets one.
   */
  showCall(person: PersonId, callId: string, mayBegin: boolean): Promise<void>
  /** `link` is a button below the words. */
  tell(person: PersonId, text: string, link?: { title: string; url: string }): Promise<void>
  /** Offers to move a call to Teams, with a button that does it. */
  offerUplift(person: PersonId, call: CallView): Promise<void>
}

/** `status` is what the channel answered, null when it did not; `retryAfterSeconds` its own word on a 429 or 503. */
export class ChatError extends Error {
  readonly status: number | null
  readonly retryAfterSeconds: number | null
  constructor(message: string, status: number | null = null, retryAfterSeconds: number | null = null) {
    super(message)
    this.name = 'ChatError'
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
  }
}
