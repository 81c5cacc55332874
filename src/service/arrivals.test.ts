import type { Call, OfferPlan } from '../call/model.ts'
import { incomingCall } from '../call/testing/world.ts'
import { readPolicy, usualPolicy, type LinePolicy } from '../line/policy.ts'
import { usualSettings, type LineSettings } from '../line/settings.ts'
import { readQueueSettings } from '../line/queue.ts'
import type { LineRecord, Store } from '../store/port.ts'
import type { QueueRecord } from '../store/port/queues.ts'
import { judgeArrival, type Arrival, type ArrivalPorts } from './arrivals.ts'

const lineOf = (userId: string, number: string, settings: Partial<LineSettings> = {}, callerId: Partial<LinePolicy['callerId']> = {}): LineRecord => ({
  tenantId: 'northwind', userId, number, name: userId, ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 20, desk: null,
  settings: { ...usualSettings, ...settings }, linePolicy: { ...usualPolicy, callerId: { ...usualPolicy.callerId, ...callerId } },
})
const [dana, marco, lena] = ['+14255550101', '+14255550102', '+12065550142']

/** What becomes of a channel, with Dana's line as given and Marco's as usual. */
const judge = (arrival: Partial<Arrival>, own = lineOf('dana', dana), ports: Partial<ArrivalPorts> = {}, queue: QueueRecord | null = null) => {
  const lines = [own, lineOf('marco', marco)]
  const store = {
    lineByNumber: async (number: string) => lines.find((line) => line.number === number) ?? null,
    linesOf: async (_tenant: string, userIds: string[]) => lines.filter(({ userId }) => userIds.includes(userId)),
    nameOfNumber: async () => null,
    queueByNumber: async () => queue,
  } as Partial<Store> as Store
  return judgeArrival({ type: 'arrived', leg: 'l', side: 'native', caller: dana, callerName: null, dialled: lena, withheld: false, ...arrival }, {
    store, clock: { now: () => 0, setTimeout: () => () => undefined }, country: 'US', newId: () => 'call', voicemailBehindSeconds: 75,
    presence: { availability: async () => null }, reachability: { down: () => [] }, callsOf: () => [], waitingIn: () => 0, parkedUnder: () => null, guards: { admit: () => null }, ...ports,
  })
}
const shownOf = async (...asked: Parameters<typeof judge>) => {
  const verdict = await judge(...asked)
  return 'take' in verdict ? verdict.take.rules.shown : verdict
}
const incoming = { side: 'outside', caller: lena, dialled: dana } as const
const planOf = async (...asked: Parameters<typeof judge>) => {
  const verdict = await judge(...asked)
  return 'take' in verdict && verdict.take.type === 'incoming' ? { plan: verdict.take.plan, unanswered: verdict.take.rules.unanswered } : verdict
}
const nowhere: OfferPlan = { ring: [], failover: [], timeoutMs: 0 }

describe('a person dials a star and two digits', () => {
  const parkedBy = (userId: string): Partial<ArrivalPorts> => ({ parkedUnder: (_tenant, code) => (code === '42' ? { line: { userId } } as Call : null) })

  it('for the call a colleague parked under them, and has it on that phone', async () => {
    expect(await judge({ dialled: '*42' }, undefined, parkedBy('marco'))).toMatchObject({ fetch: { line: { userId: 'dana' }, code: '42', own: { leg: 'l', from: 'native' } } })
  })
  it('for a call they parked themselves, and is told to take it back', async () => {
    expect(await judge({ dialled: '*42' }, undefined, parkedBy('dana'))).toMatchObject({ refuse: 'declined', tell: { text: expect.stringContaining('Take it back') } })
  })
  it.each(['*43', '*4', '*421', '*42#', '42'])('but %s is the network’s where nothing is parked under it', async (dialled) => {
    expect(await judge({ dialled }, undefined, parkedBy('marco'))).toHaveProperty('handBack')
  })
})

describe('what is dialled to get around a policy', () => {
  const guarded = () => lineOf('dana', dana, {}, {})
  const withPolicy = (policy: object): LineRecord => ({ ...guarded(), linePolicy: readPolicy(policy) })

  it.each(['19005550100#', '*6719005550100', '1019005550100'])('%s is refused, and the person is told', async (dialled) => {
    expect(await judge({ dialled }, withPolicy({ destinations: { blocked: ['+1900'], allowed: null } }))).toMatchObject({ refuse: 'declined', tell: { text: expect.stringContaining('I did not place your call') } })
  })
  it('a short code is the network’s, and where calls are recorded it is said that this one is not', async () => {
    expect(await judge({ dialled: '*100#' }, withPolicy({ destinations: { blocked: ['+1900'], allowed: null } }))).toEqual({ handBack: expect.any(String) })
    expect(await judge({ dialled: '*100#' }, withPolicy({ recording: 'all' }))).toMatchObject({ handBack: expect.any(String), unrecorded: { userId: 'dana' } })
  })
  it('a parked call is one more call', async () => {
    const busy = { ...incomingCall().call, outside: { status: 'talking', leg: 'o' } } as Call
    const parked: Partial<ArrivalPorts> = { parkedUnder: () => ({ line: { userId: 'marco' } }) as Call }
    const atOnce = withPolicy({ guards: { concurrentCalls: 1, callsPerMinute: null } })
    expect(await judge({ dialled: '*42' }, atOnce, parked)).toHaveProperty('fetch')
    expect(await judge({ dialled: '*42' }, atOnce, { ...parked, callsOf: () => [busy] })).toMatchObject({ refuse: 'busy', tell: { text: expect.stringContaining('one call at once') } })
  })
})

describe('a person calls out', () => {
  it('with their number; hidden when their phone says so, and shown when they ask for that after all', async () => {
    expect(await shownOf({})).toEqual({ number: dana, name: null, hidden: false })
    expect(await shownOf({ withheld: true })).toMatchObject({ hidden: true })
    expect(await shownOf({ withheld: true, dialled: `*31#${lena}` })).toMatchObject({ hidden: false })
    expect(await shownOf({ dialled: '#31#(206) 555-0142' })).toMatchObject({ hidden: true })
  })
  it('to a number that is dialled with a code before it: the code is no part of the number', async () => {
    expect(await judge({ dialled: '*31#2065550142' })).toMatchObject({ take: { type: 'outgoing', to: { number: lena } } })
    expect(await judge({ dialled: '*100#' })).toMatchObject({ handBack: expect.any(String) })
    expect(await judge({ dialled: `#31#${dana}` })).toMatchObject({ ownLine: { number: dana } })
  })
  it('not at all when their number would be shown against their phone\'s wish, and they are told', async () => {
    expect(await judge({ withheld: true }, lineOf('dana', dana, {}, { allowed: ['mobile'] }))).toMatchObject({ refuse: 'declined', tell: { line: { userId: 'dana' } } })
  })
})

describe('a call comes in', () => {
  const forwarding = lineOf('dana', dana, { unanswered: { kind: 'colleague', userId: 'marco', name: 'Marco, formerly' } })
  it('with where it goes when nobody answers: to the number the colleague has now', async () => {
    expect(await planOf(incoming, forwarding)).toMatchObject({ plan: { ring: ['native', 'teams'] }, unanswered: { to: 'party', party: { number: marco, name: 'marco' } } })
  })

  /** Lena's call to Dana goes on to Marco just now. */
  const goingOn = (remote: Call['remote']): Call => {
    const { call } = incomingCall()
    return { ...call, remote, line: { ...call.line, number: dana }, transfer: { status: 'ringing', why: 'forward', leg: 't', to: { number: marco, name: null }, commandId: null, deadline: 0, fresh: 'f', digits: null } }
  }
  it('and stays when it is the one that was just forwarded', async () => {
    const rests = { plan: nowhere, unanswered: { to: 'voicemail' } }
    expect(await planOf(incoming, forwarding, { callsOf: () => [goingOn({ number: lena, name: null })] })).toEqual(rests)
    // a withheld caller is brought on under the person's own number
    for (const caller of [dana, null]) expect(await planOf({ ...incoming, caller }, forwarding, { callsOf: () => [goingOn({ number: null, name: null })] })).toEqual(rests)
  })
  it('and rings where others of one company, who share a number, were forwarded before and talk', async () => {
    const finished = { ...goingOn({ number: lena, name: null }), transfer: { status: 'done', leg: 't', to: { number: marco, name: null } } } as Call
    const been = { ...finished, story: { ...finished.story, outcome: 'forwarded' } } as Call
    expect(await planOf(incoming, forwarding, { callsOf: () => [been, been] })).toMatchObject({ plan: { ring: ['native', 'teams'] } })
  })
  describe('to a queue that sends on just now somebody with the same number, or with none', () => {
    const queue = (settings: object) => ({ tenantId: 'northwind', id: 'support', name: 'Support', number: '+14255550150', settings: readQueueSettings({ mostWaiting: 1, ...settings }), updatedAt: 0, updatedBy: '' })
    const called = async (caller: string | null, waiting: number, callsOf: Call[], settings: object) => {
      const verdict = await judge({ ...incoming, caller, dialled: '+14255550150' }, undefined, { callsOf: () => callsOf, waitingIn: () => waiting }, queue(settings))
      if (!('take' in verdict) || verdict.take.type !== 'incoming') throw new Error('not taken')
      return { busy: verdict.take.plan === 'busy', waits: verdict.take.rules.hunt !== undefined, after: verdict.take.rules.unanswered.to }
    }
    const [on, off] = [{ overflow: { to: 'number', number: marco } }, { overflow: { to: 'voicemail', userId: 'marco', name: 'Marco' } }]
    it.each([lena, null])('%s: they wait like everybody, and are sent on no more, so that nobody goes round for ever', async (caller) => {
      const same = [goingOn({ number: caller, name: null })]
      expect(await called(caller, 0, [], on)).toEqual({ busy: false, waits: true, after: 'party' })
      expect(await called(caller, 0, same, on)).toEqual({ busy: false, waits: true, after: 'nobody' })
      expect(await called(caller, 1, [], on)).toEqual({ busy: false, waits: false, after: 'party' })
      expect(await called(caller, 1, same, on)).toEqual({ busy: true, waits: false, after: 'nobody' })
      // a mailbox sends nobody back
      expect(await called(caller, 0, same, off)).toEqual({ busy: false, waits: true, after: 'voicemail' })
    })
  })
  it('and rings when somebody else is being forwarded', async () => {
    expect(await planOf(incoming, forwarding, { callsOf: () => [goingOn({ number: '+12065550177', name: null })] })).toMatchObject({ plan: { ring: ['native', 'teams'] } })
  })
  it('asks Teams only for those who wish that to count', async () => {
    let asked = 0
    const presence = { availability: async () => { asked += 1; return 'DoNotDisturb' } }
    expect(await planOf(incoming, lineOf('dana', dana), { presence })).toMatchObject({ plan: { ring: ['native', 'teams'] } })
    expect(asked).toBe(0)
    expect(await planOf(incoming, lineOf('dana', dana, { respectDoNotDisturb: true }), { presence })).toMatchObject({ plan: nowhere })
  })
})
