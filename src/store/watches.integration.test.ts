import { openTestStore, type TestStore } from '../../sandbox/database/test-store.ts'
import type { Job, WatchRecord } from './port.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }
const priya = { tenantId: 'northwind', userId: 'priya' }
const marco = { tenantId: 'northwind', userId: 'marco' }
const waitsFor = (person: typeof dana, colleagueId: string, askedAt = 1): WatchRecord => ({ ...person, colleagueId, name: colleagueId, askedAt })
const telling = (watch: WatchRecord): { watch: WatchRecord; tell: Job } => ({ watch, tell: { task: 'tell', person: { tenantId: watch.tenantId, userId: watch.userId }, id: 'free', text: 'free', asked: true } })

let opened: TestStore
let store: TestStore['store']
beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
})
afterEach(() => store.pool.query('delete from watches; delete from graphile_worker._private_jobs'))
afterAll(() => opened.close())

const jobs = async (): Promise<string[]> => (await store.pool.query<{ key: string }>('select key from graphile_worker.jobs order by key')).rows.map(({ key }) => key)

describe('who waits for whom', () => {
  it('is found from both sides, of one tenant only, the longest first', async () => {
    await store.putWatch(waitsFor(dana, 'marco', 2))
    await store.putWatch(waitsFor(dana, 'ana', 1))
    await store.putWatch(waitsFor(priya, 'marco'))
    await store.putWatch({ ...waitsFor(dana, 'marco'), tenantId: 'contoso' })
    expect((await store.watches(dana)).map(({ colleagueId }) => colleagueId)).toEqual(['ana', 'marco'])
    expect((await store.watchers(marco)).map(({ userId }) => userId).toSorted()).toEqual(['dana', 'priya'])
    expect(await store.allWatches()).toHaveLength(4)
  })

  it('ends once, together with the word of it', async () => {
    const watch = waitsFor(dana, 'marco')
    await store.putWatch(watch)
    const both = await Promise.all([store.endWatches([telling(watch)]), store.endWatches([telling(watch)])])
    expect(both.flat()).toEqual([watch])
    expect(await jobs()).toEqual(['tell:northwind:dana:free'])
  })

  it('was asked anew meanwhile: that one stays, and nothing is told', async () => {
    await store.putWatch(waitsFor(dana, 'marco', 1))
    await store.putWatch(waitsFor(dana, 'marco', 2))
    expect(await store.endWatches([telling(waitsFor(dana, 'marco', 1))])).toEqual([])
    expect([await store.watches(dana), await jobs()]).toEqual([[waitsFor(dana, 'marco', 2)], []])
  })

  it('is dropped by whoever asked, and by nobody else', async () => {
    await store.putWatch(waitsFor(dana, 'marco'))
    expect(await store.dropWatch(priya, 'marco')).toBe(false)
    expect([await store.dropWatch(dana, 'marco'), await store.dropWatch(dana, 'marco')]).toEqual([true, false])
  })

  it('makes work of a call\'s end only where somebody waits', async () => {
    await store.addJobs([{ task: 'watch', person: marco }])
    expect(await jobs()).toEqual([])
    await store.putWatch(waitsFor(dana, 'marco'))
    await store.addJobs([{ task: 'watch', person: marco }, { task: 'watch', person: dana }])
    expect(await jobs()).toEqual(['watch:northwind:marco'])
  })
})
