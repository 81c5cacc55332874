import { openTestStore, type TestStore } from '../../sandbox/database/test-store.ts'
import type { Check, CheckId, CheckState, NextStep } from '../line/readiness.ts'
import { usualPolicy } from '../line/policy.ts'
import { usualSettings } from '../line/settings.ts'
import { createLog } from '../log.ts'
import { GraphError, type Graph } from '../microsoft/port.ts'
import type { LineRecord } from '../store/port.ts'
import { createReadiness, type Readiness } from './readiness.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }
const number = '+14255550101'
const line: LineRecord = { ...dana, number, name: 'Dana', ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null }
const phone = { id: '4828c8ec-dc2e-4779-b502-87ac9ce28ab7', name: 'MCOEV', product: 'SPE_E5', enabled: true }
const mobile = { id: 'x', name: 'OPERATOR_CONNECT_MOBILE', product: 'Operator_Connect_Mobile', enabled: true }

type Asked = Pick<Graph, 'servicePlans' | 'teamsConfiguration' | 'teamsNumber'>
const all: Asked = {
  servicePlans: async () => [phone, mobile],
  teamsConfiguration: async () => ({ accountType: 'user', features: ['Teams'], voiceEnabled: true, numbers: [number], upgradePolicy: null }),
  teamsNumber: async () => ({ capabilities: ['teamsPhoneMobile'], userId: 'dana' }),
}
let opened: TestStore
let store: TestStore['store']
let graph: Asked = all
const readiness = (): Readiness => createReadiness({ store, graph, clock: { now: () => 1_000, setTimeout: () => () => undefined }, log: createLog('silent'), programme: true })
const look = async (change: Partial<Asked> = {}): Promise<Map<CheckId, Check>> => {
  graph = { ...all, ...change }
  return new Map((await readiness().look(dana)).checks.map((check) => [check.id, check]))
}
const refused = (status: number) => async () => { throw new GraphError(status, 'no') }

beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
})
beforeEach(async () => {
  graph = all
  await store.pool.query('truncate lines, numbers, readiness; delete from graphile_worker._private_jobs')
  await store.putLine(line)
  await store.addNumber('northwind', { number, kind: 'mobile', operator: '', site: null, iccid: null }, 1)
})
afterAll(() => opened.close())

describe('a number that Graph shows no capability of', () => {
  it.each<[string, Asked['teamsNumber'], CheckState, NextStep['who']]>([
    ['it has no such number', async () => null, 'missing', 'operator'],
    ['we may not ask', refused(403), 'unknown', 'administrator'],
    ['it does not answer', refused(503), 'unknown', 'user'],
  ])('is the business of whoever can help: %s', async (_why, teamsNumber, state, who) => {
    expect((await look({ teamsNumber })).get('number-uploaded')).toMatchObject({ state, nextStep: { who } })
  })
})

describe('what was lost', () => {
  const told = async () => (await store.pool.query<{ key: string }>(`select key from graphile_worker.jobs where key like 'tell:%'`)).rows.map(({ key }) => key)
  const logged = async () => (await store.auditLog('northwind', { action: 'readiness-lost' }, null, 100)).length

  it.each(['audit', 'graphile_worker._private_jobs'])('is told by the next look where the database fails to keep it (%s)', async (table) => {
    const before = await logged()
    await look()
    await store.pool.query(`create or replace function disk_is_full() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$`)
    await store.pool.query(`create trigger disk_is_full before insert on ${table} execute function disk_is_full()`)
    const servicePlans = async () => [mobile]
    await expect(look({ servicePlans })).rejects.toThrow('the disk is full')
    await store.pool.query(`drop trigger disk_is_full on ${table}`)
    for (let again = 0; again < 2; again++) await look({ servicePlans })
    expect([await told(), await logged() - before]).toEqual([['tell:northwind:dana:readiness'], 1])
  })

  it('is no matter of a number that was exchanged during the look', async () => {
    await look()
    const exchanged = async () => {
      await store.putLine({ ...line, number: '+14255550105' })
      return [mobile]
    }
    await look({ servicePlans: exchanged })
    expect([await store.readiness(dana), await told()]).toEqual([null, []])
  })
})

describe('that nothing else answers the number', () => {
  const confirmed = async () => (await look()).get('nothing-competes')?.state === 'ok'
  const confirm = () => readiness().confirmVoicemailOff(dana, true, 'priya')

  it('is confirmed of one number: another one is confirmed anew, and so is the same one given back', async () => {
    await confirm()
    await store.putLine({ ...line, desk: 'reception' })
    expect(await confirmed()).toBe(true)
    await store.putLine({ ...line, number: '+14255550105' })
    expect(await confirmed()).toBe(false)
    await confirm()
    await store.removeLine(dana, '+14255550105', { audit: [], jobs: [] })
    expect(await store.readiness(dana)).toBeNull()
    // of no number there is nothing to confirm
    await confirm()
    await store.putLine(line)
    expect(await confirmed()).toBe(false)
  })

  it('stays so for a colleague whose number nobody changed', async () => {
    const marco = { ...dana, userId: 'marco' }
    await store.putLine({ ...line, ...marco, number: '+14255550102' })
    await readiness().confirmVoicemailOff(marco, true, 'priya')
    await store.putLine({ ...line, number: '+14255550105' })
    await store.removeLine(dana, '+14255550105', { audit: [], jobs: [] })
    expect(await store.readiness(marco)).toMatchObject({ voicemailOff: true })
  })
})
