import type { CallAction, CallView } from '../../src/call/view.ts'
import type { HistoryRecord } from '../../src/store/port.ts'
import { card, inMenu, line, link, panel, press, type Action, type Card, type Element, type Show } from './card.ts'
import { callLink } from './links.ts'
import { clockTime, consultWords, dayAndTime, directionWords, duration, endedWords, guestWords, journeyWords, moveWords, numberBeside, outcomeWords, partyName, stateWords, viaWords } from './words.ts'
import type { Party } from '../../src/call/model.ts'

/** What a call card shows: the call while it lives, its history entry afterwards. */
export type CallCardContent = { call: CallView } | { entry: HistoryRecord }

/** The one card of a call: edited in place as the call goes on, and what became of it afterwards. */
export const callCard = (content: CallCardContent, show: Show): Card => ('call' in content ? liveCard(content.call, show) : endedCard(content.entry, show))

/** One line for the notification and for screen readers. */
export const callSummary = (content: CallCardContent, show: Show): string => {
  const { remote } = 'call' in content ? content.call : content.entry
  const who = partyName(remote, show.country)
  if ('entry' in content) return `${outcomeWords(content.entry, show.country)}: ${who}`
  return content.call.state === 'ringing' ? `Call from ${who}` : `Call with ${who}`
}

const head = (remote: Party, show: Show): Element[] => {
  const number = numberBeside(remote, show.country)
  return [line(partyName(remote, show.country), { strong: true, large: true }), ...(number === null ? [] : [line(number, { subtle: true, spacing: 'None' })])]
}

const liveCard = (call: CallView, show: Show): Card =>
  card([
    ...head(call.remote, show),
    ...(call.via ? [line(viaWords(call.via), { strong: true })] : []),
    line(stateWords(call, show)),
    ...(call.recording === 'on' ? [line('This call is recorded.', { strong: true })] : call.recording === 'failed' ? [line('This call is not being recorded.', { strong: true })] : []),
    ...(call.move === null ? [] : [panel('info', [line(moveWords(call.move))])]),
    // back with the other party while a colleague waits: that is a call like any other, and more
    ...(call.consult === null || call.state === 'consulting' ? [] : [line(consultWords(call.consult, partyName(call.remote, show.country), show))]),
    ...(call.guests.length === 0 ? [] : [line(`Also in the call: ${guestList(call, show)}`)]),
    // while something is under way the lines above say how it goes
    ...(call.notice === null || call.move !== null || call.consult !== null ? [] : [panel(call.notice.tone, [line(call.notice.message)])]),
  ], actionsFor(call, show))

/** "Marco Reyes, Priya Nair (ringing…)" */
const guestList = ({ guests }: CallView, show: Show): string =>
  guests.map(({ to, phase }) => `${partyName(to, show.country)}${phase === 'in' ? '' : ` (${guestWords[phase].toLowerCase()})`}`).join(', ')

const inSight = 6

/** Buttons in the order of what people do most; what there is no room for, further places to move to, parking and a meeting go into the menu. */
const actionsFor = (call: CallView, show: Show): Action[] => {
  const [first, ...otherPlaces] = call.actions.filter((action) => action.startsWith('move-'))
  const further = [...otherPlaces, ...call.actions.filter((action) => action === 'park' || action === 'meet')]
  const shown = call.actions.filter((action) => !further.includes(action))
  // a menu's entries can't open a form of their own
  const spare = shown.length > inSight ? shown.filter((action) => !forms.includes(action) && action !== first && action !== 'hangup').slice(0, shown.length - inSight) : []
  return [...shown.filter((action) => !spare.includes(action)).map((action) => actionFor(action, call, show)), ...[...spare, ...further].map((action) => inMenu(actionFor(action, call, show)))]
}

const forms: CallAction[] = ['consult', 'transfer', 'add', 'remove']

const actionFor = (action: CallAction, { id: callId, state, move, transfer, guests }: CallView, show: Show): Action => {
  // `card` only says which card was pressed, so that the answer is that card again
  const data = { callId, card: 'call' }
  switch (action) {
    case 'move-to-teams': return press('Move to Teams', 'uplift', data, 'positive')
    case 'move-to-native': return press('Move to phone', 'move-back', data)
    case 'move-to-desk': return press('Move to desk phone', 'move', { ...data, where: 'desk' })
    case 'move-anywhere': return press('Ring me everywhere', 'move', { ...data, where: 'anywhere' })
    case 'hold': return press('Hold', 'hold', data)
    case 'resume': return press('Resume', 'resume', data, 'positive')
    case 'swap': return press('Switch', 'swap', data)
    case 'complete': return press('Hand over', 'complete', data, 'positive')
    case 'park': return press('Park', 'park', data)
    case 'meet': return press('Continue as a Teams meeting', 'meet', data)
    case 'remove': return removal(guests, data, show)
    case 'consult': return whoTo('Ask first…', 'Ask', 'consult', data)
    case 'add': return whoTo('Add…', 'Add', 'add', data)
    case 'cancel': return press(state === 'parked' ? 'Take it back' : move ? 'Cancel the move' : transfer ? 'Cancel the transfer' : 'Cancel', 'cancel', data)
    case 'hangup': return press(state === 'ringing' ? 'Decline' : 'Hang up', 'hang-up', data, 'destructive')
    case 'transfer': return whoTo('Transfer…', 'Transfer', 'transfer', data)
  }
}

/** One person is removed at once; of several, whoever is pressed. */
const removal = (guests: CallView['guests'], data: Record<string, string>, show: Show): Action => {
  const each = guests.map(({ id, to }) => press(`Remove ${partyName(to, show.country)}`, 'remove', { ...data, guest: id }))
  const [only] = each
  return each.length === 1 && only !== undefined ? only : { type: 'Action.ShowCard', title: 'Remove…', card: card([line('Who shall leave the call?')], each) }
}

/** Asks for a name or a number before it does it. */
const whoTo = (title: string, button: string, verb: string, data: Record<string, string>): Action => ({
  type: 'Action.ShowCard',
  title,
  card: card([
    { type: 'Input.Text', id: 'to', label: 'Who?', placeholder: 'A name or a number', maxLength: 80, isRequired: true, errorMessage: 'Type a name or a number.' },
  ], [press(button, verb, data, 'positive')]),
})

const recordedWords = { recorded: 'This call was recorded.', partly: 'A part of this call was recorded.', unrecorded: 'This call was not recorded.' } as const

const endedCard = (entry: HistoryRecord, show: Show): Card => {
  const journey = journeyWords(entry)
  const talked = entry.talkMs > 0 ? ` · ${duration(entry.talkMs)}` : ''
  return card([
    ...head(entry.remote, show),
    line(`${outcomeWords(entry, show.country)}${talked}${entry.endedBy === null ? '' : ` · ${endedWords[entry.endedBy]}`}`),
    line(`${directionWords[entry.direction]}, ${dayAndTime(entry.startedAt, show)} – ${clockTime(entry.endedAt, show)}`, { subtle: true }),
    ...(journey === null ? [] : [line(journey, { subtle: true })]),
    ...(entry.recorded ? [line(recordedWords[entry.recorded], { subtle: true })] : []),
  ], entry.remote.number === null ? [] : [link('Call back', callLink(entry.remote.number))])
}

/** What an older card of a call turns into when the call's card was sent again further down. */
export const supersededCard = (remote: Party, show: Show): Card => card([line(`The card of your call with ${partyName(remote, show.country)} is further down.`, { subtle: true })])
