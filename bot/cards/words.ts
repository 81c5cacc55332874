import type { CallView } from '../../src/call/view.ts'
import type { EndedBy, Endpoint, Outcome, Party } from '../../src/call/model.ts'
import { showNumber } from '../../src/line/number.ts'
import type { RingChoice } from '../../src/line/routing.ts'
import type { HistoryRecord } from '../../src/store/port.ts'
import type { Show } from './card.ts'

/** Name, else number, else "Number withheld". */
export const partyName = (party: Party, country: string): string => party.name ?? showNumber(party.number, country)

/** The number beside a name; null when the name is the number already. */
export const numberBeside = (party: Party, country: string): string | null => (party.name === null || party.number === null ? null : showNumber(party.number, country))

const format = (at: number, { country, timeZone }: Pick<Show, 'country' | 'timeZone'>, options: Intl.DateTimeFormatOptions): string =>
  // Intl puts a narrow no-break space before AM and PM, which some clients draw as a box
  new Intl.DateTimeFormat(`en-${country}`, { ...options, timeZone: timeZone ?? 'UTC' }).format(at).replace(/\u202f/g, ' ')

/** A clock time: "2:05 PM", or "14:05 UTC" while we don't know where the reader is. */
export const clockTime = (at: number, show: Pick<Show, 'country' | 'timeZone'>): string =>
  format(at, show, { hour: 'numeric', minute: '2-digit', ...(show.timeZone === null ? { hour12: false, timeZoneName: 'short' } : {}) })

/** "Today, 2:05 PM", "Yesterday, …", "Mon, Nov 3, …". */
export const dayAndTime = (at: number, show: Show): string => {
  const day = (when: number) => format(when, show, { year: 'numeric', month: '2-digit', day: '2-digit' })
  const name = day(at) === day(show.now) ? 'Today' : day(at) === day(show.now - 86_400_000) ? 'Yesterday' : format(at, show, { weekday: 'short', month: 'short', day: 'numeric' })
  return `${name}, ${clockTime(at, show)}`
}

/** "Tue, Nov 3", with the year when it is another one. */
export const dayWords = (at: number, show: Show): string =>
  format(at, show, { weekday: 'short', month: 'short', day: 'numeric', ...(format(at, show, { year: 'numeric' }) === format(show.now, show, { year: 'numeric' }) ? {} : { year: 'numeric' }) })

/** Milliseconds as "45 s", "6 min 52 s", "1 h 2 min". */
export const duration = (ms: number): string => {
  const whole = Math.max(0, Math.round(ms / 1000))
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`
  if (minutes > 0) return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`
  return `${seconds} s`
}

export const placeName: Record<Endpoint | 'voicemail', string> = { native: 'your phone', teams: 'Teams', desk: 'your desk phone', voicemail: 'voicemail' }

const onPlace: Record<Endpoint, string> = { native: 'On your phone', teams: 'In Teams', desk: 'On your desk phone' }

/** Since when the call is where it is: a clock time, for a running one would need an edit each second. */
const since = (call: CallView, show: Show): string => {
  const here = call.journey.at(-1)
  return ` since ${clockTime(Date.parse(here?.to === null ? here.from : call.answeredAt ?? call.startedAt), show)}`
}

/** Where a caller came from who did not call this number. */
export const viaWords = ({ why, name }: NonNullable<CallView['via']>): string => {
  switch (why) {
    case 'queue': return /\bqueue$/i.test(name) ? name : `${name} queue`
    case 'group': return `For ${name}`
    case 'park': return `Parked by ${name}`
    case 'pbx': return `From the ${name}`
  }
}

/** Where a live call is, as a sentence about now. */
export const stateWords = (call: CallView, show: Show): string => {
  const who = partyName(call.remote, show.country)
  switch (call.state) {
    case 'ringing': return `Incoming call since ${clockTime(Date.parse(call.startedAt), show)}. Answer where it rings.`
    case 'calling': return 'Calling…'
    case 'connecting': return 'Connecting…'
    case 'talking': return (call.endpoint === null ? 'Talking' : onPlace[call.endpoint]) + since(call, show)
    // a phone that took a second call holds the first by itself
    case 'held': return call.actions.includes('resume') || call.transfer !== null ? 'On hold' : 'On hold by your phone. Resume it there.'
    case 'consulting': return call.consult ? consultWords(call.consult, who, show) : 'Asking a colleague'
    case 'forwarding': return 'Nobody answered. Ringing the next one…'
    case 'parked': return call.parked ? `Parked. A colleague picks it up with the code ${call.parked.code} until ${clockTime(Date.parse(call.parked.until), show)}; then it rings you again.` : 'Parked. A colleague is picking it up…'
    case 'waiting': return `${who} is waiting for you to answer`
    case 'transferring': return call.transfer ? `Transferring to ${partyName(call.transfer.to, show.country)}…` : 'Transferring…'
    case 'returning': return call.notice?.code.startsWith('park-') ? 'Ringing you back…' : "The transfer didn't work. Ringing you back…"
    case 'voicemail': return 'Leaving you a voicemail'
    case 'ending': return 'Ending…'
  }
}

/** The three of a consultation, as a sentence about now. */
export const consultWords = ({ to, phase }: NonNullable<CallView['consult']>, who: string, show: Show): string => {
  const colleague = partyName(to, show.country)
  switch (phase) {
    case 'ringing': return `Ringing ${colleague}. ${who} hears music.`
    case 'joining': return `Connecting you with ${colleague}…`
    case 'talking': return `Talking with ${colleague}. ${who} hears music.`
    case 'swapped': return `Talking with ${who}. ${colleague} hears music.`
    case 'remaining': return `Talking with ${colleague}. ${who} has hung up.`
  }
}

export const guestWords: Record<CallView['guests'][number]['phase'], string> = { ringing: 'Ringing…', joining: 'Joining…', in: 'In the call' }

export const moveWords = ({ to, phase }: NonNullable<CallView['move']>): string => {
  switch (phase) {
    case 'ringing': return to === 'anywhere' ? 'Ringing you everywhere. Answer where you like.' : to === 'teams' ? 'Ringing you in Teams. Answer there.' : `Ringing ${placeName[to]}. Answer there.`
    case 'checking': return 'Answered. Listening for sound…'
    case 'joining': return to === 'anywhere' ? 'Moving the call…' : `Moving the call to ${placeName[to]}…`
  }
}

export const endedWords: Record<EndedBy, string> = { us: 'You hung up', them: 'They hung up', network: 'The network lost it' }

const outcomes: Record<Outcome, string> = {
  answered: 'Answered', missed: 'Missed', declined: 'Declined', voicemail: 'Left a voicemail', transferred: 'Transferred',
  unanswered: 'No answer', busy: 'Busy', failed: "Couldn't be connected", cancelled: 'Cancelled', forwarded: 'Forwarded', 'not-allowed': 'Not allowed by your organisation',
  elsewhere: 'A colleague answered',
}

export const outcomeWords = (entry: Pick<HistoryRecord, 'outcome' | 'transferredTo' | 'forwardedTo'>, country: string): string => {
  if (entry.outcome === 'elsewhere' && entry.forwardedTo !== null) return `${partyName(entry.forwardedTo, country)} answered`
  if (entry.forwardedTo !== null) return `Forwarded to ${partyName(entry.forwardedTo, country)}`
  return entry.outcome === 'transferred' && entry.transferredTo !== null ? `Transferred to ${partyName(entry.transferredTo, country)}` : outcomes[entry.outcome]
}

export const directionWords: Record<HistoryRecord['direction'], string> = { incoming: 'Incoming', outgoing: 'Outgoing' }

/** Where a call has been and for how long: "your phone 3 min 12 s → Teams 6 min 52 s". Null when it was nowhere. */
export const journeyWords = (entry: Pick<HistoryRecord, 'journey' | 'endedAt'>): string | null => {
  const steps = entry.journey.map(({ endpoint, from, to }) => `${placeName[endpoint]} ${duration((to ?? entry.endedAt) - from)}`)
  const words = steps.join(' → ')
  return words === '' ? null : words.charAt(0).toUpperCase() + words.slice(1)
}

// Microsoft Graph, resource type `presence`: the values of `availability` and `activity`.
// https://learn.microsoft.com/graph/api/resources/presence
const availabilities: Record<string, string> = {
  Available: 'Available', AvailableIdle: 'Available', Busy: 'Busy', BusyIdle: 'Busy', DoNotDisturb: 'Do not disturb', Away: 'Away', BeRightBack: 'Be right back', Offline: 'Offline',
}
const activities: Record<string, string> = { InACall: 'in a call', InAConferenceCall: 'in a conference call', InAMeeting: 'in a meeting', Presenting: 'presenting', OutOfOffice: 'out of office' }

export const presenceWords = (presence: { availability: string; activity: string } | null): string => {
  const availability = presence && availabilities[presence.availability]
  if (!presence || !availability) return "Teams can't say right now"
  const activity = activities[presence.activity]
  return activity ? `${availability}, ${activity}` : availability
}

export const ringWords: Record<RingChoice, string> = {
  native: 'On your phone and in Teams at once. The first to answer takes the call.',
  teams: "In Teams. Your phone rings only when Teams can't be reached.",
}
