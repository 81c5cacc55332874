import type { Calls } from '../service/calls.ts'
import type { Chat } from '../service/chat.ts'
import { couldMove } from '../service/offers.ts'
import type { PersonId } from '../store/port.ts'

/** Says the offer, unless there is nothing to move any more by the time it can be said. */
export const offerUpliftJob = ({ calls, chat }: { calls: Pick<Calls, 'find'>; chat: Pick<Chat, 'offerUplift'> }) => async ({ person, callId }: { person: PersonId; callId: string }): Promise<void> => {
  const call = calls.find(person, callId)
  if (call !== null && couldMove(call)) await chat.offerUplift(person, call)
}
