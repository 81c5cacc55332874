import { openTestStore, type TestStore } from '../../sandbox/database/test-store.ts'
import { createLog } from '../log.ts'
import { createFeed } from './feed.ts'
import { createRecordings } from './recordings.ts'
import { createVoicemailUpkeep } from './voicemail-upkeep.ts'

const now = 1_000 * 86_400_000
const clock = { now: () => now, setTimeout: () => () => undefined }

let opened: TestStore
let store: TestStore['store']
const written = async (action: string) => (await store.pool.query<{ count: string }>('select count(distinct subject) from audit where action = $1', [action])).rows[0]?.count
/** So many that are past their time, the oldest first, each with so many pieces. */
const putRecordings = (name: string, count: number, pieces: number) => store.pool.query(`insert into recordings
  select $1 || i, 't', 'u', 'c', 1, false, 'incoming', null, null, 0, 0, 0, 1, $3, '', '', 'k', false, i from generate_series(1, $2::int) i`, [name, count, pieces])

beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
})
afterAll(() => opened.close())

describe('what was left for days is too much for one go', () => {
  it('recordings go some at a time, by their number and by their size, without waiting for one that is held just now', async () => {
    await putRecordings('short', 230, 1)
    await store.pool.query(`insert into recording_pieces select 't', 'short' || i, 0, 'x' from generate_series(1, 230) i`)
    const holding = await store.pool.connect()
    await holding.query(`begin; update recordings set legal_hold = true where id = 'short1'`)
    expect([await store.expireRecordings(now), await written('recording-expired')]).toEqual([100, '100'])
    await holding.query('commit')
    holding.release()
    await putRecordings('long', 3, 200)
    await store.pool.query(`update recordings set delete_after = 0 where id like 'long%'`)
    expect(await store.expireRecordings(now)).toBe(1)
    expect(await createRecordings({ store, telephony: {} as never, cipher: null, namesOf: async () => ({}), clock, log: createLog('silent') }).expire()).toBe(131)
    expect(await written('recording-expired')).toBe('232')
    expect((await store.pool.query('select id from recordings')).rows).toEqual([{ id: 'short1' }])
    expect((await store.pool.query('select recording_id from recording_pieces')).rows).toEqual([{ recording_id: 'short1' }])
  })

  it('and so do messages', async () => {
    await store.pool.query(`insert into voicemails (id, call_id, tenant_id, user_id, received_at, duration_ms, read, peaks, audio) select 'v' || i, 'c' || i, 't', 'u', i, 1, false, '[]', 'x' from generate_series(1, 130) i`)
    expect([(await store.expireVoicemails(now)).length, await written('voicemail-expired')]).toEqual([100, '100'])
    expect(await createVoicemailUpkeep({ store, clock, feed: createFeed(), log: createLog('silent') }).expire()).toBe(30)
    expect(await written('voicemail-expired')).toBe('130')
  })
})
