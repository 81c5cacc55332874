import type { Effect } from './effect.ts'
import { bridgeOf, limits, type Call, type Cause, type Guest, type Guests, type LegId, type NoticeCode } from './model.ts'
import type { Of, Signal } from './signal.ts'
import { go, ignore, ignored, refused, type Table } from './table.ts'

/** Participants the person added to the call. They come into the one bridge and leave it; the call is the person's. */
export type GuestsEvent = 'add' | 'remove' | 'answered' | 'left' | 'connected' | 'connect-failed' | 'timer' | 'end' | 'recovered'

const timer = (guest: Guest): Effect => ({ type: 'timer', timer: 'guests', key: guest.leg, at: guest.deadline })
const stop = (guest: Guest): Effect => ({ type: 'cancel-timer', timer: 'guests', key: guest.leg })
const result = (commandId: string, ok: boolean, code: NoticeCode): Effect => ({ type: 'result', commandId, ok, code })

const causes: Record<Cause, NoticeCode> = {
  declined: 'add-declined', busy: 'add-declined', 'no-answer': 'add-no-answer', unreachable: 'add-unreachable', unallocated: 'add-unreachable',
  normal: 'add-failed', elsewhere: 'add-failed', silent: 'add-failed', lost: 'add-failed',
}

const listOf = (region: Guests): Guest[] => (region.status === 'some' ? region.list : [])
const withList = (list: Guest[]): Guests => (list.length === 0 ? { status: 'none' } : { status: 'some', list })
const changed = (region: Guests, leg: LegId, status: Guest['status']): Guests => withList(listOf(region).map((guest) => (guest.leg === leg ? { ...guest, status } : guest)))

const add = (region: Guests, event: Of<'add'>, call: Readonly<Call>) => {
  if (call.user.status !== 'talking' || call.outside.status !== 'talking') return refused(call.outside.status === 'gone' ? 'call-over' : 'not-talking')
  if (call.user.onHold) return refused('on-hold')
  if (call.move.status !== 'idle') return refused('move-open')
  if (call.transfer.status !== 'idle') return refused('transfer-open')
  if (call.consult.status !== 'idle') return refused('consult-open')
  if (listOf(region).length >= limits.guests) return refused('too-many')
  const leg = `${event.fresh}-guest`
  const guest: Guest = { leg, to: event.to, status: 'ringing', commandId: event.commandId, deadline: event.at + limits.transferRingMs }
  const ring: Signal = {
    type: 'ring', leg, side: 'target', role: 'guest', number: event.to.number, callerId: call.rules.shown, timeoutMs: limits.transferRingMs,
  }
  return go<Guests>(withList([...listOf(region), guest]), [ring, { type: 'notice', code: 'adding' }], [timer(guest)])
}

const enter = (guest: Guest, call: Readonly<Call>): Effect =>
  ({ type: 'connect', bridge: bridgeOf(call), leg: guest.leg, together: call.outside.status === 'talking' ? [call.outside.leg] : [], answer: null, instead: null })

/** One less. Whoever is alone with the person's call when the outside party has left ends it. */
const without = (region: Guests, guest: Guest, code: NoticeCode, call: Readonly<Call>, drop: boolean, also: Effect[] = []) => {
  const rest = listOf(region).filter((other) => other !== guest)
  const alone = call.outside.status === 'gone' && !rest.some(({ status }) => status === 'in')
  const signals: Signal[] = [
    ...(drop ? [{ type: 'drop', leg: guest.leg, cause: 'normal' } as const] : []), { type: 'notice', code }, ...(alone ? [{ type: 'end', outcome: null, by: 'them' } as const] : []),
  ]
  return go<Guests>(withList(rest), signals, [...(guest.status === 'in' ? [] : [stop(guest), result(guest.commandId, false, code)]), ...also])
}

const find = (region: Guests, leg: LegId) => listOf(region).find((guest) => guest.leg === leg)
const unknown = () => ignored('no participant of this call')
const nobody = ignore('nobody was added')

export const guestsTable: Table<Guests, GuestsEvent> = {
  none: {
    add: (region, event, call) => add(region, event, call),
    remove: () => refused('no-guest'),
    answered: nobody, left: nobody, connected: nobody, 'connect-failed': nobody, timer: nobody, end: nobody, recovered: nobody,
  },
  some: {
    add: (region, event, call) => add(region, event, call),
    remove: (region, event, call) => {
      const guest = find(region, event.leg)
      return guest ? without(region, guest, 'guest-removed', call, true, [result(event.commandId, true, 'guest-removed')]) : refused('no-guest')
    },
    answered: (region, event, call) => {
      const guest = find(region, event.leg)
      return guest ? go<Guests>(changed(region, guest.leg, 'joining'), [], [stop(guest), enter(guest, call)]) : unknown()
    },
    left: (region, event, call) => {
      const guest = find(region, event.leg)
      return guest ? without(region, guest, guest.status === 'in' ? 'guest-left' : causes[event.cause], call, false) : unknown()
    },
    connected: (region, event) => {
      const guest = find(region, event.leg)
      if (guest === undefined || guest.status === 'in') return unknown()
      return go<Guests>(changed(region, guest.leg, 'in'), [{ type: 'notice', code: 'added' }], [result(guest.commandId, true, 'added')])
    },
    'connect-failed': (region, event, call) => {
      const guest = find(region, event.leg)
      return guest ? without(region, guest, 'add-failed', call, true) : unknown()
    },
    timer: (region, event, call) => {
      const guest = find(region, event.key)
      return guest?.status === 'ringing' ? without(region, guest, 'add-no-answer', call, true) : unknown()
    },
    end: (region) => go<Guests>({ status: 'none' }, [], listOf(region).flatMap((guest) => (guest.status === 'in' ? [] : [stop(guest), result(guest.commandId, false, 'add-call-ended')]))),
    // joining twice is harmless: the bridge has each leg once
    recovered: (region, _event, call) => go<Guests>(region, [], listOf(region).map((guest) => (guest.status === 'ringing' ? timer(guest) : enter(guest, call)))),
  },
}
