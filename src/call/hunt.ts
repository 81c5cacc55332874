import type { Effect } from './effect.ts'
import { bridgeOf, limits, type Call, type Hunt, type Offered, type Taker } from './model.ts'
import type { Of, Signal } from './signal.ts'
import { go, ignore, ignored, refuse, refused, type Step, type Table } from './table.ts'

/**
 * The hunt: a caller waits, and the call is offered on other people's lines, each of them a call of its own that borrows
 * the caller's leg. A queue's callers wait in its bridge; those of a person nobody answers for go to a call group; a parked
 * one waits until somebody asks for them. Whose line is next is the owner's to choose. The leg stays ours until one of
 * them has the caller in their bridge; then it is let go without being hung up.
 */
export type HuntEvent =
  | 'hunt-start' | 'park' | 'hunt-offered' | 'hunt-lost' | 'hunt-taking' | 'hunt-taken' | 'connect-failed' | 'cancel' | 'timer' | 'end' | 'recovered'

type Waiting = Extract<Hunt, { status: 'waiting' }>
type Giving = Extract<Hunt, { status: 'giving' }>
type Open = Waiting | Giving

const timer = (key: 'deadline' | 'next' | 'said' | 'enter', at: number): Effect => ({ type: 'timer', timer: 'hunt', key, at })
const stopTimers: Effect[] = (['deadline', 'next', 'said', 'enter'] as const).map((key) => ({ type: 'cancel-timer', timer: 'hunt', key }))

/** The caller waits in our bridge, where there is music. */
const enter = (call: Readonly<Call>): Effect => ({
  type: 'connect', bridge: bridgeOf(call), leg: call.outside.leg, together: [], answer: call.outside.status === 'arriving' ? call.outside.leg : null, instead: null,
})
const callOff = (offers: Offered[], by: Taker): Effect[] => (offers.length === 0 ? [] : [{ type: 'call-off', offers, by }])
const leaver = ({ outside }: Readonly<Call>): Taker => (outside.status === 'gone' && outside.cause !== 'elsewhere' ? 'them' : null)
const next: Effect = { type: 'hunt' }

const start = (event: Of<'hunt-start'>, call: Readonly<Call>) => {
  const { rule } = event
  // one who talked already is in our bridge
  const inside = rule.why === 'queue' || call.story.answeredAt !== null
  const region: Waiting = { status: 'waiting', why: rule.why, code: null, offered: [], tried: {}, deadline: event.at + rule.longestMs, inside, position: null, saying: false, saidAt: 0 }
  return go<Hunt>(region, rule.why === 'group' ? [{ type: 'notice', code: 'forwarding' }] : [], [...(inside ? [enter(call)] : []), timer('deadline', region.deadline), next])
}

const park = (event: Of<'park'>, call: Readonly<Call>): Step<Hunt> => {
  if (call.user.status !== 'talking' || call.outside.status !== 'talking') return refused(call.outside.status === 'gone' ? 'call-over' : 'not-talking')
  if (call.move.status !== 'idle') return refused('move-open')
  if (call.transfer.status !== 'idle') return refused('transfer-open')
  if (call.consult.status !== 'idle') return refused('consult-open')
  if (call.guests.status !== 'none') return refused('with-guests')
  const region: Waiting = { status: 'waiting', why: 'park', code: event.code, offered: [], tried: {}, deadline: event.at + limits.parkMs, inside: true, position: null, saying: false, saidAt: 0 }
  return go<Hunt>(region, [{ type: 'user-release' }, { type: 'notice', code: 'parked' }], [
    timer('deadline', region.deadline), { type: 'result', commandId: event.commandId, ok: true, code: 'parked' },
  ])
}

/** Nobody took the caller. Whoever parked a call is rung back; else it goes on as the rules say. */
const lose = (region: Open, call: Readonly<Call>, code: 'park-cancelled' | 'park-over') => {
  const after: Signal[] = region.why === 'park'
    ? [{ type: 'notice', code }, { type: 'offer-start', plan: call.rules.back, why: 'return', fresh: `${call.id}-back${Object.keys(call.legs).length}` }]
    : [{ type: 'offer-lost', why: 'no-answer' }]
  return go<Hunt>({ status: 'over' }, after, [...stopTimers, ...callOff(region.offered, null)])
}

const offered = (region: Waiting, event: Of<'hunt-offered'>, call: Readonly<Call>) => {
  const fresh = event.offers.filter(({ callId }) => !region.offered.some((other) => other.callId === callId))
  const all = [...region.offered, ...fresh]
  if (all.length === 0 && !event.again && region.why !== 'park') return lose(region, call, 'park-over')
  const again: Effect[] = event.again ? [timer('next', event.at + limits.huntEveryMs)] : []
  const now = fresh.length === 0 ? region : { ...region, offered: all, tried: { ...region.tried, ...Object.fromEntries(fresh.map(({ userId }) => [userId, event.at])) } }
  return say(now, event.position, event.at, call, again)
}

/** Whoever is not next hears how many wait before them: when that changes, and not too often. */
const say = (region: Waiting, position: number | null, at: number, call: Readonly<Call>, effects: Effect[]) => {
  const tells = position !== null && position !== region.position && at >= region.saidAt + limits.positionEveryMs && !(position === 1 && region.position === null)
  if (!tells) return go<Hunt>(region.position === null && position === 1 ? { ...region, position } : region, [], effects)
  return go<Hunt>({ ...region, position, saying: true, saidAt: at }, [], [...effects, { type: 'say-position', bridge: bridgeOf(call), position }, timer('said', at + limits.positionWordMs)])
}

const without = (offers: Offered[], callId: string): Offered[] => offers.filter((other) => other.callId !== callId)
const find = (region: Waiting, callId: string) => region.offered.find((offer) => offer.callId === callId)

const taken = (region: Open, to: Offered, call: Readonly<Call>) =>
  go<Hunt>({ status: 'given', to: to.to }, [{ type: 'transferred', to: to.to, why: region.why === 'park' ? 'transfer' : 'forward' }, { type: 'release', leg: call.outside.leg }], [
    ...stopTimers, ...callOff(without(region.offered, to.callId), to.to),
  ])

const closed = ignore('nobody is waiting')
const unknown = () => ignored('not on that line')
const isElsewhere = ignore('the call is elsewhere already')
const isPark = (region: Open, step: () => Step<Hunt>): Step<Hunt> => (region.why === 'park' ? step() : refused('nothing-to-cancel'))

export const huntTable: Table<Hunt, HuntEvent> = {
  idle: {
    'hunt-start': (_region, event, call) => start(event, call),
    park: (_region, event, call) => park(event, call),
    'hunt-offered': closed, 'hunt-lost': closed, 'hunt-taking': closed, 'hunt-taken': closed, 'connect-failed': closed,
    cancel: refuse('nothing-to-cancel'),
    timer: closed, end: closed, recovered: closed,
  },
  waiting: {
    'hunt-start': ignore('they wait already'),
    park: refuse('not-talking'),
    'hunt-offered': offered,
    'hunt-lost': (region, event) =>
      find(region, event.callId) === undefined ? unknown() : go<Hunt>({ ...region, offered: without(region.offered, event.callId) }, [], region.why === 'park' ? [] : [next]),
    'hunt-taking': (region, event) => {
      const to = find(region, event.callId)
      if (to === undefined) return unknown()
      // the others stop ringing at once; they let nobody ring, and are there if this comes to nothing
      const others = without(region.offered, to.callId)
      const tried = Object.fromEntries(Object.entries(region.tried).filter(([userId]) => !others.some((other) => other.userId === userId)))
      return go<Hunt>({ ...region, status: 'giving', offered: [to], tried, to }, [], [...stopTimers, ...callOff(others, to.to)])
    },
    'hunt-taken': (region, event, call) => {
      const to = find(region, event.callId)
      return to === undefined ? unknown() : taken(region, to, call)
    },
    'connect-failed': (region, event) => go<Hunt>(region, [], [timer('enter', event.at + limits.huntEveryMs)]),
    cancel: (region, event, call) => isPark(region, () => {
      const step = lose(region, call, 'park-cancelled')
      return step.kind === 'go' ? { ...step, effects: [...step.effects, { type: 'result', commandId: event.commandId, ok: true, code: 'park-cancelled' }] } : step
    }),
    timer: (region, event, call) => {
      switch (event.key) {
        case 'deadline': return lose(region, call, 'park-over')
        case 'next': return go<Hunt>(region, [], [next])
        case 'said': return go<Hunt>({ ...region, saying: false })
        case 'enter': return go<Hunt>(region, [], [enter(call)])
        default: return ignored('no timer of a hunt')
      }
    },
    end: (region, _event, call) => go<Hunt>({ status: 'over' }, [], [...stopTimers, ...callOff(region.offered, leaver(call))]),
    recovered: (region, event, call) => go<Hunt>({ ...region, saying: false }, [], [
      ...(region.inside ? [enter(call)] : []), { type: 'check-offers', offers: region.offered }, timer('deadline', region.deadline),
      ...(region.why === 'park' ? [] : [timer('next', event.at + limits.huntEveryMs)]),
    ]),
  },
  /** Somebody picked up: the caller is on the way into their bridge. */
  giving: {
    'hunt-start': ignore('they wait already'),
    park: refuse('not-talking'),
    // chosen before somebody picked up
    'hunt-offered': (region, event) => go<Hunt>(region, [], callOff(event.offers, region.to.to)),
    'hunt-lost': (region, event, call) => {
      if (event.callId !== region.to.callId) return unknown()
      const { to: _to, ...rest } = region
      // it may have answered the caller, and taken them out of our bridge
      return go<Hunt>({ ...rest, status: 'waiting', offered: [], inside: true, saying: false }, [], [enter(call), timer('deadline', region.deadline), ...(region.why === 'park' ? [] : [next])])
    },
    'hunt-taking': ignore('somebody picked up already'),
    'hunt-taken': (region, event, call) => (event.callId === region.to.callId ? taken(region, region.to, call) : unknown()),
    'connect-failed': ignore('they are on their way elsewhere'),
    cancel: refuse('too-late'),
    timer: ignore('somebody picked up'),
    end: (region, _event, call) => go<Hunt>({ status: 'over' }, [], [...stopTimers, ...callOff(region.offered, leaver(call))]),
    recovered: (region) => go<Hunt>(region, [], [{ type: 'check-offers', offers: region.offered }]),
  },
  /** The caller is another call's. */
  given: {
    'hunt-start': isElsewhere, park: refuse('call-over'), 'hunt-offered': (region, event) => go<Hunt>(region, [], callOff(event.offers, region.to)), 'hunt-lost': isElsewhere, 'hunt-taking': isElsewhere, 'hunt-taken': isElsewhere,
    'connect-failed': isElsewhere, cancel: refuse('too-late'), timer: isElsewhere, end: isElsewhere, recovered: isElsewhere,
  },
  over: {
    'hunt-start': ignore('they waited already'),
    park: (_region, event, call) => park(event, call),
    'hunt-offered': (region, event, call) => go<Hunt>(region, [], callOff(event.offers, leaver(call))),
    'hunt-lost': closed, 'hunt-taking': closed, 'hunt-taken': closed, 'connect-failed': closed,
    cancel: refuse('nothing-to-cancel'),
    timer: closed, end: closed, recovered: closed,
  },
}

/** In the bridge with nobody: they hear music, but for the moment of a word. */
export const waitsWithMusic = ({ hunt }: Readonly<Call>): boolean => (hunt.status === 'giving' || hunt.status === 'waiting') && hunt.inside && !hunt.saying
