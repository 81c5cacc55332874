import type { Effect } from './effect.ts'
import { bridgeOf, limits, type Call, type Cause, type Endpoint, type LegId, type Move, type MoveTarget, type NoticeCode } from './model.ts'
import type { Of, Signal } from './signal.ts'
import { go, ignore, ignored, refuse, refused, type Table } from './table.ts'

/**
 * The move: to Teams (uplift), back to the native dialer, to a desk phone, or wherever the person answers first.
 * ring the target -> answered -> audio seen -> into the bridge while the old leg is muted -> old leg out -> hung up.
 * Any failure on the way leaves the call exactly where it was.
 */
export type MoveEvent =
  | 'move' | 'cancel' | 'answered' | 'media' | 'left' | 'connected' | 'connect-failed' | 'timer' | 'end' | 'recovered'

type Ringing = Extract<Move, { status: 'ringing' }>
type Answered = Exclude<Move, { status: 'idle' | 'ringing' }>
type Open = Ringing | Answered

const keyOf = (region: Open): string => (region.status === 'ringing' ? region.key : region.leg)
const legsOf = (region: Open): LegId[] => (region.status === 'ringing' ? region.targets.map(({ leg }) => leg) : [region.leg])
const timer = (region: Open): Effect => ({ type: 'timer', timer: 'move', key: keyOf(region), at: region.deadline })
const stop = (region: Open): Effect => ({ type: 'cancel-timer', timer: 'move', key: keyOf(region) })
const failure = (region: Open, code: NoticeCode): Effect => ({ type: 'result', commandId: region.commandId, ok: false, code })

const causes: Record<Cause, NoticeCode> = {
  declined: 'move-declined', busy: 'move-busy', 'no-answer': 'move-no-answer', unreachable: 'move-unreachable', unallocated: 'move-unreachable',
  normal: 'move-failed', elsewhere: 'move-failed', silent: 'move-failed', lost: 'move-failed',
}

/** The targets go, the call stays where it was. */
const fail = (region: Open, code: NoticeCode, gone: LegId | null = null) => {
  const drop = legsOf(region).filter((leg) => leg !== gone).map((leg): Signal => ({ type: 'drop', leg, cause: 'normal' }))
  return go<Move>({ status: 'idle' }, [...drop, { type: 'notice', code }, { type: 'move-failed', rejoin: region.status === 'joining' }], [stop(region), failure(region, code)])
}

const userLeg = (call: Readonly<Call>): LegId | null => (call.user.status === 'talking' ? call.user.leg : null)

const enter = (region: Answered, call: Readonly<Call>): Effect => ({
  type: 'connect', bridge: bridgeOf(call), leg: region.leg, together: [call.outside.leg], answer: null, instead: userLeg(call),
})

const places: Endpoint[] = ['native', 'teams', 'desk']

const begin = (event: Of<'move'>, call: Readonly<Call>) => {
  const leg = userLeg(call)
  if (leg === null || call.outside.status !== 'talking') return refused(call.outside.status === 'gone' ? 'call-over' : 'not-talking')
  if (call.transfer.status !== 'idle') return refused('transfer-open')
  if (call.consult.status !== 'idle') return refused('consult-open')
  if (call.user.status === 'talking' && call.user.onHold) return refused('on-hold')
  const here = call.legs[leg]?.side
  if (here === event.to) return refused('already-there')
  if (event.to === 'desk' && call.rules.desk === null) return refused('no-desk')
  const to = event.to === 'anywhere' ? places.filter((place) => place !== here && (place !== 'desk' || call.rules.desk !== null)) : [event.to]
  const targets = to.map((place): MoveTarget => ({ leg: `${event.fresh}-${place}`, to: place }))
  const region: Open = { status: 'ringing', targets, key: event.fresh, commandId: event.commandId, deadline: event.at + limits.moveRingMs }
  const ring = targets.map((target): Signal => ({
    type: 'ring', leg: target.leg, side: target.to, role: 'move', number: (target.to === 'desk' ? call.rules.desk : null) ?? call.line.number, callerId: call.remote, timeoutMs: limits.moveRingMs,
  }))
  return go<Move>(region, ring, [timer(region)])
}

const moved: Record<Endpoint, NoticeCode> = { teams: 'moved-to-teams', native: 'moved-to-native', desk: 'moved-to-desk' }

const left = (region: Answered, event: Of<'left'>) => (event.leg === region.leg ? fail(region, causes[event.cause], region.leg) : ignored('another leg'))
const give = (region: Open) => fail(region, 'move-call-ended')

const closed = ignore('no move is open')
const isOpen = refuse('move-open')
const notYet = ignore('the target has not been answered')

export const moveTable: Table<Move, MoveEvent> = {
  idle: {
    move: (_region, event, call) => begin(event, call),
    cancel: refuse('nothing-to-cancel'),
    answered: closed,
    media: closed,
    left: closed,
    connected: closed,
    'connect-failed': closed,
    timer: closed,
    end: closed,
    recovered: closed,
  },
  ringing: {
    move: isOpen,
    cancel: (region, event) => cancel(region, event.commandId),
    answered: (region, event) => {
      const target = region.targets.find(({ leg }) => leg === event.leg)
      if (target === undefined) return ignored('another leg')
      const others = region.targets.filter((other) => other !== target).map(({ leg }): Signal => ({ type: 'drop', leg, cause: 'elsewhere' }))
      const checking: Open = { status: 'checking', ...target, commandId: region.commandId, deadline: event.at + limits.mediaMs }
      return go<Move>(checking, others, [stop(region), { type: 'watch', leg: target.leg }, timer(checking)])
    },
    media: notYet,
    left: (region, event) => {
      const targets = region.targets.filter(({ leg }) => leg !== event.leg)
      if (targets.length === region.targets.length) return ignored('another leg')
      // one phone that can't be reached leaves the others ringing; a person who declines means them all
      return targets.length === 0 || event.cause === 'declined' ? fail(region, causes[event.cause], event.leg) : go<Move>({ ...region, targets })
    },
    connected: notYet,
    'connect-failed': notYet,
    timer: (region, event) => (event.key === region.key ? fail(region, 'move-no-answer') : ignored('a timer of an earlier move')),
    end: give,
    recovered: (region) => go<Move>(region, [], [timer(region)]),
  },
  checking: {
    move: isOpen,
    cancel: (region, event) => cancel(region, event.commandId),
    answered: ignore('it was answered before'),
    media: (region, event, call) => (event.leg === region.leg ? go<Move>({ ...region, status: 'joining' }, [], [stop(region), enter({ ...region, status: 'joining' }, call)]) : ignored('another leg')),
    left,
    connected: ignore('nothing was joined yet'),
    'connect-failed': ignore('nothing was joined yet'),
    timer: (region, event) => (event.key === region.leg ? fail(region, 'move-no-audio') : ignored('a timer of an earlier move')),
    end: give,
    // audio gets its time anew: while we were away nobody watched for it
    recovered: (region, event) => {
      const checking: Open = { ...region, deadline: event.at + limits.mediaMs }
      return go<Move>(checking, [], [{ type: 'watch', leg: region.leg }, timer(checking)])
    },
  },
  /** The bridge is taking it in: too late to turn back, a matter of milliseconds. */
  joining: {
    move: isOpen,
    cancel: refuse('too-late'),
    answered: ignore('it was answered before'),
    media: ignore('its audio was seen before'),
    left,
    connected: (region, event) =>
      event.leg === region.leg
        ? go<Move>({ status: 'idle' }, [{ type: 'moved', leg: region.leg, to: region.to }, { type: 'notice', code: moved[region.to] }], [
            { type: 'result', commandId: region.commandId, ok: true, code: moved[region.to] },
          ])
        : ignored('another leg'),
    'connect-failed': (region, event) => (event.leg === region.leg ? fail(region, 'move-failed') : ignored('another leg')),
    timer: ignore('joining is not timed: its outcome always comes'),
    end: give,
    recovered: (region, _event, call) => go<Move>(region, [], [enter(region, call)]),
  },
}

function cancel(region: Open, commandId: string) {
  const step = fail(region, 'move-cancelled')
  return step.kind === 'go' ? { ...step, effects: [...step.effects, { type: 'result', commandId, ok: true, code: 'move-cancelled' } as const] } : step
}
