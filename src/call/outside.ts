import type { Call, Outside } from './model.ts'
import type { Of } from './signal.ts'
import { go, ignore, ignored, type Table } from './table.ts'

/** The outside leg: it stays in one bridge from its answer to its end. Whoever it leaves talking with others may talk on. */
export type OutsideEvent = 'rang' | 'answered' | 'user-joined' | 'called-off' | 'left' | 'timer' | 'recovered'

const upAlready = ignore('the outside party is up')
const left = (region: Outside, event: Of<'left'>, call: Readonly<Call>) => {
  const gone: Outside = { status: 'gone', leg: region.leg, cause: event.cause }
  if (call.consult.status === 'talking' || call.consult.status === 'swapped') return go<Outside>(gone, [{ type: 'caller-left' }])
  const others = call.guests.status === 'some' && call.guests.list.some(({ status }) => status === 'in')
  if (others && call.user.status === 'talking') return go<Outside>(gone, [{ type: 'notice', code: 'caller-left' }])
  return go<Outside>(gone, [{ type: 'end', outcome: null, by: event.cause === 'lost' ? 'network' : event.cause === 'elsewhere' ? null : 'them' }])
}
/** A caller somebody lent has the person now, and is ours. */
const joined = (region: Outside, _event: unknown, call: Readonly<Call>) =>
  go<Outside>({ status: 'talking', leg: region.leg }, call.legs[region.leg]?.lent ? [{ type: 'hand', leg: region.leg, role: 'outside' }] : [])
const calledOff = (region: Outside, event: Of<'called-off'>, call: Readonly<Call>) =>
  call.legs[region.leg]?.lent
    ? go<Outside>({ status: 'gone', leg: region.leg, cause: 'elsewhere' }, [{ type: 'end', outcome: null, by: event.by === 'them' ? 'them' : null }])
    : ignored('the caller is ours')
const isGone = ignore('the outside party is gone')

export const outsideTable: Table<Outside, OutsideEvent> = {
  /** Their call reached us; nobody has answered. */
  arriving: {
    rang: ignore('the outside party is the one who rings us'),
    answered: (region) => go<Outside>({ status: 'talking', leg: region.leg }),
    'user-joined': joined,
    'called-off': calledOff,
    left,
    timer: ignore('nothing is timed while they arrive'),
    recovered: ignore('the offer carries on'),
  },
  /** We ring them. */
  calling: {
    rang: (region, _event, call) =>
      call.user.status === 'calling' ? go<Outside>(region, [], [{ type: 'indicate-ringing', leg: call.user.leg }]) : ignored('nobody waits to hear it'),
    answered: (region) => go<Outside>({ status: 'talking', leg: region.leg }, [{ type: 'outside-answered' }], [{ type: 'cancel-timer', timer: 'outside', key: region.leg }]),
    'user-joined': upAlready,
    'called-off': ignore('nobody lent us whom we ring'),
    left: (region, event) =>
      go<Outside>({ status: 'gone', leg: region.leg, cause: event.cause }, [
        { type: 'end', outcome: event.cause === 'busy' || event.cause === 'declined' ? 'busy' : event.cause === 'no-answer' ? 'unanswered' : event.cause === 'normal' ? null : 'failed', by: null },
      ]),
    timer: (region, event) =>
      event.key === region.leg ? go<Outside>(region, [{ type: 'end', outcome: 'unanswered', by: null }]) : ignored('a timer of an earlier leg'),
    recovered: (region) => go<Outside>(region, [], [{ type: 'timer', timer: 'outside', key: region.leg, at: region.deadline }]),
  },
  talking: {
    rang: upAlready,
    answered: upAlready,
    'user-joined': joined,
    'called-off': calledOff,
    left,
    timer: upAlready,
    recovered: ignore('the engine kept them in the bridge'),
  },
  gone: { rang: isGone, answered: isGone, 'user-joined': isGone, 'called-off': isGone, left: isGone, timer: isGone, recovered: isGone },
}
