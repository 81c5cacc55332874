import type { PersonId } from '../src/store/port.ts'
import type { Card } from './cards/card.ts'

/** What the bot says: plain words, or a card with one line for the notification. */
export type Message = { text: string } | { card: Card; summary: string }

/** One thing a person did in their chat with the bot, as the verified activity has it. */
export interface Turn {
  /** The activity's id: the same one when the channel delivers it twice; empty when it has none. */
  id: string
  person: PersonId
  /** IANA name, when the client says. */
  timeZone: string | null
  did:
    | { type: 'wrote'; text: string }
    /** `card` is the id of the activity whose button was pressed. */
    | { type: 'pressed'; verb: string; data: unknown; card: string | null }
    | { type: 'installed' }
}

/** The chat with each person, whoever begins. Implemented by adapter.ts. */
export interface Channel {
  /**
   * Sends a message, or edits the one with this id; one that is gone is sent anew, or left. Gives the activity's id;
   * null when the person can't be written to: never installed the bot, or removed or blocked it.
   * Throws ChatError when the channel is away or asks to wait.
   */
  send(person: PersonId, compose: (timeZone: string | null) => Message, edit?: string | null, ifGone?: 'send' | 'leave'): Promise<string | null>
}
