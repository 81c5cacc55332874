import { limits, type Cause, type Leg } from './model.ts'
import type { Signal } from './signal.ts'
import { go, ignore, type Table } from './table.ts'

/**
 * One leg. Duplicates, late news and crossing commands end here, so the other regions hear of each leg's ringing,
 * answer and farewell once, and never of a leg they have let go.
 */
export type LegEvent =
  | 'leg-ringing' | 'leg-answered' | 'leg-media' | 'leg-held' | 'leg-resumed' | 'leg-gone' | 'leg-failed' | 'drop' | 'hand' | 'release' | 'timer' | 'recovered'

type In<S extends Leg['status']> = Leg & { status: S }
export type LegRegion = { [S in Leg['status']]: In<S> }[Leg['status']]

const gone = (leg: Leg, cause: Cause) => {
  const left: Signal = { type: 'left', leg: leg.id, cause: cause === 'busy' && leg.rang ? 'declined' : cause, rang: leg.rang }
  return go<LegRegion>({ ...leg, status: 'gone', held: false }, [left], [{ type: 'cancel-timer', timer: 'leg', key: leg.id }])
}

const drop = (leg: Leg, cause: Cause, at: number) =>
  // whoever lent it goes on with it
  leg.lent ? go<LegRegion>({ ...leg, status: 'gone', held: false }) : go<LegRegion>({ ...leg, status: 'leaving', role: leg.role === 'outside' ? 'outside' : 'nobody', held: false }, [], [
    { type: 'hangup', leg: leg.id, cause },
    { type: 'timer', timer: 'leg', key: leg.id, at: at + limits.sweepMs },
  ])

const hand = ({ lent: _lent, ...leg }: LegRegion, role: Leg['role']) => go<LegRegion>({ ...leg, role })
const release = (leg: Leg) => gone(leg, 'elsewhere')
const again = (leg: LegRegion, at: number) =>
  go<LegRegion>(leg, [], [
    { type: 'hangup', leg: leg.id, cause: 'normal' },
    { type: 'timer', timer: 'leg', key: leg.id, at: at + limits.sweepMs },
  ])

const notYet = ignore('the leg has not been answered')
const already = ignore('known already')
const noTimer = ignore('no hang-up was asked for')
const nothingPending = ignore('a living leg has nothing to repeat')
const isGone = ignore('the leg is gone')
const isLeaving = ignore('the leg is on its way out')

export const legTable: Table<LegRegion, LegEvent> = {
  /** A channel the network brought us, not answered yet. */
  arrived: {
    'leg-ringing': ignore('a leg that arrived does not ring'),
    'leg-answered': (leg) => go<LegRegion>({ ...leg, status: 'up' }, [{ type: 'answered', leg: leg.id }]),
    'leg-media': notYet,
    'leg-held': notYet,
    'leg-resumed': notYet,
    'leg-gone': (leg, event) => gone(leg, event.cause),
    'leg-failed': ignore('a leg that arrived was never asked for'),
    drop: (leg, event) => drop(leg, event.cause, event.at),
    hand: (leg, event) => hand(leg, event.role),
    release,
    timer: noTimer,
    recovered: nothingPending,
  },
  /** Asked for; the far end has not said anything. */
  starting: {
    'leg-ringing': (leg) => go<LegRegion>({ ...leg, status: 'ringing', rang: true }, [{ type: 'rang', leg: leg.id }]),
    'leg-answered': (leg) => go<LegRegion>({ ...leg, status: 'up' }, [{ type: 'answered', leg: leg.id }]),
    'leg-media': notYet,
    'leg-held': notYet,
    'leg-resumed': notYet,
    'leg-gone': (leg, event) => gone(leg, event.cause),
    'leg-failed': (leg) => gone(leg, 'unreachable'),
    drop: (leg, event) => drop(leg, event.cause, event.at),
    hand: (leg, event) => hand(leg, event.role),
    release,
    timer: noTimer,
    recovered: nothingPending,
  },
  ringing: {
    'leg-ringing': already,
    'leg-answered': (leg) => go<LegRegion>({ ...leg, status: 'up' }, [{ type: 'answered', leg: leg.id }]),
    'leg-media': notYet,
    'leg-held': notYet,
    'leg-resumed': notYet,
    'leg-gone': (leg, event) => gone(leg, event.cause),
    'leg-failed': (leg) => gone(leg, 'unreachable'),
    drop: (leg, event) => drop(leg, event.cause, event.at),
    hand: (leg, event) => hand(leg, event.role),
    release,
    timer: noTimer,
    recovered: nothingPending,
  },
  up: {
    'leg-ringing': already,
    'leg-answered': already,
    'leg-media': (leg) => go<LegRegion>(leg, [{ type: 'media', leg: leg.id }]),
    'leg-held': (leg) => go<LegRegion>({ ...leg, held: true }, leg.held ? [] : [{ type: 'held', leg: leg.id }]),
    'leg-resumed': (leg) => go<LegRegion>({ ...leg, held: false }, leg.held ? [{ type: 'resumed', leg: leg.id }] : []),
    'leg-gone': (leg, event) => gone(leg, event.cause),
    'leg-failed': ignore('it was answered, so it did not fail'),
    drop: (leg, event) => drop(leg, event.cause, event.at),
    hand: (leg, event) => hand(leg, event.role),
    release,
    timer: noTimer,
    recovered: nothingPending,
  },
  /** A hang-up was asked for; until the engine says farewell it is asked for again. */
  leaving: {
    'leg-ringing': isLeaving,
    // the answer and our hang-up crossed: nobody may be left talking to nobody
    'leg-answered': (leg, event) => again(leg, event.at),
    'leg-media': isLeaving,
    'leg-held': isLeaving,
    'leg-resumed': isLeaving,
    'leg-gone': (leg, event) => gone(leg, event.cause),
    'leg-failed': (leg) => gone(leg, 'unreachable'),
    drop: isLeaving,
    hand: isLeaving,
    release: isLeaving,
    timer: (leg, event) => again(leg, event.at),
    recovered: (leg, event) => again(leg, event.at),
  },
  gone: {
    'leg-ringing': isGone,
    'leg-answered': isGone,
    'leg-media': isGone,
    'leg-held': isGone,
    'leg-resumed': isGone,
    'leg-gone': isGone,
    'leg-failed': isGone,
    drop: isGone,
    hand: isGone,
    release: isGone,
    timer: isGone,
    recovered: isGone,
  },
}
