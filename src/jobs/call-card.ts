import type { Chat } from '../service/chat.ts'
import type { PersonId, Store } from '../store/port.ts'

/** Brings the bot's one card for a call in line with the call as it is now. */
export const callCardJob = (ports: { store: Pick<Store, 'lineOf'>; chat: Pick<Chat, 'showCall'> }) => async ({ person, callId }: { person: PersonId; callId: string }): Promise<void> => {
  const line = await ports.store.lineOf(person)
  // whoever wants no notices gets none unasked; a card they asked for is kept true
  if (line !== null) await ports.chat.showCall(person, callId, line.notify)
}
