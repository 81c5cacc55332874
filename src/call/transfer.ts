import type { Effect } from './effect.ts'
import { bridgeOf, limits, type Call, type Cause, type NoticeCode, type Transfer } from './model.ts'
import type { Of, Signal } from './signal.ts'
import { go, ignore, ignored, refuse, refused, type Table } from './table.ts'

/**
 * Blind transfer. The user stays in the call until the target rings: a number that can't be reached costs nothing.
 * Once it rings the user is let go and the outside party hears music; if the target fails after that, the user is rung back.
 */
export type TransferEvent =
  | 'transfer' | 'cancel' | 'rang' | 'answered' | 'left' | 'user-left' | 'connected' | 'connect-failed' | 'timer' | 'end' | 'recovered'

type Open = Exclude<Transfer, { status: 'idle' | 'done' }>

const timer = (region: Open): Effect => ({ type: 'timer', timer: 'transfer', key: region.leg, at: region.deadline })
const stop = (region: Open): Effect => ({ type: 'cancel-timer', timer: 'transfer', key: region.leg })

const causes: Record<Cause, NoticeCode> = {
  declined: 'transfer-declined', busy: 'transfer-declined', 'no-answer': 'transfer-no-answer', unreachable: 'transfer-unreachable', unallocated: 'transfer-unreachable',
  normal: 'transfer-failed', elsewhere: 'transfer-failed', lost: 'transfer-failed',
}

const begin = (event: Of<'transfer'>, call: Readonly<Call>) => {
  if (call.user.status !== 'talking' || call.outside.status !== 'talking') return refused(call.outside.status === 'gone' ? 'call-over' : 'not-talking')
  if (call.move.status !== 'idle') return refused('move-open')
  const leg = `${event.fresh}-target`
  const region: Open = {
    status: 'calling', leg, to: event.to, commandId: event.commandId, deadline: event.at + limits.transferRingMs, back: event.back, fresh: event.fresh,
  }
  const ring: Signal = {
    type: 'ring', leg, side: 'target', role: 'transfer', number: event.to.number, callerId: call.remote.number ?? call.line.number, timeoutMs: limits.transferRingMs,
  }
  return go<Transfer>(region, [ring], [timer(region)])
}

const dropTarget = (region: Open, gone: boolean): Signal[] => (gone ? [] : [{ type: 'drop', leg: region.leg, cause: 'normal' }])
const end = (region: Open, code: NoticeCode): Effect[] => [stop(region), { type: 'result', commandId: region.commandId, ok: false, code }]

/** The user never left: nothing changed. */
const stay = (region: Open, code: NoticeCode, gone = false) =>
  go<Transfer>({ status: 'idle' }, [...dropTarget(region, gone), { type: 'notice', code }], end(region, code))

/** The user was let go: they are rung back. */
const ringBack = (region: Open, code: NoticeCode, gone = false) =>
  go<Transfer>(
    { status: 'idle' },
    [...dropTarget(region, gone), { type: 'notice', code }, { type: 'offer-start', plan: region.back, why: 'return', fresh: `${region.fresh}-back` }],
    end(region, code),
  )

const give = (region: Open) =>
  go<Transfer>({ status: 'idle' }, [{ type: 'notice', code: 'transfer-call-ended' }], end(region, 'transfer-call-ended'))

const enter = (region: Open, call: Readonly<Call>): Effect =>
  ({ type: 'connect', bridge: bridgeOf(call), leg: region.leg, together: [call.outside.leg], answer: null, instead: null })

const join = (region: Open, call: Readonly<Call>, before: Signal[]) => go<Transfer>({ ...region, status: 'joining' }, before, [stop(region), enter(region, call)])

const withResult = (step: ReturnType<typeof stay>, commandId: string) =>
  step.kind === 'go' ? { ...step, effects: [...step.effects, { type: 'result', commandId, ok: true, code: 'transfer-cancelled' } as const] } : step

const closed = ignore('no transfer is open')
const isOpen = refuse('transfer-open')
const other = () => ignored('another leg')

export const transferTable: Table<Transfer, TransferEvent> = {
  idle: {
    transfer: (_region, event, call) => begin(event, call),
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
    cancel: (region, event) => withResult(stay(region, 'transfer-cancelled'), event.commandId),
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
    cancel: (region, event) => withResult(ringBack(region, 'transfer-cancelled'), event.commandId),
    rang: ignore('it rings already'),
    answered: (region, event, call) => (event.leg === region.leg ? join(region, call, []) : other()),
    left: (region, event) => (event.leg === region.leg ? ringBack(region, causes[event.cause], true) : other()),
    'user-left': ignore('they were let go'),
    connected: ignore('nothing was joined yet'),
    'connect-failed': ignore('nothing was joined yet'),
    timer: (region, event) => (event.key === region.leg ? ringBack(region, 'transfer-no-answer') : ignored('a timer of an earlier transfer')),
    end: give,
    recovered: (region) => go<Transfer>(region, [], [timer(region)]),
  },
  joining: {
    transfer: isOpen,
    cancel: refuse('too-late'),
    rang: ignore('it was answered'),
    answered: ignore('it was answered'),
    left: (region, event) => (event.leg === region.leg ? ringBack(region, causes[event.cause], true) : other()),
    'user-left': ignore('they were let go'),
    connected: (region, event) =>
      event.leg === region.leg
        ? go<Transfer>({ status: 'done', leg: region.leg, to: region.to }, [{ type: 'transferred', to: region.to }, { type: 'notice', code: 'transferred' }], [
            { type: 'result', commandId: region.commandId, ok: true, code: 'transferred' },
          ])
        : other(),
    'connect-failed': (region, event) => (event.leg === region.leg ? ringBack(region, 'transfer-failed') : other()),
    timer: ignore('joining is not timed: its outcome always comes'),
    end: give,
    recovered: (region, _event, call) => go<Transfer>(region, [], [enter(region, call)]),
  },
  /** The outside party talks with the target; we only anchor them now. */
  done: {
    transfer: refuse('not-talking'),
    cancel: refuse('too-late'),
    rang: ignore('it was answered'),
    answered: ignore('it was answered'),
    left: (region, event) => (event.leg === region.leg ? go<Transfer>(region, [{ type: 'end', outcome: null }]) : other()),
    'user-left': ignore('they were let go'),
    connected: ignore('joined already'),
    'connect-failed': ignore('joined already'),
    timer: ignore('nothing is timed'),
    end: ignore('every leg goes with the call'),
    recovered: ignore('the engine kept them together'),
  },
}
