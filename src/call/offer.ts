import type { Effect } from './effect.ts'
import type { Call, Endpoint, LegId, Offer, OfferPlan } from './model.ts'
import type { Signal } from './signal.ts'
import { go, ignore, ignored, type Table } from './table.ts'

/** The offer: the person's own phones being rung, first for a new call, later when a transfer failed. First to answer wins. */
export type OfferEvent = 'offer-start' | 'rang' | 'answered' | 'left' | 'timer' | 'hangup' | 'end' | 'recovered'

type Ringing = Extract<Offer, { status: 'ringing' }>

const legOf = (fresh: string, endpoint: Endpoint): LegId => `${fresh}-${endpoint}`

const ringAll = (call: Readonly<Call>, endpoints: Endpoint[], fresh: string, timeoutMs: number): Signal[] =>
  endpoints.map((endpoint) => ({
    type: 'ring', leg: legOf(fresh, endpoint), side: endpoint, role: 'offer', number: (endpoint === 'desk' ? call.rules.desk : null) ?? call.line.number, callerId: call.remote, timeoutMs,
  }))

const timerOf = (region: { fresh: string }) => ({ timer: 'offer', key: region.fresh }) as const
const stop = (region: Ringing): Effect[] => [{ type: 'cancel-timer', ...timerOf(region) }]
const dropAll = (legs: LegId[], cause: 'elsewhere' | 'normal'): Signal[] => legs.map((leg) => ({ type: 'drop', leg, cause }))

const start = (call: Readonly<Call>, plan: OfferPlan, why: Ringing['why'], fresh: string, at: number) => {
  const [ring, failover] = plan.ring.length > 0 ? [plan.ring, plan.failover] : [plan.failover, []]
  // a caller somebody lent hears music, or ringing already
  const tone: Effect[] = call.outside.status === 'arriving' && !call.legs[call.outside.leg]?.lent ? [{ type: 'indicate-ringing', leg: call.outside.leg }] : []
  // rung nowhere, the caller may still be forwarded: they hear ringing meanwhile
  if (ring.length === 0) return go<Offer>({ status: 'over' }, [{ type: 'offer-lost', why: 'unreachable' }], tone)
  const region: Ringing = {
    status: 'ringing', why, legs: ring.map((endpoint) => legOf(fresh, endpoint)), failover, fresh, reached: false, busy: false, deadline: at + plan.timeoutMs,
  }
  return go<Offer>(region, ringAll(call, ring, fresh, plan.timeoutMs), [...tone, { type: 'timer', ...timerOf(region), at: region.deadline }])
}

/** Nobody of theirs will answer. */
const lose = (region: Ringing, why: 'declined' | 'no-answer' | 'busy' | 'unreachable') =>
  go<Offer>({ status: 'over' }, [...dropAll(region.legs, 'normal'), { type: 'offer-lost', why }], stop(region))

const oneLess = (region: Ringing, leg: LegId, busy: boolean, call: Readonly<Call>, at: number) => {
  const legs = region.legs.filter((other) => other !== leg)
  const left: Ringing = { ...region, legs, busy: region.busy || busy }
  if (legs.length > 0) return go<Offer>(left)
  // Failover is for phones that could not be reached at all: a refusal or silence is an answer of its own.
  if (!left.reached && !left.busy && left.failover.length > 0 && left.deadline > at) {
    const next = left.failover
    const ringing: Ringing = { ...left, legs: next.map((endpoint) => legOf(left.fresh, endpoint)), failover: [] }
    return go<Offer>(ringing, ringAll(call, next, left.fresh, left.deadline - at))
  }
  return lose(left, left.reached ? 'no-answer' : left.busy ? 'busy' : 'unreachable')
}

const notRinging = ignore('nobody is being rung')

export const offerTable: Table<Offer, OfferEvent> = {
  idle: {
    'offer-start': (_region, event, call) => start(call, event.plan, event.why, event.fresh, event.at),
    rang: notRinging,
    answered: notRinging,
    left: notRinging,
    timer: notRinging,
    hangup: notRinging,
    end: () => go<Offer>({ status: 'over' }),
    recovered: notRinging,
  },
  ringing: {
    'offer-start': ignore('already ringing'),
    rang: (region) => go<Offer>({ ...region, reached: true }),
    answered: (region, event) =>
      region.legs.includes(event.leg)
        ? go<Offer>({ status: 'over' }, [
            { type: 'hand', leg: event.leg, role: 'user' },
            ...dropAll(region.legs.filter((leg) => leg !== event.leg), 'elsewhere'),
            { type: 'user-arrived', leg: event.leg },
          ], stop(region))
        : ignored('a leg of an earlier offer'),
    left: (region, event, call) => {
      if (!region.legs.includes(event.leg)) return ignored('a leg of an earlier offer')
      if (event.cause === 'declined') return lose({ ...region, legs: region.legs.filter((leg) => leg !== event.leg) }, 'declined')
      return oneLess(region, event.leg, event.cause === 'busy', call, event.at)
    },
    timer: (region, event) => (event.key === region.fresh ? lose(region, 'no-answer') : ignored('a timer of an earlier offer')),
    hangup: (region, event) => {
      const step = lose(region, 'declined')
      return step.kind === 'go' ? { ...step, effects: [...step.effects, { type: 'result', commandId: event.commandId, ok: true, code: 'declined' }] } : step
    },
    end: (region) => go<Offer>({ status: 'over' }, [], stop(region)),
    recovered: (region) => go<Offer>(region, [], [{ type: 'timer', ...timerOf(region), at: region.deadline }]),
  },
  over: {
    'offer-start': (_region, event, call) => start(call, event.plan, event.why, event.fresh, event.at),
    rang: notRinging,
    answered: notRinging,
    left: notRinging,
    timer: notRinging,
    hangup: notRinging,
    end: notRinging,
    recovered: notRinging,
  },
}
