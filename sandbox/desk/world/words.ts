import type { Phone, PhoneCall } from '../types.ts'

const atHome = /^\+1(\d{3})(\d{3})(\d{4})$/

/** Someone else's number as people at home write it, "(206) 555-0142"; one from abroad as it is. The tab and the bot do the same. */
export const formatNumber = (number: string): string => number.replace(atHome, '($1) $2-$3')

/** One's own number as one gives it to anybody: "+1 425 555 0101". */
export const formatOwnNumber = (number: string): string => number.replace(atHome, '+1 $1 $2 $3')

export const nameOf = (peer: { name: string, number: string }): string => peer.name || (peer.number === '' ? 'Number withheld' : formatNumber(peer.number))

export const firstName = (name: string): string => name.split(' ')[0] ?? name

/** "0:42", "12:05", "1:02:05" */
export const formatDuration = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** A time of day as the person's own language writes it. */
export const formatTime = (moment: string | number): string =>
  new Date(moment).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })

const initialsPattern = /\b\p{L}/gu
export const initialsOf = (peer: { name: string }): string =>
  (peer.name.match(initialsPattern) ?? []).slice(0, 2).join('').toUpperCase()

const possessive = (name: string) => (name.endsWith('s') ? `${name}’` : `${name}’s`)

/** Where a phone's buttons act, to end their names: "on Dana's native dialer", "in Teams on Dana's laptop". */
export const placeOf = ({ kind, label, id }: Pick<Phone, 'kind' | 'label' | 'id'>): string => {
  if (kind === 'native') return `on ${label.replace(/phone$/, 'native dialer')}`
  if (kind === 'teams') return `in ${label}`
  return id.startsWith('outside-') ? `on ${label}'s phone` : `on ${label}`
}

export const titleOf = ({ kind, label }: Pick<Phone, 'kind' | 'label'>): string =>
  kind === 'outside' ? `${possessive(label)} phone` : label.replace('\'', '’')

/** What a call is doing, in a few words. */
export const stateWords = ({ state, heldBy }: Pick<PhoneCall, 'state' | 'heldBy'>): string => {
  switch (state) {
    case 'ringing': return 'Incoming call'
    case 'calling': return 'Calling…'
    case 'talking': return 'On a call'
    case 'held': return heldBy === 'network' ? 'Waiting: the other side has you on hold' : 'On hold'
  }
}

/** Why a call ended, for the display. The numbers are Q.850 causes. */
const endWords = (cause: number): string =>
  ({ 1: 'no such number', 17: 'busy', 18: 'no answer', 19: 'no answer', 26: 'answered elsewhere', 34: 'no line free', 38: 'network out of order' })[cause] ?? 'call ended'

/** "Lena Fischer: answered elsewhere, 10:42 AM" */
export const lastWords = ({ peer, cause, at }: NonNullable<Phone['lastEnded']>): string =>
  `${nameOf(peer)}: ${endWords(cause)}, ${formatTime(at)}`

const frontOrder: PhoneCall['state'][] = ['talking', 'calling', 'ringing', 'held']

/** The calls of a phone, the one in front first. */
export const inOrder = (calls: PhoneCall[]): PhoneCall[] =>
  [...calls].sort((one, other) => frontOrder.indexOf(one.state) - frontOrder.indexOf(other.state))
