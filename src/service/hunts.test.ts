import type { StartEvent } from '../call/event.ts'
import type { Call } from '../call/model.ts'
import { feed, incomingCall, lena, line, rules, type Playing } from '../call/testing/world.ts'
import { begin } from '../call/transition.ts'
import { readQueueSettings } from '../line/queue.ts'
import type { LineSettings } from '../line/settings.ts'
import { lineOf } from '../line/testing/lines.ts'
import { createLog } from '../log.ts'
import type { LineRecord } from '../store/port.ts'
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
  rules: { ...rules, offeredBy: { callId: 'c', why: 'queue', name: 'Support' } },
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

/** The queue Support: its agents in their order, its callers in theirs. `rung` tells whose line each look rang, and for whom. */
const support = (agents: LineRecord[], callers: Playing[] = [waiting()], { settings = {}, whoIsFree = async (_tenant, userIds) => new Set(userIds) }: { settings?: object; whoIsFree?: HuntPorts['whoIsFree'] } = {}) => {
  const book = createCallBook()
  const rung: string[] = []
  const now = Math.max(...callers.map(({ at }) => at)) + 1_000
  for (const caller of callers) {
    let playing = caller
    book.add({ get call() { return playing.call }, dispatch: (event: TimelessEvent) => { playing = feed({ ...playing, at: now - 1_000 }, event); return null } } as CallOwner)
  }
  const queue = { tenantId: line.tenantId, id: 'support', name: 'Support', number: '+14255550150', settings: readQueueSettings({ strategy: 'serial', ...settings }), updatedAt: 0, updatedBy: '' }
  const store = {
    queue: async () => queue, linesOf: async (_tenant: string, userIds: string[]) => agents.filter(({ userId }) => userIds.includes(userId)), presences: async () => [], agentsRung: async () => undefined,
    queueAgents: async () => agents.map(({ userId }, position) => ({ tenantId: line.tenantId, queueId: 'support', userId, position, onDuty: true, idleSince: null, rungAt: null })),
  }
  const hunts = createHunts({
    book, store, clock: { now: () => now, setTimeout: (_ms: number, run: () => void) => { setImmediate(run); return () => undefined } }, log: createLog('silent'), newId: () => `offer-${rung.length}-${Math.random()}`, presence: { availability: async () => null }, reachability: { down: () => [] },
    voicemailBehindSeconds: 75, callsOf: () => [], queueChanged: () => undefined, whoIsFree,
    begin: (start: StartEvent) => { rung.push(`${start.line.userId} for ${start.rules.offeredBy?.callId}`) },
  } as unknown as HuntPorts)
  return { rung, look: (caller = callers[0]!) => hunts.perform(book.owners.get(caller.call.id)!.call, { type: 'hunt' }) }
}
const agent = (userId: string, number: string, settings: Partial<LineSettings> = {}): LineRecord => ({ ...lineOf({ settings }), tenantId: line.tenantId, userId, number, notify: true })
const [marco, priya] = [agent('marco', marcos.number), agent('priya', '+14255550103')]
/** Quiet around the clock, on every day there is. */
const asleep: Partial<LineSettings> = { quietHours: { on: true, timeZone: 'UTC', weekly: [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: '00:00', to: '00:00' })) } }
const secondCaller = (): Playing => ({ ...waiting(), call: { ...waiting().call, id: 'd', outside: { ...waiting().call.outside, leg: 'harbor' }, story: { ...waiting().call.story, startedAt: 1_000_500 } } as Call })

describe('while Graph asks to wait', () => {
  it('an agent rings all the same, and Graph is not asked again with every look', async () => {
    const asked: string[][] = []
    const { look, rung } = support([marco], undefined, { whoIsFree: async (_tenant, userIds) => { asked.push(userIds); throw new Error('429') } })
    for (let time = 0; time < 3; time++) await look()
    expect([asked, rung]).toEqual([[['marco']], ['marco for c']])
  })

  it('nor while it has not answered yet', async () => {
    let asked = 0
    const { look, rung } = support([marco], undefined, { whoIsFree: () => { asked++; return new Promise(() => undefined) } })
    for (let time = 0; time < 3; time++) await look()
    expect([asked, rung]).toEqual([1, ['marco for c']])
  })
})

describe('whose line is next', () => {
  it.each(['serial', 'round-robin', 'longest-idle', 'attendant'])('%s: an agent on duty whose phones are silent now is passed over', async (strategy) => {
    const { look, rung } = support([agent('marco', marcos.number, asleep), priya], undefined, { settings: { strategy } })
    await look()
    expect(rung).toEqual(['priya for c'])
  })

  it('a caller whom everybody has just let ring stands in nobody’s way', async () => {
    const declined = feed(waiting(), { type: 'hunt-offered', offers: [{ callId: 'old', userId: 'marco', to: { number: marcos.number, name: null } }], again: true, position: 1 }, { type: 'hunt-lost', callId: 'old' })
    const second = secondCaller()
    const { look, rung } = support([marco], [declined, second])
    await look(declined)
    await look(second)
    expect(rung).toEqual(['marco for d'])
  })

  it('and one who may still ring somebody is served first', async () => {
    const [first, second] = [waiting(), secondCaller()]
    const { look, rung } = support([marco], [first, second])
    await look(second)
    await look(first)
    expect(rung).toEqual(['marco for c'])
  })
})

describe('of two who pick up at once', () => {
  it('only the one the caller’s call chose takes the caller', () => {
    const offered = feed(waiting(), { type: 'hunt-offered', offers: ['on-marco', 'on-priya'].map((callId) => ({ callId, userId: callId, to: { number: marcos.number, name: null } })), again: true, position: 1 })
    const toPriya = feed(offered, { type: 'hunt-taking', callId: 'on-priya' })
    expect(bookOf(toPriya.call, onMarco()).hunts.mayConnect(onMarco())).toBe(false)
    expect(bookOf(feed(offered, { type: 'hunt-taking', callId: 'on-marco' }).call, onMarco()).hunts.mayConnect(onMarco())).toBe(true)
  })

  it('after a crash that the caller’s call has not heard of yet: it is told, and lets whoever picked up have them', () => {
    const offered = feed(waiting(), { type: 'hunt-offered', offers: [{ callId: 'on-marco', userId: 'marco', to: { number: marcos.number, name: null } }], again: true, position: 1 })
    const { hunts, told } = bookOf(offered.call, onMarco())
    hunts.mayConnect(onMarco())
    expect(told).toEqual({ c: [{ type: 'hunt-taking', callId: 'on-marco' }] })
  })

  it('the caller’s call hears that they are another’s when that is written down, not before', () => {
    const { hunts, told } = bookOf(waiting().call, onMarco())
    const taken = feed({ call: onMarco(), effects: [], refused: null, at: 1_000_000 }, { type: 'leg-answered', leg: 'on-marco-0-native' }, { type: 'connected', leg: 'on-marco-0-native', bridge: 'b-on-marco' }).call
    hunts.changed(onMarco(), taken)
    expect(told['c'] ?? []).not.toContainEqual({ type: 'hunt-taken', callId: 'on-marco' })
    hunts.saved(onMarco(), taken)
    expect(told['c']).toContainEqual({ type: 'hunt-taken', callId: 'on-marco' })
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
