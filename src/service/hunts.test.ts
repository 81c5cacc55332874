import type { Call } from '../call/model.ts'
import { feed, incomingCall, lena, line, rules, type Playing } from '../call/testing/world.ts'
import { begin } from '../call/transition.ts'
import { readQueueSettings } from '../line/queue.ts'
import { lineOf } from '../line/testing/lines.ts'
import { createLog } from '../log.ts'
import { createCallBook } from './call-book.ts'
import type { CallOwner, TimelessEvent } from './call-owner.ts'
import { createHunts, type HuntPorts } from './hunts.ts'

/** Live calls that only note what they are told. */
const bookOf = (...calls: Call[]) => {
  const book = createCallBook()
  const told: Record<string, TimelessEvent[]> = {}
  for (const call of calls) book.add({ call, dispatch: (event: TimelessEvent) => { (told[call.id] ??= []).push(event); return null } } as CallOwner)
  return { hunts: createHunts({ book } as HuntPorts), told, book }
}

/** Lena waits in a queue, and her call is `c`; nobody wrote down yet on whose lines it rings. */
const waiting = (): Playing => feed(
  incomingCall({ ring: [], failover: [], timeoutMs: 0 }, { hunt: { why: 'queue', queueId: 'support', name: 'Support', longestMs: 60_000 }, unanswered: { to: 'nobody' } }), { type: 'leg-answered', leg: 'lena' },
)
const marcos = { ...line, userId: 'marco', number: '+14255550102' }
/** Her call as it rings on Marco's line. */
const onMarco = (): Call => begin({
  type: 'incoming', at: 1_000_000, callId: 'on-marco', leg: 'lena', line: marcos, remote: lena, plan: { ring: ['native'], failover: [], timeoutMs: 20_000 },
  rules: { ...rules, unanswered: { to: 'nobody' }, offeredBy: { callId: 'c', why: 'queue', name: 'Support' } },
}).call

describe('after a restart', () => {
  it('a line that rings is an offer of the caller’s, also when that was not written down in time', () => {
    const { hunts, told } = bookOf(waiting().call, onMarco())
    hunts.reconcile()
    expect(told).toEqual({ c: [{ type: 'hunt-offered', offers: [{ callId: 'on-marco', userId: 'marco', to: { number: marcos.number, name: null } }], again: true, position: null }] })
  })

  it('one that is known is left alone', () => {
    const { hunts, told } = bookOf(feed(waiting(), { type: 'hunt-offered', offers: [{ callId: 'on-marco', userId: 'marco', to: { number: marcos.number, name: 'Marco' } }], again: true, position: 1 }).call, onMarco())
    hunts.reconcile()
    expect(told).toEqual({})
  })

  it('without the caller’s own call there is nobody to ring for', () => {
    const { hunts, told } = bookOf(onMarco())
    hunts.reconcile()
    expect(told).toEqual({ 'on-marco': [{ type: 'called-off', by: null }] })
  })
})

describe('while Graph asks to wait', () => {
  it('an agent rings all the same, and Graph is not asked again with every look', async () => {
    const asked: string[][] = []
    const book = createCallBook()
    book.add({ call: waiting().call, dispatch: () => null } as unknown as CallOwner)
    const queue = { tenantId: line.tenantId, id: 'support', name: 'Support', number: '+14255550150', settings: readQueueSettings({}), updatedAt: 0, updatedBy: '' }
    const store = {
      queue: async () => queue, linesOf: async () => [{ ...lineOf(), ...marcos, notify: true }], presences: async () => [],
      queueAgents: async () => [{ tenantId: line.tenantId, queueId: 'support', userId: 'marco', position: 0, onDuty: true, idleSince: null, rungAt: null }],
    }
    const hunts = createHunts({
      book, store, clock: { now: () => 1_000_000, setTimeout: () => () => undefined }, log: createLog('silent'), newId: () => 'fresh', presence: { availability: async () => null }, reachability: { down: () => [] },
      voicemailBehindSeconds: 75, callsOf: () => [], country: 'US', begin: () => undefined, queueChanged: () => undefined,
      whoIsFree: async (_tenant: string, userIds: string[]) => { asked.push(userIds); throw new Error('429') },
    } as unknown as HuntPorts)
    for (let look = 0; look < 3; look++) await hunts.perform(waiting().call, { type: 'hunt' })
    expect(asked).toEqual([['marco']])
  })
})

describe('of two who pick up at once', () => {
  it('only the one the caller’s call chose takes the caller', () => {
    const offered = feed(waiting(), { type: 'hunt-offered', offers: ['on-marco', 'on-priya'].map((callId) => ({ callId, userId: callId, to: { number: marcos.number, name: null } })), again: true, position: 1 })
    const toPriya = feed(offered, { type: 'hunt-taking', callId: 'on-priya' })
    expect(bookOf(toPriya.call, onMarco()).hunts.mayConnect(onMarco())).toBe(false)
    expect(bookOf(feed(offered, { type: 'hunt-taking', callId: 'on-marco' }).call, onMarco()).hunts.mayConnect(onMarco())).toBe(true)
  })
})

describe('whom the engine’s news of a caller is for', () => {
  it('is the call that lends them, until they are taken', () => {
    const { book } = bookOf(waiting().call, onMarco())
    expect(book.byLeg.get('lena')?.call.id).toBe('c')
    const taken = feed({ call: onMarco(), effects: [], refused: null, at: 1_000_000 }, { type: 'leg-answered', leg: 'on-marco-0-native' }, { type: 'connected', leg: 'on-marco-0-native', bridge: 'b-on-marco' }).call
    book.follow(taken)
    expect(book.byLeg.get('lena')?.call.id).toBe('on-marco')
    book.forget(waiting().call)
    expect(book.byLeg.get('lena')?.call.id).toBe('on-marco')
  })
})
