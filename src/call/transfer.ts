import type { Effect } from './effect.ts'
import { bridgeOf, limits, type Call, type Cause, type NoticeCode, type Transfer } from './model.ts'
import type { Of, Signal } from './signal.ts'
import { go, ignore, ignored, refuse, refused, type Step, type Table } from './table.ts'

/**
 * The outside party goes on to somebody else. Blind transfer: the user stays in the call until the target rings, so a
 * number that can't be reached costs nothing; once it rings the user is let go and the outside party hears music; if the
 * target fails after that, the user is rung back. A colleague who was consulted takes over here, and a call nobody
 * answered is forwarded here: if that fails, the caller may leave a message.
 */
export type TransferEvent =
  | 'transfer' | 'forward' | 'take-over' | 'cancel' | 'rang' | 'answered' | 'left' | 'user-left' | 'connected' | 'connect-failed' | 'timer' | 'end' | 'recovered'

type Open = Exclude<Transfer, { status: 'idle' | 'done' }>

const timer = (region: Open): Effect => ({ type: 'timer', timer: 'transfer', key: region.leg, at: region.deadline })
const stop = (region: Open): Effect => ({ type: 'cancel-timer', timer: 'transfer', key: region.leg })
const told = (region: Open, ok: boolean, code: NoticeCode): Effect[] => (region.commandId === null ? [] : [{ type: 'result', commandId: region.commandId, ok, code }])

const causes: Record<Cause, NoticeCode> = {
  declined: 'transfer-declined', busy: 'transfer-declined', 'no-answer': 'transfer-no-answer', unreachable: 'transfer-unreachable', unallocated: 'transfer-unreachable',
  normal: 'transfer-failed', elsewhere: 'transfer-failed', silent: 'transfer-failed', lost: 'transfer-failed',
}

const ringFor = (region: Open, number: string, call: Readonly<Call>): Signal => ({
  type: 'ring', leg: region.leg, side: 'target', role: 'transfer', number, timeoutMs: limits.transferRingMs,
  callerId: call.remote.number === null ? call.rules.shown : call.remote,
})

const begin = (event: Of<'transfer'>, call: Readonly<Call>) => {
  if (call.user.status !== 'talking' || call.outside.status !== 'talking') return refused(call.outside.status === 'gone' ? 'call-over' : 'not-talking')
  if (call.move.status !== 'idle') return refused('move-open')
  if (call.consult.status !== 'idle') return refused('consult-open')
  if (call.guests.status !== 'none') return refused('with-guests')
  const region: Open = {
    status: 'calling', why: 'transfer', leg: `${event.fresh}-target`, to: event.to, commandId: event.commandId, deadline: event.at + limits.transferRingMs,
    fresh: event.fresh, digits: event.digits,
  }
  return go<Transfer>(region, [ringFor(region, event.to.number, call)], [timer(region)])
}

const beginForward = (event: Of<'forward'>, call: Readonly<Call>) => {
  const region: Open = {
    status: 'ringing', why: 'forward', leg: forwardedLegOf(call), to: event.to, commandId: null, deadline: event.at + limits.transferRingMs, fresh: `${call.id}-forward`, digits: null,
  }
  return go<Transfer>(region, [ringFor(region, event.to.number, call), { type: 'notice', code: 'forwarding' }], [timer(region)])
}

/** A call is forwarded once: this leg shows whether it was. */
export const forwardedLegOf = (call: Readonly<Call>) => `${call.id}-forward-target`

const takeOver = (event: Of<'take-over'>, call: Readonly<Call>) => {
  const { leg, to, commandId, deadline, fresh } = event
  const region: Open = { status: event.ringing ? 'ringing' : 'joining', why: 'transfer', leg, to, commandId, deadline, fresh, digits: null }
  return go<Transfer>(region, [{ type: 'hand', leg, role: 'transfer' }, { type: 'notice', code: 'transferring' }], [event.ringing ? timer(region) : enter(region, call)])
}

const dropTarget = (region: Open, gone: boolean): Signal[] => (gone ? [] : [{ type: 'drop', leg: region.leg, cause: 'normal' }])

/** The user never left: nothing changed. */
const stay = (region: Open, code: NoticeCode, gone = false) =>
  go<Transfer>({ status: 'idle' }, [...dropTarget(region, gone), { type: 'notice', code }], [stop(region), ...told(region, false, code)])

/** The user was let go: they are rung back. A forwarded caller may leave a message. */
const fallBack = (region: Open, code: NoticeCode, call: Readonly<Call>, gone = false) => {
  const next: Signal = region.why === 'forward' ? { type: 'offer-lost', why: 'no-answer' } : { type: 'offer-start', plan: call.rules.back, why: 'return', fresh: `${region.fresh}-back` }
  return go<Transfer>({ status: 'idle' }, [...dropTarget(region, gone), { type: 'notice', code }, next], [stop(region), ...told(region, false, code)])
}

const give = (region: Open) =>
  go<Transfer>({ status: 'idle' }, [{ type: 'notice', code: 'transfer-call-ended' }], [stop(region), ...told(region, false, 'transfer-call-ended')])

const enter = (region: Open, call: Readonly<Call>): Effect => ({
  type: 'connect', bridge: bridgeOf(call), leg: region.leg, together: [call.outside.leg], answer: call.outside.status === 'arriving' ? call.outside.leg : null, instead: null,
})

const join = (region: Open, call: Readonly<Call>, before: Signal[]) => go<Transfer>({ ...region, status: 'joining' }, before, [stop(region), enter(region, call)])

const cancelled = (step: Step<Transfer>, commandId: string): Step<Transfer> =>
  step.kind === 'go' ? { ...step, effects: [...step.effects, { type: 'result', commandId, ok: true, code: 'transfer-cancelled' }] } : step

const closed = ignore('no transfer is open')
const isOpen = refuse('transfer-open')
const busy = ignore('the outside party is on their way to somebody already')
const other = () => ignored('another leg')

export const transferTable: Table<Transfer, TransferEvent> = {
  idle: {
    transfer: (_region, event, call) => begin(event, call),
    forward: (_region, event, call) => beginForward(event, call),
    'take-over': (_region, event, call) => takeOver(event, call),
    cancel: refuse('nothing-to-cancel'),
    rang: closed,
    answered: closed,
    left: closed,
    'user-left': closed,
    connected: closed,
    'connect-failed': closed,
    timer: closed,
    end: closed,
    recovered: closed,
  },
  calling: {
    transfer: isOpen,
    forward: busy,
    'take-over': busy,
    cancel: (region, event) => cancelled(stay(region, 'transfer-cancelled'), event.commandId),
    rang: (region, event) =>
      event.leg === region.leg
        ? go<Transfer>({ ...region, status: 'ringing' }, [{ type: 'user-release' }, { type: 'notice', code: 'transferring' }])
        : other(),
    answered: (region, event, call) => (event.leg === region.leg ? join(region, call, [{ type: 'user-release' }]) : other()),
    left: (region, event) => (event.leg === region.leg ? stay(region, causes[event.cause], true) : other()),
    // they hung up as soon as they had asked: that is how a blind transfer ends on a desk phone
    'user-left': (region) => go<Transfer>({ ...region, status: 'ringing' }),
    connected: ignore('nothing was joined yet'),
    'connect-failed': ignore('nothing was joined yet'),
    timer: (region, event) => (event.key === region.leg ? stay(region, 'transfer-no-answer') : ignored('a timer of an earlier transfer')),
    end: give,
    recovered: (region) => go<Transfer>(region, [], [timer(region)]),
  },
  ringing: {
    transfer: isOpen,
    forward: busy,
    'take-over': busy,
    cancel: (region, event, call) => (region.why === 'forward' ? refused('nothing-to-cancel') : cancelled(fallBack(region, 'transfer-cancelled', call), event.commandId)),
    rang: ignore('it rings already'),
    answered: (region, event, call) => (event.leg === region.leg ? join(region, call, []) : other()),
    left: (region, event, call) => (event.leg === region.leg ? fallBack(region, causes[event.cause], call, true) : other()),
    'user-left': ignore('they were let go'),
    connected: ignore('nothing was joined yet'),
    'connect-failed': ignore('nothing was joined yet'),
    timer: (region, event, call) => (event.key === region.leg ? fallBack(region, 'transfer-no-answer', call) : ignored('a timer of an earlier transfer')),
    end: give,
    recovered: (region) => go<Transfer>(region, [], [timer(region)]),
  },
  joining: {
    transfer: isOpen,
    forward: busy,
    'take-over': busy,
    cancel: refuse('too-late'),
    rang: ignore('it was answered'),
    answered: ignore('it was answered'),
    left: (region, event, call) => (event.leg === region.leg ? fallBack(region, causes[event.cause], call, true) : other()),
    'user-left': ignore('they were let go'),
    connected: (region, event, call) => {
      // a colleague who takes over may still have been on the way into the consultation
      if (event.leg !== region.leg || event.bridge !== bridgeOf(call)) return other()
      const code = region.why === 'forward' ? 'forwarded' : 'transferred'
      const dial: Effect[] = region.digits === null ? [] : [{ type: 'digits', leg: region.leg, digits: region.digits }]
      return go<Transfer>({ status: 'done', leg: region.leg, to: region.to }, [{ type: 'transferred', to: region.to, why: region.why }, { type: 'notice', code }], [...told(region, true, code), ...dial])
    },
    'connect-failed': (region, event, call) => (event.leg === region.leg && event.bridge === bridgeOf(call) ? fallBack(region, 'transfer-failed', call) : other()),
    timer: ignore('joining is not timed: its outcome always comes'),
    end: give,
    recovered: (region, _event, call) => go<Transfer>(region, [], [enter(region, call)]),
  },
  /** The outside party talks with the target; we only anchor them now. */
  done: {
    transfer: refuse('not-talking'),
    forward: busy,
    'take-over': busy,
    cancel: refuse('too-late'),
    rang: ignore('it was answered'),
    answered: ignore('it was answered'),
    left: (region, event) => (event.leg === region.leg ? go<Transfer>(region, [{ type: 'end', outcome: null, by: null }]) : other()),
    'user-left': ignore('they were let go'),
    connected: ignore('joined already'),
    'connect-failed': ignore('joined already'),
    timer: ignore('nothing is timed'),
    end: ignore('every leg goes with the call'),
    recovered: ignore('the engine kept them together'),
  },
}
