import { openTestStore, type TestStore } from '../../sandbox/database/test-store.ts'
import { createLog } from '../log.ts'
import type { Graph } from '../microsoft/port.ts'
import { createFeed } from './feed.ts'
import { createNumbers } from './numbers.ts'
import { createPeople } from './people.ts'

const [first, second] = ['+14255550101', '+14255550105']

let opened: TestStore
let store: TestStore['store']
let admin = { tenantId: '', by: 'priya' }
const dana = () => ({ tenantId: admin.tenantId, userId: 'dana' })
const numbers = () => {
  const ports = { store, feed: createFeed(), clock: { now: () => 1_000, setTimeout: () => () => undefined }, country: 'US', graph: {} as Graph }
  const people = createPeople({ ...ports, log: createLog('silent'), policies: { refresh: async () => undefined }, reachability: { down: () => [] }, voicemailBehindSeconds: 75 })
  return createNumbers({ ...ports, people, newId: () => 'upload' })
}
const give = (number: string) => numbers().assign(admin, number, 'dana', 'Dana')

/** What the log tells, oldest first, and what waits to be done. */
const left = async () => ({
  audit: (await store.auditLog(admin.tenantId, {}, null, 100)).map(({ action, subject }) => `${action} ${subject}`).toReversed(),
  jobs: (await store.pool.query<{ key: string }>('select key from graphile_worker.jobs order by key')).rows.map(({ key }) => key.replace(`${admin.tenantId}:`, '')),
})
const forgetJobs = () => store.pool.query('delete from graphile_worker._private_jobs')

/** The database fails at the last step of all, once. */
const failing = async (where: 'audit' | 'jobs', work: () => Promise<unknown>) => {
  const table = where === 'audit' ? 'audit' : 'graphile_worker._private_jobs'
  await store.pool.query(`create or replace function disk_is_full() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$`)
  await store.pool.query(`create trigger disk_is_full before insert on ${table} execute function disk_is_full()`)
  await expect(work()).rejects.toThrow('the disk is full')
  await store.pool.query(`drop trigger disk_is_full on ${table}`)
}

let tenants = 0
beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
})
beforeEach(async () => {
  // the log can't be emptied
  admin = { tenantId: `tenant-${++tenants}`, by: 'priya' }
  await store.pool.query('truncate lines, numbers, number_uploads')
  await forgetJobs()
})
afterAll(() => opened.close())

describe.each(['audit', 'jobs'] as const)('where the database fails at the %s', (where) => {
  it('a number that was not given is given by the next attempt, with all that follows for the one before', async () => {
    await give(first)
    await forgetJobs()
    await failing(where, () => give(second))
    expect([(await store.lineOf(dana()))?.number, await left()]).toEqual([first, { audit: [`number-assigned ${first}`], jobs: [] }])
    expect(await give(second)).toMatchObject({ teams: 'pending', holder: { userId: 'dana' } })
    expect(await left()).toEqual({
      audit: [`number-assigned ${first}`, `number-unassigned ${first}`, `number-assigned ${second}`], jobs: ['readiness:dana', `teams-number:${first}`, `teams-number:${second}`],
    })
  })

  it('one that was not taken is taken by the next attempt, and Teams and the person hear of it', async () => {
    await give(first)
    await store.setTeamsAssignment(admin.tenantId, first, 'assigned', null)
    await forgetJobs()
    await failing(where, () => numbers().unassign(admin, first))
    expect([await store.number(admin.tenantId, first), await left()]).toMatchObject([{ teams: 'assigned', holder: { userId: 'dana' } }, { audit: [`number-assigned ${first}`], jobs: [] }])
    expect(await numbers().unassign(admin, first)).toMatchObject({ teams: 'pending', holder: null })
    expect(await left()).toEqual({ audit: [`number-assigned ${first}`, `number-unassigned ${first}`], jobs: ['readiness:dana', `teams-number:${first}`, 'tell:dana:number'] })
  })
})

describe('where the database fails at the log', () => {
  it('a list that was not applied is applied by the next attempt, and stands there once', async () => {
    await numbers().upload(admin, (async function* () { yield `number,type\n${first},mobile` })())
    await failing('audit', () => numbers().confirm(admin, 'upload', false))
    expect(await store.numbers(admin.tenantId, {}, null, 10)).toEqual([])
    for (let attempt = 0; attempt < 2; attempt++) expect(await numbers().confirm(admin, 'upload', false)).toEqual({ added: 1, changed: 0, same: 0, skipped: 0 })
    expect((await left()).audit).toEqual(['numbers-uploaded upload', 'numbers-confirmed upload'])
  })
})
