import type { Effect } from './effect.ts'
import { bridgeOf, limits, sideBridgeOf, type Call, type LegId, type NoticeCode, type User } from './model.ts'
import type { Of, Signal } from './signal.ts'
import { go, ignore, ignored, refuse, refused, type Table } from './table.ts'
import { forwardedLegOf } from './transfer.ts'

/** The user leg: the one leg with which the person talks. It is exchanged behind the bridge; the outside leg stays. */
export type UserEvent =
  | 'user-arrived' | 'outside-answered' | 'connected' | 'connect-failed' | 'left' | 'held' | 'resumed' | 'moved' | 'move-failed'
  | 'user-release' | 'user-aside' | 'user-back' | 'offer-lost' | 'hold' | 'resume' | 'hangup' | 'timer' | 'end' | 'recovered'

type Talking = Extract<User, { status: 'talking' }>

const join = (call: Readonly<Call>, leg: LegId, answer: LegId | null): Effect =>
  ({ type: 'connect', bridge: bridgeOf(call), leg, together: call.outside.status === 'gone' ? [] : [call.outside.leg], answer, instead: null })

const moveIsOpen = (call: Readonly<Call>) => call.move.status !== 'idle'

/** Whose channel still waits for an answer: that of the person who dialled, else that of who called. */
const toAnswer = (leg: LegId, call: Readonly<Call>): LegId | null =>
  call.legs[leg]?.status === 'arrived' ? leg : call.outside.status === 'arriving' ? call.outside.leg : null

const arrive = (leg: LegId, call: Readonly<Call>) => go<User>({ status: 'joining', leg }, [], [join(call, leg, toAnswer(leg, call))])

type Joining = Extract<User, { status: 'joining' }>
/** The engine may be slow, or somebody may have left, which is told in a moment: it is asked again before the call is given up. */
const joinLater = (region: Joining | Talking, event: Of<'connect-failed'>) => {
  if (event.leg !== region.leg) return ignored('another leg')
  const failed = (region.failed ?? 0) + 1
  if (failed < limits.joinTries) return go<User>({ ...region, failed }, [], [{ type: 'timer', timer: 'user', key: region.leg, at: event.at + limits.joinAgainMs }])
  return go<User>({ status: 'done' }, [...(region.status === 'talking' ? [{ type: 'user-left' } as const] : []), { type: 'end', outcome: 'failed', by: null }])
}
// joining twice is harmless: the bridge has each leg once
const joinAgain = (region: Joining, call: Readonly<Call>) =>
  go<User>(region, [], [join(call, region.leg, toAnswer(region.leg, call))])
const rejoin = (region: Talking, call: Readonly<Call>) =>
  call.move.status === 'joining'
    ? ignored('the move joins them again')
    : go<User>(region, [], [join(call, region.leg, null), ...(region.onHold ? [{ type: 'mute', leg: region.leg, on: true } as const] : [])])

const talking = (leg: LegId): User => ({ status: 'talking', leg, quieted: false, onHold: false })

/** Who offered the call goes on with the caller by themselves: a queue, a group or a park keeps whom it lent, a PBX rings its next agent. */
const isOnlyOffered = (call: Readonly<Call>): boolean =>
  call.legs[call.outside.leg]?.lent === true || (call.rules.offeredBy?.why === 'pbx' && call.story.answeredAt === null)

/**
 * Nobody of theirs takes the call: an incoming caller goes where the person's rules send them, to each place once, and may
 * leave a message at the last; a person we called is let go.
 */
const nobodyLeft = (call: Readonly<Call>) => {
  const { unanswered, hunt } = call.rules
  // a person we called is let go; a caller who has left goes nowhere
  if (call.direction === 'outgoing' || call.outside.status === 'gone' || isOnlyOffered(call)) return go<User>({ status: 'done' }, [{ type: 'end', outcome: null, by: null }])
  if (hunt !== undefined && call.hunt.status === 'idle') return go<User>({ status: 'absent' }, [{ type: 'hunt-start', rule: hunt }])
  if (unanswered.to === 'party' && call.legs[forwardedLegOf(call)] === undefined) return go<User>({ status: 'absent' }, [{ type: 'forward', to: unanswered.party }])
  if (unanswered.to === 'nobody' || (unanswered.to === 'party' && unanswered.last)) return go<User>({ status: 'done' }, [{ type: 'end', outcome: null, by: null }])
  return go<User>({ status: 'done' }, [{ type: 'to-voicemail' }])
}

/** Their leg's audio stopped: they are rung on the other side while the outside party hears a word and music. */
const rescue = (region: Talking, call: Readonly<Call>) => {
  const lost = call.legs[region.leg]?.side
  const { back } = call.rules
  const elsewhere = back.ring.filter((endpoint) => endpoint !== lost)
  const start: Signal = {
    type: 'offer-start', why: 'rescue', fresh: `${call.id}-rescue${Object.keys(call.legs).length}`, plan: { ...back, ring: elsewhere.length > 0 ? elsewhere : back.ring },
  }
  return go<User>({ status: 'absent' }, [{ type: 'user-left' }, { type: 'notice', code: 'audio-lost' }, start], [{ type: 'announce', bridge: bridgeOf(call) }])
}

const leave = (region: Talking, event: Of<'left'>, call: Readonly<Call>) => {
  if (event.leg !== region.leg) return ignored('a leg they no longer use')
  if (call.move.status === 'joining') return go<User>({ status: 'waiting' }, [{ type: 'user-left' }])
  if (moveIsOpen(call)) return go<User>({ status: 'waiting' }, [{ type: 'user-left' }, { type: 'notice', code: 'old-phone-left' }])
  if (call.transfer.status === 'calling') return go<User>({ status: 'absent' }, [{ type: 'user-left' }])
  if (event.cause === 'silent' && call.outside.status === 'talking' && call.consult.status === 'idle' && call.guests.status === 'none') return rescue(region, call)
  return go<User>({ status: 'done' }, [{ type: 'user-left' }, { type: 'end', outcome: null, by: event.cause === 'lost' ? 'network' : 'us' }])
}

const holdResult = (commandId: string, code: NoticeCode): Effect => ({ type: 'result', commandId, ok: true, code })

const hold = (region: Talking, event: Of<'hold'>, call: Readonly<Call>) => {
  if (region.onHold) return refused('on-hold')
  if (call.legs[region.leg]?.held) return refused('phone-holds')
  if (call.outside.status !== 'talking') return refused('not-talking')
  if (moveIsOpen(call)) return refused('move-open')
  if (call.transfer.status !== 'idle') return refused('transfer-open')
  if (call.consult.status !== 'idle') return refused('consult-open')
  return go<User>({ ...region, onHold: true }, [{ type: 'notice', code: 'on-hold' }], [{ type: 'mute', leg: region.leg, on: true }, holdResult(event.commandId, 'on-hold')])
}

const aside = (leg: LegId, call: Readonly<Call>, tone: boolean): Effect[] => [
  { type: 'connect', bridge: sideBridgeOf(call), leg, together: [], answer: null, instead: null },
  ...(tone ? [{ type: 'tone', bridge: sideBridgeOf(call), on: true } as const] : []),
]

const absent = ignore('the person is not in the call')
const beside = ignore('the person is beside the call')
const noTarget = ignore('no leg of theirs is being exchanged')
const noJoin = ignore('nobody of theirs is being joined')
const done = ignore('the person has left')
const hangup = (commandId: string) => go<User>({ status: 'done' }, [{ type: 'end', outcome: null, by: 'us' }], [{ type: 'result', commandId, ok: true, code: 'hung-up' }])

export const userTable: Table<User, UserEvent> = {
  absent: {
    'user-arrived': (_region, event, call) => arrive(event.leg, call),
    'outside-answered': absent,
    connected: absent,
    'connect-failed': absent,
    left: absent,
    held: absent,
    resumed: absent,
    moved: absent,
    'move-failed': absent,
    'user-release': absent,
    'user-aside': absent,
    'user-back': absent,
    hold: refuse('not-talking'),
    resume: refuse('not-on-hold'),
    'offer-lost': (_region, _event, call) => nobodyLeft(call),
    hangup: refuse('not-talking'),
    timer: noJoin,
    end: () => go<User>({ status: 'done' }),
    recovered: absent,
  },
  /** Their own call out; the outside party is being rung. */
  calling: {
    'user-arrived': ignore('they placed this call themselves'),
    'outside-answered': (region, _event, call) => go<User>({ status: 'joining', leg: region.leg }, [], [join(call, region.leg, region.leg)]),
    connected: ignore('nothing was joined yet'),
    'connect-failed': ignore('nothing was joined yet'),
    left: () => go<User>({ status: 'done' }, [{ type: 'end', outcome: 'cancelled', by: 'us' }]),
    held: ignore('nobody hears a hold before the answer'),
    resumed: ignore('nobody hears a hold before the answer'),
    moved: noTarget,
    'move-failed': noTarget,
    'user-release': ignore('a call must be answered before it is transferred'),
    'user-aside': absent,
    'user-back': absent,
    hold: refuse('not-talking'),
    resume: refuse('not-on-hold'),
    'offer-lost': ignore('nobody was offered this call'),
    hangup: (_region, event) => go<User>({ status: 'done' }, [{ type: 'end', outcome: 'cancelled', by: 'us' }], [{ type: 'result', commandId: event.commandId, ok: true, code: 'hung-up' }]),
    timer: noJoin,
    end: () => go<User>({ status: 'done' }),
    recovered: ignore('the outside leg carries on'),
  },
  joining: {
    'user-arrived': ignore('somebody of theirs is joining already'),
    'outside-answered': ignore('they are being joined'),
    connected: (region, event) =>
      event.leg === region.leg ? go<User>(talking(region.leg), [{ type: 'user-joined', leg: region.leg }]) : ignored('another leg'),
    'connect-failed': joinLater,
    left: () => go<User>({ status: 'done' }, [{ type: 'user-left' }, { type: 'end', outcome: null, by: 'us' }]),
    held: ignore('a hold before the join changes nothing'),
    resumed: ignore('a hold before the join changes nothing'),
    moved: noTarget,
    'move-failed': noTarget,
    'user-release': ignore('not talking yet'),
    'user-aside': absent,
    'user-back': absent,
    hold: refuse('not-talking'),
    resume: refuse('not-on-hold'),
    'offer-lost': ignore('somebody of theirs answered'),
    hangup: (_region, event) => hangup(event.commandId),
    end: () => go<User>({ status: 'done' }),
    timer: (region, event, call) => (event.key === region.leg ? joinAgain(region, call) : ignored('another leg')),
    recovered: (region, _event, call) => joinAgain(region, call),
  },
  talking: {
    'user-arrived': ignore('they are talking already'),
    'outside-answered': ignore('they are talking already'),
    connected: ({ failed, ...region }, event) => (failed !== undefined && event.leg === region.leg ? go<User>(region) : ignored('joined already')),
    'connect-failed': joinLater,
    left: leave,
    // taking the Teams call on the same phone makes the phone hold the old call: that is no hold of the conversation
    held: (region, _event, call) =>
      moveIsOpen(call) ? go<User>({ ...region, quieted: true }, [], [{ type: 'quiet', leg: call.outside.leg }]) : ignored('the phone plays its own hold music'),
    resumed: (region) => go<User>({ ...region, quieted: false }),
    moved: (region, event) =>
      go<User>(talking(event.leg), [{ type: 'hand', leg: event.leg, role: 'user' }, { type: 'drop', leg: region.leg, cause: 'normal' }]),
    'move-failed': (region, event, call) => (event.rejoin ? go<User>(region, [], [join(call, region.leg, null)]) : ignored('the old leg was never touched')),
    'user-release': (region) => go<User>({ status: 'absent' }, [{ type: 'user-left' }, { type: 'drop', leg: region.leg, cause: 'normal' }]),
    'user-aside': (region, event, call) => go<User>({ status: 'consulting', leg: region.leg }, [], aside(region.leg, call, event.tone)),
    'user-back': ignore('they are with the outside party'),
    hold,
    resume: (region, event, call) =>
      call.legs[region.leg]?.held ? refused('phone-holds') : region.onHold
        ? go<User>({ ...region, onHold: false }, [{ type: 'notice', code: 'resumed' }], [{ type: 'mute', leg: region.leg, on: false }, holdResult(event.commandId, 'resumed')])
        : refused('not-on-hold'),
    'offer-lost': ignore('they are talking'),
    hangup: (_region, event) => hangup(event.commandId),
    timer: (region, event, call) => (event.key === region.leg ? rejoin(region, call) : ignored('another leg')),
    end: () => go<User>({ status: 'done' }, [{ type: 'user-left' }]),
    // a crash may have come between muting the old leg and joining it again; a move that is joining sees to it itself
    recovered: (region, _event, call) => rejoin(region, call),
  },
  /** They are in the side bridge; what goes on there is the consultation's. */
  consulting: {
    'user-arrived': beside,
    'outside-answered': beside,
    connected: beside,
    // a leg that can't be put aside has left, and that is told in a moment: the consultation decides what becomes of it
    'connect-failed': (region, event) =>
      event.leg === region.leg ? go<User>({ status: 'absent' }, [{ type: 'drop', leg: region.leg, cause: 'normal' }, { type: 'user-left' }]) : ignored('another leg'),
    left: (region, event) => (event.leg === region.leg ? go<User>({ status: 'absent' }, [{ type: 'user-left' }]) : ignored('a leg they no longer use')),
    held: beside,
    resumed: beside,
    moved: noTarget,
    'move-failed': noTarget,
    'user-release': (region) => go<User>({ status: 'absent' }, [{ type: 'drop', leg: region.leg, cause: 'normal' }, { type: 'user-left' }]),
    'user-aside': beside,
    'user-back': (region, _event, call) => go<User>(talking(region.leg), [], [join(call, region.leg, null)]),
    hold: refuse('consult-open'),
    resume: refuse('consult-open'),
    'offer-lost': beside,
    hangup: (_region, event) => hangup(event.commandId),
    timer: noJoin,
    end: () => go<User>({ status: 'done' }, [{ type: 'user-left' }]),
    recovered: (region, _event, call) => go<User>(region, [], aside(region.leg, call, false)),
  },
  waiting: {
    'user-arrived': (_region, event, call) => arrive(event.leg, call),
    'outside-answered': ignore('the outside party was there before'),
    connected: ignore('the move joins its target itself'),
    'connect-failed': ignore('the move joins its target itself'),
    left: ignore('their old leg has left already'),
    held: ignore('their old leg has left already'),
    resumed: ignore('their old leg has left already'),
    moved: (_region, event) => go<User>(talking(event.leg), [{ type: 'hand', leg: event.leg, role: 'user' }]),
    'move-failed': (_region, _event, call) => nobodyLeft(call),
    'user-release': ignore('nobody of theirs is in the call'),
    'user-aside': absent,
    'user-back': absent,
    hold: refuse('not-talking'),
    resume: refuse('not-on-hold'),
    'offer-lost': ignore('the move decides'),
    hangup: (_region, event) => hangup(event.commandId),
    timer: noJoin,
    end: () => go<User>({ status: 'done' }),
    recovered: ignore('the move carries on'),
  },
  done: {
    'user-arrived': done, 'outside-answered': done, connected: done, 'connect-failed': done, left: done, held: done, resumed: done, moved: done,
    'move-failed': done, 'user-release': done, 'user-aside': done, 'user-back': done, hold: refuse('call-over'), resume: refuse('call-over'), 'offer-lost': done, hangup: refuse('call-over'), timer: done, end: done, recovered: done,
  },
}
