import type { Effect } from './effect.ts'
import type { CallEvent, StartEvent } from './event.ts'
import { consultTable, colleagueHearsMusic, hasConsulted, type ConsultEvent } from './consult.ts'
import { guestsTable, type GuestsEvent } from './guests.ts'
import { huntTable, waitsWithMusic, type HuntEvent } from './hunt.ts'
import { legTable, type LegEvent, type LegRegion } from './legs.ts'
import { bridgeOf, limits, sideBridgeOf, type Call, type Cause, type Leg, type LegId } from './model.ts'
import { moveTable, type MoveEvent } from './move.ts'
import { offerTable, type OfferEvent } from './offer.ts'
import { outsideTable, type OutsideEvent } from './outside.ts'
import { followRecording, pendingRecording, recordingTable, type RecordingEvent } from './recording.ts'
import type { Happening, HappeningType, Of, Signal } from './signal.ts'
import { finish, tell, type StoryEvent } from './story.ts'
import type { RefusalCode, Step } from './table.ts'
import { transferTable, type TransferEvent } from './transfer.ts'
import { userTable, type UserEvent } from './user.ts'
import { voicemailTable, type VoicemailEvent } from './voicemail.ts'

/** What came of an event: the call as it is now, and what its owner has to do, in this order. */
export interface Outcome {
  call: Call
  effects: Effect[]
  /** Set when a command was refused; then nothing changed. */
  refused: RefusalCode | null
  /** Why cells ignored the event, for the log. */
  ignored: string[]
}

interface RegionEvents {
  outside: OutsideEvent
  offer: OfferEvent
  user: UserEvent
  move: MoveEvent
  transfer: TransferEvent
  consult: ConsultEvent
  guests: GuestsEvent
  hunt: HuntEvent
  voicemail: VoicemailEvent
  recording: RecordingEvent
  story: StoryEvent
}
type RegionName = keyof RegionEvents
/** A listener for every region that has a cell for this event, and no other. */
type Listener<E extends HappeningType> = { [R in RegionName]: E extends RegionEvents[R] ? R : never }[RegionName]
type Routes = { [E in HappeningType]: (event: Of<E>, call: Readonly<Call>) => (Listener<E> | LegAddress)[] }
interface LegAddress { leg: LegId }

const toLeg = (event: { leg: LegId }): LegAddress[] => [{ leg: event.leg }]
const everyLeg = (call: Readonly<Call>): LegAddress[] => Object.keys(call.legs).map((leg) => ({ leg }))

const byRole = <T extends RegionName>(names: readonly T[]) => (event: { leg: LegId }, call: Readonly<Call>): T[] => {
  const role = call.legs[event.leg]?.role
  return names.filter((name) => name === (role === 'guest' ? 'guests' : role))
}

/** Who hears what. Total: an event without a route does not compile. */
const routes: Routes = {
  'leg-ringing': toLeg,
  'leg-answered': toLeg,
  'leg-media': toLeg,
  'leg-held': toLeg,
  'leg-resumed': toLeg,
  'leg-gone': toLeg,
  'leg-failed': toLeg,
  drop: toLeg,
  hand: toLeg,
  release: toLeg,
  ring: () => [],
  rang: byRole(['outside', 'offer', 'transfer'] as const),
  answered: byRole(['outside', 'offer', 'move', 'transfer', 'consult', 'guests'] as const),
  media: byRole(['move'] as const),
  held: byRole(['user'] as const),
  resumed: byRole(['user'] as const),
  left: byRole(['outside', 'offer', 'user', 'move', 'transfer', 'consult', 'guests'] as const),
  connected: byRole(['user', 'move', 'transfer', 'consult', 'guests'] as const),
  'connect-failed': (event, call) => (event.leg === call.outside.leg ? ['hunt'] : byRole(['user', 'move', 'transfer', 'consult', 'guests'] as const)(event, call)),
  'hunt-start': () => ['hunt'],
  'hunt-offered': () => ['hunt'],
  'hunt-lost': () => ['hunt'],
  'hunt-taking': () => ['hunt'],
  'hunt-taken': () => ['hunt'],
  'called-off': () => ['outside', 'story'],
  park: () => ['hunt'],
  greeted: () => ['voicemail'],
  'greet-failed': () => ['voicemail'],
  recorded: () => ['voicemail'],
  'record-failed': () => ['voicemail'],
  stored: () => ['voicemail'],
  'store-failed': () => ['voicemail'],
  'recording-started': () => ['recording'],
  'recording-finished': () => ['recording'],
  'recording-failed': () => ['recording'],
  'recording-kept': () => ['recording'],
  'recording-lost': () => ['recording'],
  'recording-unkept': () => ['recording'],
  'recording-untold': () => ['recording'],
  timer: (event) => [event.timer === 'leg' ? { leg: event.key } : event.timer],
  move: () => ['move'],
  transfer: () => ['transfer'],
  // a command is answered by exactly one region
  hold: () => ['user'],
  resume: () => ['user'],
  consult: () => ['consult'],
  swap: () => ['consult'],
  complete: () => ['consult'],
  add: () => ['guests'],
  remove: () => ['guests'],
  cancel: (_event, call) => [call.hunt.status === 'waiting' || call.hunt.status === 'giving' ? 'hunt' : call.consult.status !== 'idle' ? 'consult' : call.transfer.status === 'idle' ? 'move' : 'transfer'],
  hangup: (_event, call) => [call.offer.status === 'ringing' && call.user.status === 'absent' ? 'offer' : 'user'],
  recovered: (_event, call) => [...everyLeg(call), 'outside', 'offer', 'user', 'move', 'transfer', 'consult', 'guests', 'hunt', 'voicemail', 'recording'],
  'offer-start': () => ['offer'],
  'offer-lost': () => ['user', 'story'],
  'user-arrived': () => ['user', 'story'],
  'user-joined': () => ['outside', 'story'],
  'user-left': () => ['transfer', 'consult', 'story'],
  'user-aside': () => ['user'],
  'user-back': () => ['user'],
  'caller-left': () => ['consult'],
  forward: () => ['transfer'],
  'take-over': () => ['transfer'],
  'user-release': () => ['user'],
  'outside-answered': () => ['user'],
  moved: () => ['user', 'story'],
  'move-failed': () => ['user'],
  transferred: () => ['story'],
  'to-voicemail': () => ['voicemail', 'story'],
  'message-kept': () => ['story'],
  notice: () => ['story'],
  end: () => ['offer', 'user', 'move', 'transfer', 'consult', 'guests', 'hunt', 'voicemail', 'story'],
}

const farewells: Record<string, Cause> = { busy: 'busy', unanswered: 'no-answer', failed: 'unreachable' }
/** How a leg is told why the call ends: a phone that called out in vain hears what the network said of the number. */
const farewellOf = (call: Readonly<Call>, event: Of<'end'>): Cause =>
  // an answered call ends as every answered call does: a reason why a number can't be reached is for those who wait for one
  call.outside.status === 'talking' ? 'normal' :
  // a PBX goes on to the next agent by what it hears
  call.rules.offeredBy?.why === 'pbx' && call.outside.status === 'arriving' ? (call.story.outcome === 'declined' ? 'busy' : 'no-answer')
  : call.direction === 'outgoing' && call.story.answeredAt === null && call.outside.status === 'gone' ? call.outside.cause : (farewells[event.outcome ?? ''] ?? 'normal')

// The tables are checked where they are written; here a cell is looked up by names the routes have checked.
type AnyCell = (region: unknown, event: Happening, call: Readonly<Call>) => Step<unknown>
type AnyTable = Record<string, Record<string, AnyCell | undefined> | undefined>
const tables: Record<Exclude<RegionName, 'story'>, unknown> = {
  outside: outsideTable, offer: offerTable, user: userTable, move: moveTable, transfer: transferTable, consult: consultTable, guests: guestsTable, hunt: huntTable, voicemail: voicemailTable,
  recording: recordingTable,
}
const cellOf = (table: unknown, status: string, event: HappeningType): AnyCell => {
  const cell = (table as AnyTable)[status]?.[event]
  if (cell === undefined) throw new Error(`no cell for ${status} x ${event}`)
  return cell
}

/** Runs one event through the call, and every signal it raises, until nothing is left to say. Pure; never throws on any event of the types. */
export const transition = (before: Call, event: CallEvent): Outcome => {
  if (before.ended) return { call: before, effects: [], refused: 'commandId' in event ? 'call-over' : null, ignored: ['the call has ended'] }
  return run(before, [event])
}

const run = (before: Call, first: Happening[]): Outcome => {
  const queue = [...first]
  const effects: Effect[] = []
  const ignored: string[] = []
  let refused: RefusalCode | null = null
  let call = before
  for (let happening = queue.shift(); happening !== undefined; happening = queue.shift()) {
    const event = happening
    const take = <R>(name: string, step: Step<R>, keep: (region: R) => void): void => {
      if (step.kind === 'ignore') ignored.push(`${name}: ${step.why}`)
      else if (step.kind === 'refuse') refused = step.code
      else {
        keep(step.region)
        effects.push(...step.effects)
        queue.push(...step.raise.map((signal): Happening => ({ ...signal, at: event.at })))
      }
    }
    const takeLeg = (id: LegId, legEvent: Of<LegEvent>): void => {
      const leg = call.legs[id]
      if (leg === undefined) ignored.push('a leg this call never had')
      else take(`leg ${id}`, cellOf(legTable, leg.status, legEvent.type)(leg, legEvent, call) as Step<LegRegion>, (next) => {
        call = { ...call, legs: { ...call.legs, [id]: next } }
      })
    }
    if (event.type === 'ring') {
      call = { ...call, legs: { ...call.legs, [event.leg]: { id: event.leg, side: event.side, role: event.role, status: 'starting', rang: false, held: false } } }
      effects.push({ type: 'ring', leg: event.leg, side: event.side, number: event.number, callerId: event.callerId, timeoutMs: event.timeoutMs })
      continue
    }
    const route = routes[event.type] as (event: Happening, call: Readonly<Call>) => (RegionName | LegAddress)[]
    for (const listener of route(event, call)) {
      if (typeof listener !== 'string') takeLeg(listener.leg, event as Of<LegEvent>)
      else if (listener === 'story') {
        const teller = tell[event.type as StoryEvent] as (story: Call['story'], event: Happening, call: Readonly<Call>) => Call['story']
        call = { ...call, story: teller(call.story, event, call) }
      } else {
        const region = call[listener]
        take(listener, cellOf(tables[listener], region.status, event.type)(region, event, call), (next) => {
          // what is as it was need not be written again
          if (next !== region) call = { ...call, [listener]: next }
        })
      }
    }
    if (event.type === 'end') {
      for (const id of Object.keys(call.legs)) takeLeg(id, { type: 'drop', leg: id, cause: farewellOf(call, event), at: event.at })
    }
  }
  const last = first[0]
  if (last !== undefined) {
    const { recording, effects: followed } = followRecording(call, last.at)
    if (recording !== call.recording) call = { ...call, recording }
    effects.push(...followed)
    // for people it is over, whatever is left to be kept
    if (isLeft(call) && !pendingMessage(call) && call.story.endedAt === null) call = { ...call, story: finish(call.story, call.direction, last.at) }
  }
  if (last !== undefined && isOver(call)) {
    call = { ...call, ended: true, story: finish(call.story, call.direction, last.at) }
    effects.push({ type: 'close', bridge: bridgeOf(call) })
  } else {
    // after a restart nobody knows what plays, so it is said anew either way
    const again = last?.type === 'recovered'
    const on = hearsMusic(call)
    if (on !== hearsMusic(before) || again) effects.push({ type: 'music', bridge: bridgeOf(call), on })
    const waits = colleagueHearsMusic(call)
    if (call.consult.status !== 'idle' && (waits !== colleagueHearsMusic(before) || again)) effects.push({ type: 'music', bridge: sideBridgeOf(call), on: waits })
  }
  // a crash may have come before it was closed, and the next consultation must not find its music
  const sideIsDone = call.consult.status === 'idle' || call.ended
  if (sideIsDone && (before.consult.status !== 'idle' || (last?.type === 'recovered' && hasConsulted(call)))) effects.push({ type: 'close', bridge: sideBridgeOf(call) })
  return { call, effects, refused, ignored }
}

/**
 * The outside party is in the bridge with nobody to hear. One rule for all the ways this comes about; in the moments of
 * joining somebody is on their way in already.
 */
const hearsMusic = (call: Call): boolean => {
  const { outside, voicemail, user, move, transfer, offer } = call
  if (outside.status !== 'talking' || voicemail.status !== 'idle') return false
  if (waitsWithMusic(call)) return true
  switch (user.status) {
    case 'waiting': return move.status !== 'joining'
    case 'absent': return transfer.status === 'ringing' || offer.status === 'ringing'
    case 'talking': return user.onHold || (user.quieted && move.status === 'idle')
    case 'consulting': return true
    case 'calling':
    case 'joining':
    case 'done': return false
  }
}

const pendingMessage = (call: Call) => call.voicemail.status === 'recording' || call.voicemail.status === 'storing'
const isLeft = (call: Call) => Object.values(call.legs).every((leg) => leg.status === 'gone')
const isOver = (call: Call) => isLeft(call) && !pendingMessage(call) && !pendingRecording(call)

const arrived = (id: LegId, side: Leg['side'], role: Leg['role'], lent: boolean): Leg => ({ id, side, role, status: lent ? 'up' : 'arrived', rang: false, held: false, ...(lent ? { lent } : {}) })

/** A call begins: a channel arrived from the network, either for the person or placed by them. */
export const begin = (event: StartEvent): Outcome => {
  const incoming = event.type === 'incoming'
  const outsideLeg = incoming ? event.leg : `${event.callId}-outside`
  const own = !incoming ? { leg: event.leg, from: event.from } : event.plan !== 'busy' && 'leg' in event.plan ? event.plan : null
  const call: Call = {
    id: event.callId,
    line: event.line,
    rules: event.rules,
    direction: event.type,
    remote: incoming ? event.remote : event.to,
    legs: {
      ...(incoming ? { [event.leg]: arrived(event.leg, 'outside', 'outside', typeof event.rules.offeredBy?.callId === 'string') } : {}),
      ...(own ? { [own.leg]: arrived(own.leg, own.from, 'user', false) } : {}),
    },
    outside: incoming ? { status: 'arriving', leg: outsideLeg } : { status: 'calling', leg: outsideLeg, deadline: event.at + limits.outgoingRingMs },
    offer: { status: 'idle' },
    user: incoming ? { status: 'absent' } : { status: 'calling', leg: event.leg },
    move: { status: 'idle' },
    transfer: { status: 'idle' },
    consult: { status: 'idle' },
    guests: { status: 'none' },
    hunt: { status: 'idle' },
    voicemail: { status: 'idle' },
    recording: { status: 'idle' },
    story: { startedAt: event.at, answeredAt: null, pickedUp: false, endedAt: null, journey: [], outcome: null, voicemailId: null, transferredTo: null, forwardedTo: null, endedBy: null, notice: null },
    ended: false,
  }
  const first: Signal = incoming
    ? event.plan === 'busy' ? { type: 'end', outcome: 'busy', by: null }
      : 'leg' in event.plan ? { type: 'user-arrived', leg: event.plan.leg }
      : { type: 'offer-start', plan: event.plan, why: 'incoming', fresh: `${event.callId}-0` }
    : { type: 'ring', leg: outsideLeg, side: 'outside', role: 'outside', number: event.to.number, callerId: event.rules.shown, timeoutMs: limits.outgoingRingMs }
  const outcome = run(call, [{ ...first, at: event.at }])
  if (incoming) return outcome
  return { ...outcome, effects: [...outcome.effects, { type: 'timer', timer: 'outside', key: outsideLeg, at: event.at + limits.outgoingRingMs }] }
}
