import { openTestStore, type TestStore } from '../../sandbox/database/test-store.ts'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { usualPolicy } from '../line/policy.ts'
import { usualSettings } from '../line/settings.ts'
import { auditQueries } from './audit.ts'
import { tenantRole } from './migrations/tenants.ts'
import { postgres } from './index.ts'
import type { Database } from './schema.ts'

const [ours, theirs] = ['tenant-a', 'tenant-b']

let opened: TestStore
let store: TestStore['store']
beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
})
afterAll(() => opened.close())

/** A row of each table of tenants. Whoever adds a table adds a row here, and `perTenant` (migrations/tenants.ts) to its migration. */
const rows: Record<string, Record<string, unknown>> = {
  lines: { user_id: 'u', number: '+1', name: 'n', ring: 'native', notify: true, policy: 'UserOverride', unanswered_after_seconds: 30 },
  live_calls: { id: 'i', user_id: 'u', state: '{}', updated_at: 1 },
  calls: { id: 'i', user_id: 'u', direction: 'incoming', outcome: 'missed', started_at: 1, ended_at: 1, talk_ms: 0, journey: '[]' },
  live_notes: { user_id: 'u', call_id: 'i', tags: '{}', at: 1 },
  teams_records: { record_id: 'r', version: 1, at: 1 },
  teams_record_reads: { at: 1 },
  voicemails: { id: 'i', call_id: 'i', user_id: 'u', received_at: 1, duration_ms: 1, read: false, peaks: '[]', audio: 'x' },
  voicemail_settings: { user_id: 'u', email: false, days: 1, longest_seconds: 10 },
  greetings: { user_id: 'u', kind: 'usual', audio: 'x', duration_ms: 1, peaks: '[]', updated_at: 1 },
  commands: { user_id: 'u', key: 'k', command_id: 'c', at: 1 },
  conversations: { user_id: 'u', reference: '{}' },
  call_cards: { user_id: 'u', call_id: 'i', activity_id: 'a', shown: '' },
  presence_marks: { user_id: 'u', set_at: 1 },
  policies: { id: 'i', scope: 'everyone', subject: '', name: 'n', priority: 0, settings: '{}', updated_at: 1, updated_by: 'u' },
  group_memberships: { user_id: 'u', groups: '{}', read_at: 1 },
  audit: { at: 1, user_id: 'u', action: 'a', subject: 's', detail: '{}' },
  numbers: { number: '+1', kind: 'mobile', operator: 'o', uploaded_at: 1 },
  number_uploads: { id: 'i', user_id: 'u', at: 1, rows: '[]', preview: '{}' },
  watches: { user_id: 'u', colleague_id: 'c', name: 'n', asked_at: 1 },
  readiness: { user_id: 'u', at: 1, checks: '[]' },
  recordings: {
    id: 'i', user_id: 'u', call_id: 'i', part: 1, beside: false, direction: 'incoming', started_at: 1, ended_at: 1, duration_ms: 1, bytes: 1, pieces: 1,
    wrapped_key: 'x', iv: 'x', key_id: 'k', delete_after: 1,
  },
  recording_pieces: { recording_id: 'i', piece: 0, data: 'x' },
  queues: { id: 'i', number: '+1', name: 'n', settings: '{}', updated_at: 1, updated_by: 'u' },
  queue_agents: { queue_id: 'i', user_id: 'u', position: 0, on_duty: true },
}
/** Tables that are nobody's: whose holds the engine, and what was migrated. */
const nobodys = ['engines', 'kysely_migration', 'kysely_migration_lock']

const tables = async (): Promise<{ name: string; tenant: boolean }[]> => {
  const { rows: found } = await store.pool.query<{ name: string; tenant: boolean }>(`
    select c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as tenant
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`)
  return found
}

/** Ids and numbers are unique over all tenants: each tenant has its own. */
const rowOf = (table: string, tenantId: string) => ({
  ...Object.fromEntries(Object.entries(rows[table] ?? {}).map(([name, value]) => [name, ['id', 'number', 'call_id', 'recording_id', 'queue_id'].includes(name) ? `${String(value)} ${tenantId}` : value])), tenant_id: tenantId,
})
const insert = (client: Pick<pg.ClientBase, 'query'>, table: string, row: Record<string, unknown>) => {
  const names = Object.keys(row)
  return client.query(`insert into ${table} (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`, Object.values(row))
}

/** What the app does for work of tenant A, undone afterwards. */
const asUs = async <T>(work: (client: pg.PoolClient) => Promise<T>, tenantId: string | null = ours): Promise<T> => {
  const client = await store.pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('role', $1, true)`, [tenantRole])
    if (tenantId !== null) await client.query(`select set_config('app.tenant', $1, true)`, [tenantId])
    return await work(client)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const problemsOf = async (table: string): Promise<string[]> => {
  const problems: string[] = []
  const look = async (what: string, work: (client: pg.PoolClient) => Promise<{ rowCount: number | null }>, tenantId: string | null = ours) => {
    // refused, or nothing found: both keep the rows to whom they belong
    const touched = await asUs(async (client) => (await work(client)).rowCount ?? 0, tenantId).catch((error: unknown) => {
      if (error instanceof pg.DatabaseError && error.code === '42501') return 0
      throw error
    })
    if (touched > 0) problems.push(`${table}: ${what}`)
  }
  await look('is read', (client) => client.query(`select 1 from ${table} where tenant_id = $1`, [theirs]))
  await look('is read by whoever names no tenant', (client) => client.query(`select 1 from ${table}`), null)
  await look('is written into', (client) => insert(client, table, { ...rowOf(table, `${theirs}-2`), tenant_id: theirs }))
  await look('is changed', (client) => client.query(`update ${table} set tenant_id = tenant_id where tenant_id = $1`, [theirs]))
  await look('is given away', (client) => client.query(`update ${table} set tenant_id = $1 where tenant_id = $2`, [`${theirs}-3`, ours]))
  await look('is emptied', (client) => client.query(`delete from ${table} where tenant_id = $1`, [theirs]))
  await look('is truncated', async (client) => ({ ...(await client.query(`truncate ${table}`)), rowCount: 1 }))
  // that all this is refused means something only where their own rows are theirs
  const own = await asUs((client) => client.query(`select 1 from ${table}`)).then(({ rowCount }) => rowCount, () => 0)
  if (own !== 1) problems.push(`${table}: their own row is not seen`)
  return problems
}

describe('one tenant and another', () => {
  it('have rows in every table there is', async () => {
    const all = await tables()
    expect(all.filter(({ tenant }) => !tenant).map(({ name }) => name)).toEqual(nobodys)
    expect(all.filter(({ tenant }) => tenant).map(({ name }) => name)).toEqual(Object.keys(rows).sort())
    for (const table of Object.keys(rows)) for (const tenantId of [ours, theirs]) await insert(store.pool, table, rowOf(table, tenantId))
  })

  it('never meet: nothing of the other’s is read, written, changed or removed, in any of them', async () => {
    const problems: string[] = []
    for (const { name, tenant } of await tables()) if (tenant) problems.push(...(await problemsOf(name)))
    expect(problems).toEqual([])
  })

  it('would meet in a table that came without a policy, and this test says so', async () => {
    await store.pool.query('create table forgotten (tenant_id text not null, id text)')
    rows['forgotten'] = { id: 'i' }
    try {
      for (const tenantId of [ours, theirs]) await insert(store.pool, 'forgotten', rowOf('forgotten', tenantId))
      expect(await problemsOf('forgotten')).toEqual(['forgotten: their own row is not seen'])
      await store.pool.query(`grant all on forgotten to ${tenantRole}`)
      expect((await problemsOf('forgotten')).slice(0, 3)).toEqual(['forgotten: is read', 'forgotten: is read by whoever names no tenant', 'forgotten: is written into'])
    } finally {
      delete rows['forgotten']
      await store.pool.query('drop table forgotten')
    }
  })

  it('are kept apart by the app’s own queries, whatever they ask for', async () => {
    const entry = { userId: 'u', at: 1, action: 'a', subject: 's', detail: {} }
    await store.audit({ ...entry, tenantId: theirs, subject: 'secret' })
    expect((await store.auditLog(ours, {}, null, 100)).map(({ subject }) => subject)).not.toContain('secret')
    expect(await store.number(ours, `+1 ${theirs}`)).toBeNull()
    expect((await store.number(theirs, `+1 ${theirs}`))?.operator).toBe('o')
    expect(await store.isOnACall({ tenantId: theirs, userId: 'u' })).toBe(true)
    // a search looks for ids outside the policy: what it shows is read under it
    await store.pool.query(`update calls set search = 'secret'`)
    const found = (tenantId: string) => store.history({ tenantId, userId: 'u' }, null, 10, { text: 'secret' })
    expect((await Promise.all([found(ours), found(theirs), found('tenant-c')])).map((entries) => entries.map(({ id }) => id))).toEqual([[`i ${ours}`], [`i ${theirs}`], []])
    // one connection after another: nothing of a tenant stays behind
    const { rows: left } = await store.pool.query(`select current_user = session_user as owner, coalesce(current_setting('app.tenant', true), '') as tenant`)
    expect(left).toEqual([{ owner: true, tenant: '' }])
  })
})

describe('an owner who is no superuser, as in production', () => {
  it('keeps tenants apart just the same, and works over all of them', async () => {
    const name = `owner_${opened.url.split('_').at(-1)?.slice(0, 12)}`
    await store.pool.query(`create role ${name} login createrole password 'x'`)
    // the role was made by somebody else on this server, who lets the owner take it on
    await store.pool.query(`grant ${tenantRole} to ${name}`)
    await store.pool.query(`create database ${name} owner ${name}`)
    const url = new URL(opened.url)
    Object.assign(url, { username: name, password: 'x', pathname: `/${name}` })
    const owned = postgres(url.href)
    try {
      await owned.migrate()
      for (const tenantId of [ours, theirs]) await owned.addNumber(tenantId, { number: `+1 ${tenantId}`, kind: 'mobile', operator: '', site: null, iccid: null }, 1)
      expect((await owned.numbers(ours, {}, null, 10)).map(({ number }) => number)).toEqual([`+1 ${ours}`])
      expect((await owned.numbersHeld([`+1 ${ours}`, `+1 ${theirs}`])).size).toBe(2)
      await owned.audit({ tenantId: ours, userId: 'u', at: 1, action: 'a', subject: 's', detail: {} })
      // the queue of jobs is the owner's, what asks for them the tenant's
      const line = { tenantId: ours, userId: 'u', number: `+1 ${ours}`, name: 'U', ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null } as const
      await owned.putLine(line, { audit: [], jobs: [{ task: 'readiness', person: { tenantId: ours, userId: 'u' } }] })
      expect((await owned.pool.query('select key from graphile_worker.jobs')).rows).toEqual([{ key: `readiness:${ours}:u` }])
      await expect(owned.pool.query('delete from audit')).rejects.toThrow('only ever added to')
    } finally {
      await owned.close()
      await store.pool.query(`drop database ${name} with (force)`)
      await store.pool.query(`drop role ${name}`)
    }
  })
})

describe('the audit log', () => {
  it('is only ever added to, also by the owner of the database', async () => {
    await store.audit({ tenantId: ours, userId: 'u', at: 5, action: 'kept', subject: 's', detail: { n: 1 } })
    for (const statement of [`update audit set action = 'other'`, 'delete from audit', 'truncate audit']) await expect(store.pool.query(statement)).rejects.toThrow('only ever added to')
    expect(await store.auditLog(ours, { action: 'kept' }, null, 10)).toMatchObject([{ detail: { n: 1 }, actor: null }])
  })

  it('of a day is found without reading what was written before it', async () => {
    const minute = 60_000
    const client = new pg.Client({ connectionString: opened.url })
    await client.connect()
    await client.query(`insert into audit (tenant_id, user_id, at, action, subject, detail) select 'long', 'u' || i % 100, i * ${minute}::bigint, 'a' || i % 10, 's', '{}' from generate_series(1, 100000) i`)
    await client.query('analyze audit')
    const asked: { sql: string; parameters: readonly unknown[] }[] = []
    const { auditLog } = auditQueries(new Kysely<Database>({ dialect: new PostgresDialect({ pool: store.pool }), log: ({ query }) => void asked.push(query) }))
    for (const [filter, found] of [[{ since: 99_000 * minute }, 51], [{ since: 99_000 * minute, action: 'nothing' }, 0], [{ since: 99_000 * minute, person: 'nobody' }, 0], [{ since: 100_001 * minute }, 0]] as const) {
      expect(await auditLog('long', filter, null, 51)).toHaveLength(found)
      const { sql, parameters } = asked.at(-1)!
      await client.query(`begin; set local role ${tenantRole}; set local app.tenant = 'long'`)
      const { rows: [explained] } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(`explain (analyze, buffers, format json) ${sql}`, [...parameters])
      await client.query('rollback')
      const { Plan: plan } = explained!['QUERY PLAN'][0]
      // of some 2,000 there are
      expect([filter, plan['Shared Hit Blocks']! + plan['Shared Read Blocks']! < 150]).toEqual([filter, true])
    }
    await client.end()
  })

  it('is read by person, whoever did it, by subject and by time, page by page', async () => {
    for (let at = 10; at < 15; at++) await store.audit({ tenantId: 'log', userId: 'dana', at, action: 'did', subject: `s${at}`, detail: {} })
    await store.audit({ tenantId: 'log', userId: 'marco', actor: 'dana', at: 15, action: 'gave', subject: 's12', detail: {} })
    const log = async (filter: Parameters<typeof store.auditLog>[1]) => (await store.auditLog('log', filter, null, 100)).map(({ at }) => at)
    expect(await log({ person: 'dana' })).toEqual([15, 14, 13, 12, 11, 10])
    expect(await log({ person: 'marco' })).toEqual([15])
    // recordings were once the officer's entries, with whose they are in their detail
    await store.audit({ tenantId: 'log', userId: 'officer', at: 1, action: 'recording-held', subject: 'rec', detail: { of: 'marco' } })
    expect(await log({ person: 'marco' })).toEqual([1, 15])
    expect(await log({ subject: 's12' })).toEqual([15, 12])
    expect(await log({ action: 'did', since: 11, until: 13 })).toEqual([12, 11])
    const [first, second] = await store.auditLog('log', { since: 10 }, null, 2)
    expect([first?.at, second?.at, ...(await store.auditLog('log', { since: 10 }, second?.seq ?? 0, 2)).map(({ at }) => at)]).toEqual([15, 14, 13, 12])
  })
})
