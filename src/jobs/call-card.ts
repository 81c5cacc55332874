import type { Calls } from '../service/calls.ts'
import type { CallCardContent, Chat } from '../service/chat.ts'
import type { PersonId, Store } from '../store/port.ts'

/** Brings the bot's one card for a call in line with the call as it is now. Equal cards are not sent again. */
export const callCardJob = (ports: { store: Store; calls: Calls; chat: Chat }) => async ({ person, callId }: { person: PersonId; callId: string }): Promise<void> => {
  const { store, calls, chat } = ports
  const line = await store.lineOf(person)
  const card = await store.callCard(person, callId)
  // whoever wants no notices gets none unasked; a card they asked for is kept true
  if (line === null || (!line.notify && card === null)) return
  const call = calls.find(person, callId)
  const entry = call === null ? await store.historyEntry(person, callId) : null
  const content: CallCardContent | null = call !== null ? { call } : entry !== null ? { entry } : null
  if (content === null) return
  const shown = JSON.stringify(content)
  if (card?.shown === shown) return
  const activityId = await chat.showCall(person, content, card?.activityId ?? null)
  if (activityId !== null) await store.putCallCard({ ...person, callId, activityId, shown })
}
