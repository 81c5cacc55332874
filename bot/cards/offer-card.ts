import type { CallView } from '../../src/call/view.ts'
import type { Message } from '../channel.ts'
import { card, line, press, type Show } from './card.ts'
import { partyName } from './words.ts'

/** Offers to move a call, to whoever turned to Teams during it. */
export const offerCard = (call: CallView, show: Show): Message => {
  const words = `You're on a call with ${partyName(call.remote, show.country)}. Move it to Teams?`
  return {
    card: card([line(words)], [press('Move to Teams', 'uplift', { callId: call.id }, 'positive'), press("Don't offer this", 'offer-uplift', { where: 'off' })]),
    summary: words,
  }
}
