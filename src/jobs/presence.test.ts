import { usualPolicy } from '../line/policy.ts'
import { usualSettings } from '../line/settings.ts'
import { GraphError } from '../microsoft/port.ts'
import type { Job, LineRecord, PersonId } from '../store/port.ts'
import { presenceJob } from './presence.ts'
import { fakeTime } from './testing/fake-time.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }
const line: LineRecord = { ...dana, number: '+14255550101', name: 'Dana', ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null }

const open = ({ notify = true, marked = false } = {}) => {
  const world = { onNative: false, refuses: null as Error | null }
  const marks = new Set<string>(marked ? ['dana'] : [])
  const did: string[] = []
  const said: Job[] = []
  const graph = async (what: string) => {
    // whatever happens now, the mark must be there to clean up after it
    did.push(`${what} ${marks.has('dana') ? 'marked' : 'unmarked'}`)
    if (world.refuses !== null) throw world.refuses
  }
  const job = presenceJob({
    clock: fakeTime(),
    calls: { onNative: () => world.onNative },
    graph: { setInACall: () => graph('set'), clearPresence: () => graph('clear') },
    feed: { publish: () => undefined },
    store: {
      presences: async () => [...marks].map((userId) => ({ tenantId: dana.tenantId, userId })),
      setPresenceMark: async ({ userId }: PersonId, set: boolean) => void (set ? marks.add(userId) : marks.delete(userId)),
      lineOf: async () => ({ ...line, notify }),
      addJobs: async (jobs) => void said.push(...jobs),
    },
  })
  return { world, marks, did, said, look: () => job({ person: dana }) }
}

describe('the presence of a person', () => {
  it('is Busy while they talk on the native dialer and not after, and they are told of each change once', async () => {
    const { world, did, said, look, marks } = open()
    await look()
    expect(did).toEqual([])
    world.onNative = true
    await look()
    await look()
    world.onNative = false
    await look()
    await look()
    expect(did).toEqual(['set marked', 'set marked', 'clear marked'])
    expect(said).toHaveLength(2)
    expect(marks.size).toBe(0)
  })
  it('is cleared for someone a crash left marked', async () => {
    const { did, look, marks } = open({ marked: true })
    await look()
    expect(did).toEqual(['clear marked'])
    expect(marks.size).toBe(0)
  })
  it('changes in silence for whoever wants no notices', async () => {
    const { world, said, look } = open({ notify: false })
    world.onNative = true
    await look()
    expect(said).toEqual([])
  })
  it('stays marked while Graph is down, so that it is cleared later', async () => {
    const { world, look, marks } = open({ marked: true })
    world.refuses = new GraphError(503, 'down')
    await expect(look()).rejects.toThrow('down')
    expect(marks.size).toBe(1)
  })
  it.each([403, 404])('is let go of when Graph refuses it for good (%s)', async (status) => {
    const { world, look, marks, said } = open()
    world.onNative = true
    world.refuses = new GraphError(status, 'refused')
    await expect(look()).rejects.toThrow('refused')
    expect(marks.size).toBe(0)
    expect(said).toEqual([])
  })
})
