import type { Effect } from './effect.ts'
import { bridgeOf, type Call, type LegId, type User } from './model.ts'
import { go, ignore, ignored, refuse, type Table } from './table.ts'

/** The user leg: the one leg with which the person talks. It is exchanged behind the bridge; the outside leg stays. */
export type UserEvent =
  | 'user-arrived' | 'outside-answered' | 'connected' | 'connect-failed' | 'left' | 'held' | 'resumed' | 'moved' | 'move-failed'
  | 'user-release' | 'offer-lost' | 'hangup' | 'end' | 'recovered'

const join = (call: Readonly<Call>, leg: LegId, answer: LegId | null): Effect =>
  ({ type: 'connect', bridge: bridgeOf(call), leg, together: [call.outside.leg], answer, instead: null })

const moveIsOpen = (call: Readonly<Call>) => call.move.status !== 'idle'

const arrive = (leg: LegId, call: Readonly<Call>) =>
  go<User>({ status: 'joining', leg }, [], [join(call, leg, call.outside.status === 'arriving' ? call.outside.leg : null)])

/** After a failed ring-back or a wait in vain: an incoming caller may leave a message, a person we called is let go. */
const nobodyLeft = (call: Readonly<Call>) =>
  go<User>({ status: 'done' }, call.direction === 'incoming' ? [{ type: 'to-voicemail' }] : [{ type: 'end', outcome: null }])

const absent = ignore('the person is not in the call')
const noTarget = ignore('no leg of theirs is being exchanged')
const done = ignore('the person has left')
const hangup = (commandId: string) => go<User>({ status: 'done' }, [{ type: 'end', outcome: null }], [{ type: 'result', commandId, ok: true, code: 'hung-up' }])

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
    'offer-lost': (_region, _event, call) => nobodyLeft(call),
    hangup: refuse('not-talking'),
    end: () => go<User>({ status: 'done' }),
    recovered: absent,
  },
  /** Their own call out; the outside party is being rung. */
  calling: {
    'user-arrived': ignore('they placed this call themselves'),
    'outside-answered': (region, _event, call) => go<User>({ status: 'joining', leg: region.leg }, [], [join(call, region.leg, region.leg)]),
    connected: ignore('nothing was joined yet'),
    'connect-failed': ignore('nothing was joined yet'),
    left: () => go<User>({ status: 'done' }, [{ type: 'end', outcome: 'cancelled' }]),
    held: ignore('nobody hears a hold before the answer'),
    resumed: ignore('nobody hears a hold before the answer'),
    moved: noTarget,
    'move-failed': noTarget,
    'user-release': ignore('a call must be answered before it is transferred'),
    'offer-lost': ignore('nobody was offered this call'),
    hangup: (_region, event) => go<User>({ status: 'done' }, [{ type: 'end', outcome: 'cancelled' }], [{ type: 'result', commandId: event.commandId, ok: true, code: 'hung-up' }]),
    end: () => go<User>({ status: 'done' }),
    recovered: ignore('the outside leg carries on'),
  },
  joining: {
    'user-arrived': ignore('somebody of theirs is joining already'),
    'outside-answered': ignore('they are being joined'),
    connected: (region, event) =>
      event.leg === region.leg ? go<User>({ status: 'talking', leg: region.leg, quieted: false }, [{ type: 'user-joined', leg: region.leg }]) : ignored('another leg'),
    'connect-failed': (region, event) =>
      event.leg === region.leg ? go<User>({ status: 'done' }, [{ type: 'end', outcome: 'failed' }]) : ignored('another leg'),
    left: () => go<User>({ status: 'done' }, [{ type: 'user-left' }, { type: 'end', outcome: null }]),
    held: ignore('a hold before the join changes nothing'),
    resumed: ignore('a hold before the join changes nothing'),
    moved: noTarget,
    'move-failed': noTarget,
    'user-release': ignore('not talking yet'),
    'offer-lost': ignore('somebody of theirs answered'),
    hangup: (_region, event) => hangup(event.commandId),
    end: () => go<User>({ status: 'done' }),
    // joining twice is harmless: the bridge has each leg once
    recovered: (region, _event, call) =>
      go<User>(region, [], [join(call, region.leg, call.direction === 'outgoing' ? region.leg : call.outside.status === 'arriving' ? call.outside.leg : null)]),
  },
  talking: {
    'user-arrived': ignore('they are talking already'),
    'outside-answered': ignore('they are talking already'),
    connected: ignore('joined already'),
    'connect-failed': (region, event) =>
      event.leg === region.leg ? go<User>({ status: 'done' }, [{ type: 'user-left' }, { type: 'end', outcome: 'failed' }]) : ignored('another leg'),
    left: (region, event, call) => {
      if (event.leg !== region.leg) return ignored('a leg they no longer use')
      if (call.move.status === 'joining') return go<User>({ status: 'waiting' }, [{ type: 'user-left' }])
      if (moveIsOpen(call)) return go<User>({ status: 'waiting' }, [{ type: 'user-left' }, { type: 'notice', code: 'old-phone-left' }])
      if (call.transfer.status === 'calling') return go<User>({ status: 'absent' }, [{ type: 'user-left' }])
      return go<User>({ status: 'done' }, [{ type: 'user-left' }, { type: 'end', outcome: null }])
    },
    // taking the Teams call on the same phone makes the phone hold the old call: that is no hold of the conversation
    held: (region, _event, call) =>
      moveIsOpen(call) ? go<User>({ ...region, quieted: true }, [], [{ type: 'quiet', leg: call.outside.leg }]) : ignored('the phone plays its own hold music'),
    resumed: (region) => go<User>({ ...region, quieted: false }),
    moved: (region, event) =>
      go<User>({ status: 'talking', leg: event.leg, quieted: false }, [{ type: 'hand', leg: event.leg, role: 'user' }, { type: 'drop', leg: region.leg, cause: 'normal' }]),
    'move-failed': (region, event, call) => (event.rejoin ? go<User>(region, [], [join(call, region.leg, null)]) : ignored('the old leg was never touched')),
    'user-release': (region) => go<User>({ status: 'absent' }, [{ type: 'user-left' }, { type: 'drop', leg: region.leg, cause: 'normal' }]),
    'offer-lost': ignore('they are talking'),
    hangup: (_region, event) => hangup(event.commandId),
    end: () => go<User>({ status: 'done' }, [{ type: 'user-left' }]),
    // a crash may have come between muting the old leg and joining it again; a move that is joining sees to it itself
    recovered: (region, _event, call) => (call.move.status === 'joining' ? ignored('the move joins them again') : go<User>(region, [], [join(call, region.leg, null)])),
  },
  waiting: {
    'user-arrived': (_region, event, call) => arrive(event.leg, call),
    'outside-answered': ignore('the outside party was there before'),
    connected: ignore('the move joins its target itself'),
    'connect-failed': ignore('the move joins its target itself'),
    left: ignore('their old leg has left already'),
    held: ignore('their old leg has left already'),
    resumed: ignore('their old leg has left already'),
    moved: (_region, event) => go<User>({ status: 'talking', leg: event.leg, quieted: false }, [{ type: 'hand', leg: event.leg, role: 'user' }]),
    'move-failed': (_region, _event, call) => nobodyLeft(call),
    'user-release': ignore('nobody of theirs is in the call'),
    'offer-lost': ignore('the move decides'),
    hangup: (_region, event) => hangup(event.commandId),
    end: () => go<User>({ status: 'done' }),
    recovered: ignore('the move carries on'),
  },
  done: {
    'user-arrived': done, 'outside-answered': done, connected: done, 'connect-failed': done, left: done, held: done, resumed: done, moved: done,
    'move-failed': done, 'user-release': done, 'offer-lost': done, hangup: refuse('call-over'), end: done, recovered: done,
  },
}
