import type { HistoryEntry, LiveCall, Outcome, Segment, Via } from '../src/api/calls.ts'
import type { Endpoint, Party } from '../src/api/common.ts'
import type { Presence } from '../src/api/person.ts'
import { formatNumber } from './number.ts'

export const endpointName: Record<Segment['endpoint'], string> = {
  native: 'Native dialer', teams: 'Teams', desk: 'Desk phone', voicemail: 'Voicemail',
}

/** In the middle of a sentence. */
export const thePlace: Record<Endpoint | 'anywhere', string> = { native: 'your phone', teams: 'Teams', desk: 'your desk phone', anywhere: 'the new place' }
const onPlace: Record<Endpoint, string> = { native: 'on the native dialer', teams: 'in Teams', desk: 'on the desk phone' }

/** "1 number", "10,000 numbers". */
export const counted = (count: number, one: string, more: string, locale: string): string => `${new Intl.NumberFormat(locale).format(count)} ${count === 1 ? one : more}`

/** Milliseconds as people read a clock: 0:07, 3:12, 1:02:05. */
export const duration = (ms: number): string => {
  const whole = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** The same for a screen reader: "3 minutes 12 seconds". */
export const spokenDuration = (ms: number): string => {
  const whole = Math.max(0, Math.floor(ms / 1000))
  const parts: [number, string][] = [[Math.floor(whole / 3600), 'hour'], [Math.floor((whole % 3600) / 60), 'minute'], [whole % 60, 'second']]
  const said = parts.filter(([n]) => n > 0).map(([n, unit]) => `${n} ${unit}${n === 1 ? '' : 's'}`)
  return said.length > 0 ? said.join(' ') : '0 seconds'
}

export const segmentMs = (segment: Segment, nowMs: number) =>
  Math.max(0, (segment.to === null ? nowMs : Date.parse(segment.to)) - Date.parse(segment.from))

/** Name, else number, else "Number withheld". */
export const partyName = (party: Party, ownNumber: string) =>
  party.name ?? (party.number === null ? 'Number withheld' : formatNumber(party.number, ownNumber))

export const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** Somebody neither our numbers nor the directory have a name for, told from another such by how their id begins. In the middle of a sentence. */
export const unnamed = (userId: string) => `somebody we have no name for${userId === '' ? '' : ` (${userId.slice(0, 8)})`}`

/** "On the native dialer" */
export const placeSentence = (endpoint: Endpoint) => capital(onPlace[endpoint])

/** Where a caller came from who did not call this number: "Support queue". */
export const viaWords = ({ why, name }: Via): string => {
  switch (why) {
    case 'queue': return /\bqueue$/i.test(name) ? name : `${name} queue`
    case 'group': return `For ${name}`
    case 'park': return `Parked by ${name}`
    case 'pbx': return `From the ${name}`
  }
}

/** The three of a consultation, as a sentence about now. */
const consultSentence = ({ to, phase }: NonNullable<LiveCall['consult']>, who: string, ownNumber: string): string => {
  const colleague = partyName(to, ownNumber)
  switch (phase) {
    case 'ringing': return `Ringing ${colleague}. ${who} hears music.`
    case 'joining': return `Connecting you with ${colleague}…`
    case 'talking': return `Talking with ${colleague}. ${who} hears music.`
    case 'swapped': return `Talking with ${who}. ${colleague} hears music.`
    case 'remaining': return `Talking with ${colleague}. ${who} has hung up.`
  }
}

/** A phone that took a second call holds the first by itself; nothing but that phone can take it up again. */
const isHeldByPhone = ({ state, actions, move, transfer }: LiveCall) => state === 'held' && move === null && transfer === null && !actions.includes('resume')

export const guestWords: Record<LiveCall['guests'][number]['phase'], string> = { ringing: 'Ringing…', joining: 'Joining…', in: 'In the call' }

/** Where a live call is, as a sentence about now. */
export const stateSentence = (call: LiveCall, ownNumber: string): string => {
  const who = partyName(call.remote, ownNumber)
  switch (call.state) {
    case 'ringing': return 'Incoming call. Answer where it rings.'
    case 'calling': return 'Calling…'
    case 'connecting': return 'Connecting…'
    case 'talking': return call.endpoint === null ? 'Talking' : placeSentence(call.endpoint)
    case 'held':
      if (isHeldByPhone(call)) return 'Your phone holds this call. Resume it there.'
      return call.endpoint === null ? 'On hold' : `On hold, ${onPlace[call.endpoint]}`
    case 'consulting': return call.consult ? consultSentence(call.consult, who, ownNumber) : 'Asking a colleague'
    case 'forwarding': return 'Nobody answered. Ringing the next one…'
    case 'parked': return call.parked ? `Parked with the code ${call.parked.code}. ${who} hears music until a colleague picks it up.` : 'Parked. A colleague is picking it up…'
    case 'waiting': return `${who} is waiting for you to answer`
    case 'transferring': return call.transfer ? `Transferring to ${partyName(call.transfer.to, ownNumber)}…` : 'Transferring…'
    case 'returning': return call.notice?.code.startsWith('park-') ? 'Ringing you back…' : 'The transfer didn’t work. Ringing you back…'
    case 'voicemail': return 'Leaving a voicemail'
    case 'ending': return 'Ending…'
  }
}

/** The steps of a move, in words. */
export const moveSentence = ({ to, phase }: NonNullable<LiveCall['move']>): string => {
  switch (phase) {
    case 'ringing': return to === 'anywhere' ? 'Ringing you everywhere…' : `Ringing ${thePlace[to]}…`
    case 'checking': return 'Answered. Checking audio…'
    case 'joining': return `Moving the call to ${thePlace[to]}…`
  }
}

/** One sentence for a screen reader: who, and what happens now. */
export const spokenState = (call: LiveCall, ownNumber: string) => {
  const who = partyName(call.remote, ownNumber)
  const now = call.move ? moveSentence(call.move) : call.consult ? consultSentence(call.consult, who, ownNumber) : stateSentence(call, ownNumber)
  const from = call.via && call.state === 'ringing' ? `, ${viaWords(call.via)}` : ''
  const others = call.guests.map(({ to, phase }) => `${partyName(to, ownNumber)}: ${guestWords[phase]}`)
  return [`${who}${from}: ${now}`, ...others].join('. ')
}

/** Who hung up. */
export const endedWords: Record<NonNullable<HistoryEntry['endedBy']>, string> = { us: 'You hung up', them: 'They hung up', network: 'The network lost it' }

const outcomeWord: Record<Outcome, string> = {
  answered: 'Answered', missed: 'Missed', declined: 'Declined', voicemail: 'Left a voicemail', transferred: 'Transferred',
  unanswered: 'No answer', busy: 'Busy', failed: 'Could not be connected', cancelled: 'Cancelled', forwarded: 'Forwarded', 'not-allowed': 'Not allowed by your organisation', elsewhere: 'A colleague answered',
}

export const outcomeWords = ({ outcome, direction }: Pick<HistoryEntry, 'outcome' | 'direction'>) =>
  outcome === 'answered' ? (direction === 'incoming' ? 'Incoming' : 'Outgoing') : outcomeWord[outcome]

/** Nobody of the person's answered a call that came in. */
export const wasMissed = ({ outcome, direction }: Pick<HistoryEntry, 'outcome' | 'direction'>) =>
  direction === 'incoming' && (outcome === 'missed' || outcome === 'voicemail')

type Badge = 'available' | 'busy' | 'do-not-disturb' | 'away' | 'offline' | 'unknown'

// Microsoft Graph, resource type `presence`: the values of `availability` and `activity`.
const badges: Record<string, Badge> = {
  Available: 'available', AvailableIdle: 'available', Busy: 'busy', BusyIdle: 'busy', DoNotDisturb: 'do-not-disturb',
  Away: 'away', BeRightBack: 'away', Offline: 'offline',
}
const availabilities: Record<string, string> = {
  Available: 'Available', AvailableIdle: 'Available', Busy: 'Busy', BusyIdle: 'Busy', DoNotDisturb: 'Do not disturb',
  Away: 'Away', BeRightBack: 'Be right back', Offline: 'Offline',
}
const activities: Record<string, string> = {
  InACall: 'in a call', InAConferenceCall: 'in a conference call', InAMeeting: 'in a meeting', Presenting: 'presenting', OutOfOffice: 'out of office',
}

export const presenceWords = (presence: Presence | null): { badge: Badge, words: string } => {
  const badge = presence && badges[presence.availability]
  if (!presence || !badge) return { badge: 'unknown', words: 'Presence unknown' }
  const activity = activities[presence.activity]
  const words = availabilities[presence.availability] ?? 'Presence unknown'
  return { badge, words: activity ? `${words}, ${activity}` : words }
}
