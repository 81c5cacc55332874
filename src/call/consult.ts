import type { Effect } from './effect.ts'
import { limits, sideBridgeOf, type Call, type Cause, type Consult, type LegId, type NoticeCode } from './model.ts'
import type { Of, Signal } from './signal.ts'
import { go, ignore, ignored, refuse, refused, type Table } from './table.ts'

/**
 * Consultative transfer: the person asks a colleague beside the call while the outside party hears music, may go to and
 * fro, and in the end hands the call over or takes it back. Who leaves in between never leaves anybody alone.
 */
export type ConsultEvent =
  | 'consult' | 'swap' | 'complete' | 'cancel' | 'answered' | 'left' | 'connected' | 'connect-failed' | 'user-left' | 'caller-left' | 'timer' | 'end' | 'recovered'

type Open = Exclude<Consult, { status: 'idle' }>

const timer = (region: Open): Effect => ({ type: 'timer', timer: 'consult', key: region.leg, at: region.deadline })
const stop = (region: Open): Effect => ({ type: 'cancel-timer', timer: 'consult', key: region.leg })
const tone = (call: Readonly<Call>, on: boolean): Effect => ({ type: 'tone', bridge: sideBridgeOf(call), on })
const result = (commandId: string, ok: boolean, code: NoticeCode): Effect => ({ type: 'result', commandId, ok, code })

const causes: Record<Cause, NoticeCode> = {
  declined: 'consult-declined', busy: 'consult-declined', 'no-answer': 'consult-no-answer', unreachable: 'consult-unreachable', unallocated: 'consult-unreachable',
  normal: 'consult-failed', elsewhere: 'consult-failed', silent: 'consult-failed', lost: 'consult-failed',
}

const consulted = '-consulted'
/** Somebody was asked in this call, now or before. */
export const hasConsulted = ({ legs }: Readonly<Call>): boolean => Object.keys(legs).some((leg) => leg.endsWith(consulted))

const begin = (event: Of<'consult'>, call: Readonly<Call>) => {
  if (call.user.status !== 'talking' || call.outside.status !== 'talking') return refused(call.outside.status === 'gone' ? 'call-over' : 'not-talking')
  if (call.move.status !== 'idle') return refused('move-open')
  if (call.transfer.status !== 'idle') return refused('transfer-open')
  if (call.guests.status !== 'none') return refused('with-guests')
  const leg = `${event.fresh}${consulted}`
  const region: Open = { status: 'ringing', leg, to: event.to, commandId: event.commandId, deadline: event.at + limits.transferRingMs, fresh: event.fresh }
  const ring: Signal = {
    type: 'ring', leg, side: 'target', role: 'consult', number: event.to.number, callerId: call.rules.shown, timeoutMs: limits.transferRingMs,
  }
  return go<Consult>(region, [{ type: 'user-aside', tone: true }, ring, { type: 'notice', code: 'consulting' }], [timer(region)])
}

const meet = (region: Open, call: Readonly<Call>): Effect[] =>
  call.user.status === 'consulting'
    ? [{ type: 'connect', bridge: sideBridgeOf(call), leg: region.leg, together: [call.user.leg], answer: null, instead: null }]
    : []

const dropTarget = (region: Open): Signal => ({ type: 'drop', leg: region.leg, cause: 'normal' })

/** It comes to nothing before they talked: the person is back with the outside party. */
const fail = (region: Open, code: NoticeCode, call: Readonly<Call>, gone = false) =>
  go<Consult>({ status: 'idle' }, [...(gone ? [] : [dropTarget(region)]), { type: 'notice', code }, { type: 'user-back' }], [stop(region), tone(call, false), result(region.commandId, false, code)])

/** They talked, and the person goes on with the outside party alone. */
const takeBack = (region: Open, code: NoticeCode, gone: boolean) =>
  go<Consult>({ status: 'idle' }, [...(gone ? [] : [dropTarget(region)]), { type: 'notice', code }, { type: 'user-back' }])

/** The colleague takes the call; `commandId` is answered by the transfer once it has happened. */
const handOver = (region: Open, call: Readonly<Call>, commandId: string | null) => {
  const ringing = region.status === 'ringing'
  const take: Signal = { type: 'take-over', leg: region.leg, to: region.to, commandId, deadline: region.deadline, fresh: region.fresh, ringing }
  // whoever asked to consult is answered all the same
  const asked: Effect[] = ringing || region.status === 'joining' ? [stop(region), tone(call, false), result(region.commandId, true, 'transferring')] : []
  return go<Consult>({ status: 'idle' }, [take, { type: 'user-release' }], asked)
}

const withResult = (step: ReturnType<typeof takeBack>, commandId: string, code: NoticeCode) =>
  step.kind === 'go' ? { ...step, effects: [...step.effects, result(commandId, true, code)] } : step

const give = (region: Open, call: Readonly<Call>) =>
  go<Consult>({ status: 'idle' }, [], region.status === 'ringing' || region.status === 'joining' ? [stop(region), tone(call, false), result(region.commandId, false, 'transfer-call-ended')] : [])

const closed = ignore('no consultation is open')
const isOpen = refuse('consult-open')
const none = refuse('no-consult')
const notAnswered = ignore('the colleague has not answered')
const answeredBefore = ignore('the colleague answered before')
const isTheirs = (region: Open, event: { leg: LegId }) => event.leg === region.leg
const other = () => ignored('another leg')

export const consultTable: Table<Consult, ConsultEvent> = {
  idle: {
    consult: (_region, event, call) => begin(event, call),
    swap: none, complete: none, cancel: refuse('nothing-to-cancel'),
    answered: closed, left: closed, connected: closed, 'connect-failed': closed, 'user-left': closed, 'caller-left': closed, timer: closed, end: closed, recovered: closed,
  },
  ringing: {
    consult: isOpen,
    swap: refuse('not-talking'),
    // they need not be asked: it becomes a blind transfer
    complete: (region, event, call) => handOver(region, call, event.commandId),
    cancel: (region, event, call) => withResult(fail(region, 'consult-cancelled', call), event.commandId, 'consult-cancelled'),
    answered: (region, event, call) =>
      isTheirs(region, event) ? go<Consult>({ ...region, status: 'joining' }, [], [stop(region), tone(call, false), ...meet(region, call)]) : other(),
    left: (region, event, call) => (isTheirs(region, event) ? fail(region, causes[event.cause], call, true) : other()),
    connected: notAnswered,
    'connect-failed': notAnswered,
    'user-left': (region, _event, call) => handOver(region, call, null),
    'caller-left': ignore('the call ends with them'),
    timer: (region, event, call) => (event.key === region.leg ? fail(region, 'consult-no-answer', call) : ignored('a timer of an earlier consultation')),
    end: (region, _event, call) => give(region, call),
    recovered: (region, _event, call) => go<Consult>(region, [], [timer(region), tone(call, true)]),
  },
  joining: {
    consult: isOpen,
    swap: refuse('too-late'),
    complete: (region, event, call) => handOver(region, call, event.commandId),
    cancel: (region, event, call) => withResult(fail(region, 'consult-cancelled', call), event.commandId, 'consult-cancelled'),
    answered: answeredBefore,
    left: (region, event, call) => (isTheirs(region, event) ? fail(region, 'consult-failed', call, true) : other()),
    connected: (region, event) =>
      isTheirs(region, event) ? go<Consult>({ ...region, status: 'talking' }, [{ type: 'notice', code: 'consult-talking' }], [result(region.commandId, true, 'consult-talking')]) : other(),
    'connect-failed': (region, event, call) => (isTheirs(region, event) ? fail(region, 'consult-failed', call) : other()),
    'user-left': (region, _event, call) => handOver(region, call, null),
    'caller-left': ignore('the call ends with them'),
    timer: ignore('joining is not timed: its outcome always comes'),
    end: (region, _event, call) => give(region, call),
    recovered: (region, _event, call) => go<Consult>(region, [], meet(region, call)),
  },
  talking: {
    consult: isOpen,
    swap: (region, event) => go<Consult>({ ...region, status: 'swapped' }, [{ type: 'user-back' }, { type: 'notice', code: 'consult-swapped' }], [result(event.commandId, true, 'consult-swapped')]),
    complete: (region, event, call) => handOver(region, call, event.commandId),
    cancel: (region, event) => withResult(takeBack(region, 'consult-cancelled', false), event.commandId, 'consult-cancelled'),
    answered: answeredBefore,
    left: (region, event) => (isTheirs(region, event) ? takeBack(region, 'consult-left', true) : other()),
    connected: ignore('joined already'),
    'connect-failed': (region, event) => (isTheirs(region, event) ? takeBack(region, 'consult-failed', false) : other()),
    // hanging up after a consultation hands the call over, as on a desk phone
    'user-left': (region, _event, call) => handOver(region, call, null),
    'caller-left': (region) => go<Consult>({ ...region, status: 'remaining' }, [{ type: 'notice', code: 'consult-caller-left' }]),
    timer: answeredBefore,
    end: () => go<Consult>({ status: 'idle' }),
    recovered: (region, _event, call) => go<Consult>(region, [], meet(region, call)),
  },
  swapped: {
    consult: isOpen,
    swap: (region, event) => go<Consult>({ ...region, status: 'talking' }, [{ type: 'user-aside', tone: false }, { type: 'notice', code: 'consult-talking' }], [result(event.commandId, true, 'consult-talking')]),
    complete: (region, event, call) => handOver(region, call, event.commandId),
    cancel: (region, event) => withResult(takeBack(region, 'consult-cancelled', false), event.commandId, 'consult-cancelled'),
    answered: answeredBefore,
    left: (region, event) => (isTheirs(region, event) ? takeBack(region, 'consult-left', true) : other()),
    connected: ignore('joined already'),
    'connect-failed': (region, event) => (isTheirs(region, event) ? takeBack(region, 'consult-failed', false) : other()),
    'user-left': ignore('the call ends with them'),
    'caller-left': (region) => go<Consult>({ ...region, status: 'remaining' }, [{ type: 'user-aside', tone: false }, { type: 'notice', code: 'consult-caller-left' }]),
    timer: answeredBefore,
    end: () => go<Consult>({ status: 'idle' }),
    // the colleague waits where they were; one whom the crash caught on the way is brought there
    recovered: (region, _event, call) => go<Consult>(region, [], [{ type: 'connect', bridge: sideBridgeOf(call), leg: region.leg, together: [], answer: null, instead: null }]),
  },
  remaining: {
    consult: refuse('call-over'),
    swap: refuse('call-over'),
    complete: refuse('call-over'),
    cancel: refuse('nothing-to-cancel'),
    answered: answeredBefore,
    left: (region, event) => (isTheirs(region, event) ? go<Consult>({ status: 'idle' }, [{ type: 'end', outcome: null, by: 'them' }]) : other()),
    connected: ignore('joined already'),
    'connect-failed': (region, event) => (isTheirs(region, event) ? go<Consult>({ status: 'idle' }, [{ type: 'end', outcome: null, by: null }]) : other()),
    'user-left': () => go<Consult>({ status: 'idle' }, [{ type: 'end', outcome: null, by: 'us' }]),
    'caller-left': ignore('they have left'),
    timer: answeredBefore,
    end: () => go<Consult>({ status: 'idle' }),
    recovered: (region, _event, call) => go<Consult>(region, [], meet(region, call)),
  },
}

/** The colleague waits for the person to come back, in the side bridge. */
export const colleagueHearsMusic = (call: Readonly<Call>): boolean => call.consult.status === 'swapped'
