import { openTestStore, type TestStore } from '../../sandbox/database/test-store.ts'
import { usualPolicy } from '../line/policy.ts'
import { usualSettings } from '../line/settings.ts'
import { GraphError } from '../microsoft/port.ts'
import type { LineRecord, PersonId } from '../store/port.ts'
import { createFeed } from './feed.ts'
import { createPolicies } from './policies.ts'

const [ours, theirs] = ['northwind', 'contoso']
const dana: PersonId = { tenantId: ours, userId: 'dana' }
const stranger: PersonId = { tenantId: theirs, userId: 'dana' }
const admin = { tenantId: ours, by: 'priya' }
const [sales, support] = ['6b1e7a10-4a55-4f0c-9a01-0c5d7e2f1a01', '6b1e7a10-4a55-4f0c-9a01-0c5d7e2f1a02']
const lineOf = (person: PersonId, number: string): LineRecord => ({ ...person, number, name: person.userId, ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null })
const forSales = { scope: 'group', subject: sales, name: 'Sales', priority: 0 } as const

let opened: TestStore
let store: TestStore['store']
/** What Graph says of who is in which group. */
let graph: () => Promise<string[]> = async () => []
const clock = { now: () => 1_000, setTimeout: () => () => undefined }
const policies = (canRecord = true) => createPolicies({ store, graph: { groupsOf: () => graph() }, feed: createFeed(), clock, canRecord, mustRecord: { changed: () => void mustChanges++ } })
/** How often the engine was to be told who must be recorded. */
let mustChanges = 0
const dialer = async (person: PersonId) => (await store.lineOf(person))?.policy

beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
})
beforeEach(async () => {
  await store.pool.query('truncate policies, group_memberships, lines, voicemail_settings')
  await store.putLine(lineOf(dana, '+14255550101'))
  await store.putLine(lineOf(stranger, '+14255550201'))
})
afterAll(() => opened.close())

describe('a policy for everyone', () => {
  it('is kept, in the log, and with the lines, or nothing of it is: what failed half-way is done when it is saved again', async () => {
    const blocked = { scope: 'everyone' as const, settings: { destinations: { blocked: ['+1900'] } }, updatedAt: null }
    const logged = async () => (await store.auditLog(ours, { subject: 'all-blocked' }, null, 5)).map(({ action }) => action)
    await store.pool.query(`create function broken() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$; create trigger broken before update on lines execute function broken()`)
    await expect(policies().put(admin, 'all-blocked', blocked)).rejects.toThrow()
    expect([await policies().list(ours), await logged()]).toEqual([[], []])
    await store.pool.query('drop trigger broken on lines')
    await policies().put(admin, 'all-blocked', blocked)
    expect((await store.lineOf(dana))?.linePolicy.destinations.blocked).toEqual(['+1900'])
    await store.pool.query('create trigger broken before update on lines execute function broken()')
    await expect(policies().remove(admin, 'all-blocked')).rejects.toThrow()
    await store.pool.query('drop trigger broken on lines; drop function broken')
    await policies().remove(admin, 'all-blocked')
    expect((await store.lineOf(dana))?.linePolicy.destinations.blocked).toEqual([])
    expect(await logged()).toEqual(['policy-removed', 'policy-set'])
  })

  it('that records is refused while there is no key to keep recordings under', async () => {
    const recordAll = (canRecord: boolean) => policies(canRecord).put(admin, 'all', { scope: 'everyone', settings: { recording: 'all', recordingDays: 90 } })
    await expect(recordAll(false)).rejects.toMatchObject({ code: 'no-recording-key', field: 'settings.recording' })
    expect((await store.lineOf(dana))?.linePolicy).toMatchObject({ recording: 'none', recordingDays: null })
    await recordAll(true)
    expect((await store.lineOf(dana))?.linePolicy).toMatchObject({ recording: 'all', recordingDays: 90 })
  })

  it('that must record is told to the engine at once, and so is its end; what else changes is nothing to the engine', async () => {
    mustChanges = 0
    await policies().put(admin, 'all', { scope: 'everyone', settings: { recording: 'all', recordingDays: 90 } })
    expect(mustChanges).toBe(0)
    await policies().put(admin, 'all', { scope: 'everyone', settings: { recording: 'all', mustRecord: true } })
    expect(mustChanges).toBe(1)
    await policies().put(admin, 'all', { scope: 'everyone', settings: { recording: 'all', mustRecord: true, dialer: 'Teams' } })
    expect(mustChanges).toBe(1)
    await policies().remove(admin, 'all')
    expect(mustChanges).toBe(2)
  })

  it('is for everyone of one tenant: another neither sees it, nor is touched, nor can take it away', async () => {
    await policies().put(admin, 'all', { scope: 'everyone', settings: { dialer: 'Teams' } })
    expect([await dialer(dana), await dialer(stranger)]).toEqual(['Teams', 'UserOverride'])
    expect(await policies().list(theirs)).toEqual([])
    await expect(policies().get(theirs, 'all')).rejects.toMatchObject({ code: 'not-found' })
    await expect(policies().remove({ tenantId: theirs, by: 'x' }, 'all')).rejects.toMatchObject({ code: 'not-found' })
    // one of the same name is another one
    await policies().put({ tenantId: theirs, by: 'x' }, 'all', { scope: 'everyone', settings: { dialer: 'Native' } })
    expect([await dialer(dana), await dialer(stranger)]).toEqual(['Teams', 'Native'])
    await policies().remove(admin, 'all')
    expect([await dialer(dana), await dialer(stranger)]).toEqual(['UserOverride', 'Native'])
  })

  it('set twice at the same moment leaves what was written last, in the policy and on the line', async () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8]
    await Promise.all(values.map((callsPerMinute) => policies().put(admin, 'all', { scope: 'everyone', settings: { guards: { callsPerMinute } } })))
    expect((await store.lineOf(dana))?.linePolicy.guards).toEqual({ concurrentCalls: null, ...(await store.policy(ours, 'all'))?.settings.guards })
  })
})

describe('a policy for a group', () => {
  it('counts once it is known who is in it, and no longer once they have left', async () => {
    await policies().put(admin, 'sales', { ...forSales, settings: { dialer: 'Teams' } })
    expect(await dialer(dana)).toBe('UserOverride')
    graph = async () => [sales]
    await policies().readGroups(dana)
    expect([await dialer(dana), await dialer(stranger)]).toEqual(['Teams', 'UserOverride'])
    graph = async () => [support]
    await policies().readGroups(dana)
    expect(await dialer(dana)).toBe('UserOverride')
  })

  it('counts on while Graph is away, and while it refuses to say', async () => {
    await policies().put(admin, 'sales', { ...forSales, settings: { dialer: 'Teams' } })
    graph = async () => [sales]
    await policies().readGroups(dana)
    for (const status of [0, 503, 403]) {
      graph = async () => { throw new GraphError(status, 'away') }
      await expect(policies().readGroups(dana)).rejects.toThrow(GraphError)
      await policies().refresh(dana)
      expect(await dialer(dana)).toBe('Teams')
    }
  })

  it('has everybody looked at when it is for another group, and nobody when it decides something else', async () => {
    const looked = async () => {
      const { rows } = await store.pool.query<{ key: string }>(`delete from graphile_worker._private_jobs returning key`)
      return rows.map(({ key }) => key).toSorted()
    }
    const marco = { ...dana, userId: 'marco' }
    await store.putLine(lineOf(marco, '+14255550102'))
    await looked()
    await policies().put(admin, 'sales', { ...forSales, settings: {} })
    const all = ['groups:northwind:dana', 'groups:northwind:marco']
    expect(await looked()).toEqual(all)
    await policies().put(admin, 'sales', { ...forSales, priority: 7, settings: { dialer: 'Teams' } })
    expect(await looked()).toEqual([])
    await policies().put(admin, 'sales', { ...forSales, subject: support, settings: {} })
    expect(await looked()).toEqual(all)
  })

  it('of a large organisation is set in one go', async () => {
    const people = Array.from({ length: 5_000 }, (_, index) => ({ tenantId: 'large', userId: `u${index}` }))
    // two at once, in another order: neither waits for the other
    await Promise.all([people, people.toReversed()].map((some) => store.addJobs(some.map((person) => ({ task: 'groups', person })))))
    const { rows } = await store.pool.query(`delete from graphile_worker._private_jobs where key like 'groups:large:%' returning key`)
    expect(rows).toHaveLength(5_000)
  })

  it('has people looked at who were not yet, or not for a day; nobody is where no group has a policy', async () => {
    expect(await store.staleGroups(1_000, 10)).toEqual([])
    await policies().put(admin, 'sales', { ...forSales, settings: {} })
    expect(await store.staleGroups(1_000, 10)).toEqual([dana])
    await store.putGroups(dana, [sales], 999)
    expect([await store.staleGroups(999, 10), await store.staleGroups(1_000, 10)]).toEqual([[], [dana]])
    await store.putGroups(dana, null, 1_000)
    expect([await store.staleGroups(1_000, 10), (await store.governedLines(ours, null))[0]?.groups]).toEqual([[], [sales]])
  })
})

describe('what an administrator was told is set', () => {
  it('is never undone, not for a moment, by a look at their groups that began before it', async () => {
    await policies().put(admin, 'sales', { ...forSales, settings: { guards: { callsPerMinute: 5 } } })
    for (let round = 0; round < 40; round++) {
      const wanted = (['Teams', 'Native'] as const)[round % 2]!
      graph = async () => (round % 2 === 0 ? [sales] : [])
      let looks = 4
      const looking = Array.from({ length: looks }, async () => {
        await policies().readGroups(dana)
        looks--
      })
      await policies().put(admin, 'dana', { scope: 'person', subject: 'dana', settings: { dialer: wanted } })
      do expect(await dialer(dana)).toBe(wanted)
      while (looks > 0)
      await Promise.all(looking)
    }
  })
})

describe('a policy that changes for whom it is', () => {
  it('counts for the new ones, and no longer for the old', async () => {
    const marco = { ...dana, userId: 'marco' }
    await store.putLine(lineOf(marco, '+14255550102'))
    await policies().put(admin, 'one', { scope: 'person', subject: 'dana', settings: { dialer: 'Teams' } })
    await policies().put(admin, 'one', { scope: 'person', subject: 'marco', settings: { dialer: 'Teams' } })
    expect([await dialer(dana), await dialer(marco)]).toEqual(['UserOverride', 'Teams'])
  })
})

describe('what the person chose of voicemail', () => {
  it('stays when the organisation decides how long messages stay', async () => {
    await store.setVoicemailSettings(dana, { email: true, longestSeconds: 60 })
    await policies().put(admin, 'all', { scope: 'everyone', settings: { voicemailDays: 7 } })
    expect(await store.voicemailSettings(dana)).toEqual({ email: true, days: 7, longestSeconds: 60 })
    await policies().remove(admin, 'all')
    expect(await store.voicemailSettings(dana)).toEqual({ email: true, days: 60, longestSeconds: 60 })
  })
})
