import { usualPolicy } from '../line/policy.ts'
import { usualSettings } from '../line/settings.ts'
import { createLog } from '../log.ts'
import { createMetrics } from '../metrics.ts'
import { GraphError, type CallRecord, type ListedRecord } from '../microsoft/port.ts'
import type { HistoryRecord, LineRecord } from '../store/port.ts'
import { keepTeamsCalls } from './teams-calls.ts'
import { fakeTime } from './testing/fake-time.ts'

const tenantId = 't'
const dana: LineRecord = { tenantId, userId: 'dana', number: '+14255550101', name: 'Dana', ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null }
const party = (userId: string) => ({ userId, number: null, name: userId })

const open = (options: { live?: boolean } = {}) => {
  const time = fakeTime()
  const world = {
    pages: [] as ListedRecord[][], fail: null as Error | null, failAfter: 0, live: options.live ?? false, since: [] as number[],
    records: new Map<string, CallRecord>(), asked: [] as string[], kept: new Map<string, HistoryRecord>(), read: new Map<string, number>(), readAt: null as number | null, warned: 0,
  }
  const add = (id: string, who: string[], version = 1, meeting = false) => {
    world.records.set(id, { id, version, startedAt: 1_000, endedAt: 61_000, organizer: party(who[0]!), participants: who.map(party), correlationId: null })
    world.pages = [...world.pages.map((page) => page.filter((listed) => listed.id !== id)), [{ id, version, meeting }]]
  }
  const stop = keepTeamsCalls({
    clock: time, metrics: createMetrics(), tenantIds: [tenantId], callRecordsEverySeconds: 600,
    log: { ...createLog('silent'), warn: () => { world.warned++ } } as never,
    feed: { publish: () => undefined },
    calls: { live: () => (world.live ? [{ direction: 'incoming', remote: { number: null, name: null }, startedAt: new Date(1_000).toISOString() } as never] : []) },
    graph: {
      async *callRecords(_tenant, since) {
        world.since.push(since)
        for (const [index, page] of world.pages.entries()) {
          if (world.fail && index >= world.failAfter) throw world.fail
          yield page
        }
        if (world.fail) throw world.fail
      },
      callRecord: async (_tenant, id) => {
        world.asked.push(id)
        return world.records.get(id) ?? null
      },
      callRecordAnswered: async () => true,
    },
    store: {
      linesOf: async (_tenant, ids) => (ids.includes('dana') ? [dana] : []),
      recordsRead: async (_tenant, ids) => new Map(ids.flatMap((id) => (world.read.has(id) ? [[id, world.read.get(id)!]] : []))),
      recordsReadAt: async () => world.readAt,
      setRecordsReadAt: async (_tenant, at) => { world.readAt = at },
      historyDuring: async () => [],
      putTeamsCalls: async (_tenant, { id, version }, entries) => {
        world.read.set(id, version)
        for (const entry of entries) world.kept.set(entry.id, entry)
      },
    },
  })
  const settle = async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  /** Time goes by, after what could be done now is done. */
  const pass = async (ms: number) => {
    await settle()
    time.pass(ms)
    await settle()
  }
  return { world, add, stop, pass, now: time.now }
}

const day = 86_400_000

describe('call records of Teams', () => {
  it('give our people their calls, once, and leave nothing of anybody else\'s', async () => {
    const { world, add, pass } = open()
    add('hers', ['stranger', 'dana'])
    add('theirs', ['stranger', 'other'])
    add('meeting', ['stranger', 'dana'], 1, true)
    await pass(600_000)
    await pass(600_000)
    expect([...world.kept.keys()]).toEqual(['teams-hers-dana'])
    // each was looked at once, and a meeting not at all
    expect(world.asked).toEqual(['hers', 'theirs'])
    add('hers', ['stranger', 'dana'], 2)
    await pass(600_000)
    expect(world.asked).toEqual(['hers', 'theirs', 'hers'])
  })

  it('are read from as long ago as there are any, then from half a day before the last time', async () => {
    const { world, pass, now } = open()
    await pass(0)
    expect(now() - world.since[0]!).toBeGreaterThan(29 * day)
    const first = world.readAt!
    await pass(600_000)
    expect(world.since[1]).toBe(first - day / 2)
  })

  it('of a call that still goes on wait until it is over', async () => {
    const { world, add, pass } = open({ live: true })
    add('hers', ['stranger', 'dana'])
    await pass(600_000)
    expect(world.kept.size).toBe(0)
    world.live = false
    await pass(600_000)
    expect(world.kept.size).toBe(1)
  })

  it('are asked for again when Graph says, and what was read is not read twice', async () => {
    const { world, add, pass } = open()
    add('one', ['stranger', 'dana'])
    add('two', ['dana', 'stranger'])
    world.fail = new GraphError(429, 'too many', 7)
    world.failAfter = 1
    await pass(600_000)
    expect(world.asked).toEqual(['one'])
    expect(world.readAt).toBeNull()
    const before = world.since.length
    await pass(6_900)
    expect(world.since.length).toBe(before)
    world.fail = null
    await pass(200)
    expect(world.asked).toEqual(['one', 'two'])
    expect(world.readAt).not.toBeNull()
  })

  it('that may not be read are left alone, and it is said once', async () => {
    const { world, pass } = open()
    world.fail = new GraphError(403, 'denied')
    await pass(600_000)
    const asked = world.since.length
    await pass(day)
    expect([asked, world.since.length, world.warned]).toEqual([1, 1, 1])
  })
})
