import type { Call, Endpoint } from './model.ts'
import { endpointOf } from './story.ts'

/** What a person may do with a call; the tab's buttons and the bot's cards are made from the same list. */
export type CallAction =
  | 'move-to-teams' | 'move-to-native' | 'move-to-desk' | 'move-anywhere' | 'hold' | 'resume' | 'consult' | 'swap' | 'complete' | 'transfer' | 'add' | 'remove'
  | 'park' | 'meet' | 'cancel' | 'hangup'

/** Where the person is talking, or null. */
export const whereUserIs = (call: Call): Endpoint | null =>
  call.user.status === 'talking' || call.user.status === 'consulting' ? endpointOf(call, call.user.leg) : null

const movesFrom = (call: Call): CallAction[] => {
  const here = whereUserIs(call)
  const places = (['teams', 'native', 'desk'] as const).filter((place) => place !== here && (place !== 'desk' || call.rules.desk !== null))
  return [...places.map((place): CallAction => `move-to-${place}`), ...(places.length > 1 ? ['move-anywhere' as const] : [])]
}

const whileConsulting = (call: Call): CallAction[] => {
  switch (call.consult.status) {
    case 'idle': return []
    case 'ringing': return ['complete', 'cancel']
    case 'joining': return ['cancel']
    case 'talking':
    case 'swapped': return ['swap', 'complete', 'cancel']
    case 'remaining': return ['hangup']
  }
}

const whileTalking = (call: Call): CallAction[] => {
  const { user, guests } = call
  if (user.status !== 'talking') return []
  const remove: CallAction[] = guests.status === 'some' ? ['remove'] : []
  if (call.outside.status !== 'talking') return [...remove, 'hangup']
  // held by the phone as well, it can only be taken up there
  if (user.onHold) return [...(call.legs[user.leg]?.held ? [] : ['resume'] as const), ...(guests.status === 'none' ? ['consult', 'transfer'] as const : remove), 'hangup']
  const hold: CallAction[] = call.legs[user.leg]?.held ? [] : ['hold']
  if (guests.status === 'some') return [...movesFrom(call), ...hold, 'add', ...remove, 'hangup']
  return [...movesFrom(call), ...hold, 'consult', 'transfer', 'add', 'park', 'meet', 'hangup']
}

export const actionsOf = (call: Call): CallAction[] => {
  const { offer, user, move, transfer, consult } = call
  if (consult.status !== 'idle') return whileConsulting(call)
  if (call.outside.status === 'gone') return user.status === 'talking' ? whileTalking(call) : []
  if (call.hunt.status === 'waiting') return call.hunt.why === 'park' ? ['cancel'] : []
  if (transfer.status === 'calling' || transfer.status === 'ringing') return transfer.why === 'transfer' ? ['cancel'] : []
  if (move.status === 'ringing' || move.status === 'checking') return ['cancel', 'hangup']
  if (offer.status === 'ringing' && user.status === 'absent') return ['hangup']
  if (user.status === 'talking' && move.status === 'idle') return whileTalking(call)
  return user.status === 'calling' || user.status === 'waiting' ? ['hangup'] : []
}
