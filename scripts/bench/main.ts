import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { outsidePhoneId, people, phoneIds } from '../../sandbox/world.ts'
import { begin, transition } from '../../src/call/transition.ts'
import { figure, until } from './figures.ts'

/**
 * `npm run bench`: named figures of this machine, now; `npm run bench -- network` those of Asterisk and real audio. Trust the ratios, not the absolutes. Nothing here fails a build.
 * Everything goes through the public port, as a person's clicks do; phones are answered the moment they ring.
 */
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 50)

const benchMachine = () => {
  const line = { tenantId: 't', userId: 'u', number: '+14255550101' }
  const story = () => {
    let { call } = begin({ type: 'incoming', at: 1, callId: 'c', leg: 'o', line, rules: { back: { ring: ['native'], failover: [], timeoutMs: 1 }, unanswered: { to: 'voicemail' }, desk: null, shown: { number: line.number, name: null, hidden: false }, recording: { on: false, must: false, beside: false } }, remote: { number: '+12065550142', name: null }, plan: { ring: ['native', 'teams'], failover: [], timeoutMs: 1 } })
    const events = [
      { type: 'leg-answered', leg: 'c-0-native' }, { type: 'leg-answered', leg: 'o' }, { type: 'connected', leg: 'c-0-native', bridge: 'b-c' },
      { type: 'move', commandId: 'm', to: 'teams', fresh: 'c-1' }, { type: 'leg-answered', leg: 'c-1-teams' }, { type: 'leg-media', leg: 'c-1-teams' },
      { type: 'connected', leg: 'c-1-teams', bridge: 'b-c' }, { type: 'leg-gone', leg: 'o', cause: 'normal' },
    ] as const
    for (const event of events) call = transition(call, { ...event, at: 2 }).call
    return events.length
  }
  for (let warm = 0; warm < 2_000; warm++) story()
  const started = performance.now()
  let events = 0
  while (performance.now() - started < 1_000) events += story()
  process.stdout.write(`${'call machine alone'.padEnd(58)} ${Math.round(events / ((performance.now() - started) / 1000)).toLocaleString('en')} events/s\n`)
}

const benchCalls = async ({ url, phones, entra }: Sandbox) => {
  const dana = people[0]
  if (!dana) throw new Error('nobody lives in the sandbox')
  const lena = outsidePhoneId('lena')
  const { native, teamsLaptop } = phoneIds(dana.key)
  const headers = { authorization: `Bearer ${await entra.userToken(dana)}`, 'content-type': 'application/json' }
  const live = async () => ((await (await fetch(`${url}/api/calls/live`, { headers })).json()) as { items: { id: string; state: string; endpoint: string | null; move: unknown }[] }).items
  const state = (id: string) => phones.get(id).state
  const setUp: number[] = []
  const toTeams: number[] = []
  const back: number[] = []
  const hangUp: number[] = []

  const move = async (callId: string, to: 'teams' | 'native', phone: string): Promise<number> => {
    const started = performance.now()
    await fetch(`${url}/api/calls/${callId}/move`, { method: 'POST', headers, body: JSON.stringify({ to }) })
    await until(`${phone} to ring`, () => state(phone) === 'ringing')
    phones.answer(phone)
    await until('the move', async () => (await live())[0]?.endpoint === to)
    return performance.now() - started
  }

  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    phones.dial(lena, dana.number)
    await until('the native dialer to ring', () => state(native) === 'ringing')
    phones.answer(native)
    await until('both to talk', () => state(lena) === 'talking')
    setUp.push(performance.now() - started)
    let callId = ''
    await until('the live call', async () => {
      const [call] = await live()
      callId = call?.id ?? ''
      return call?.state === 'talking'
    })
    toTeams.push(await move(callId, 'teams', teamsLaptop))
    await until('the native dialer to be free', () => state(native) === 'idle')
    back.push(await move(callId, 'native', native))
    const ending = performance.now()
    phones.hangup(lena)
    await until('every phone to be free', () => state(native) === 'idle' && state(teamsLaptop) === 'idle')
    hangUp.push(performance.now() - ending)
    await until('the call to be history', async () => (await live()).length === 0)
  }
  figure('set-up: dialled -> rung -> answered -> talking', setUp)
  figure('uplift: command -> Teams answered, heard, in the bridge', toTeams)
  figure('move back: command -> native dialer in the bridge', back)
  figure('farewell: outside hangs up -> every phone free', hangUp)

  for (const path of ['/api/calls/live', '/api/calls?limit=30', '/api/voicemails', '/api/me']) {
    const times: number[] = []
    for (let round = 0; round < 100; round++) {
      const started = performance.now()
      await (await fetch(`${url}${path}`, { headers })).arrayBuffer()
      times.push(performance.now() - started)
    }
    figure(`GET ${path}`, times)
  }
}

/** A long life on one number: 100,000 calls, 2,000 names, a note on each fiftieth. The rows are written as the store writes them. */
const benchSearch = async ({ url, entra, databaseUrl }: Sandbox) => {
  const dana = people[0]
  if (!dana) throw new Error('nobody lives in the sandbox')
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const filled = client.query(`
    insert into calls (id, tenant_id, user_id, direction, remote_number, remote_name, outcome, started_at, ended_at, talk_ms, journey, note, tags, tag_keys, search)
    select 'bench-' || n, $1, $2, case when n % 3 = 0 then 'outgoing' else 'incoming' end, number, name, (array['answered','answered','answered','missed','voicemail'])[1 + n % 5],
      started, started + 60000, 60000, jsonb_build_array(jsonb_build_object('endpoint', case when n % 4 = 0 then 'teams' else 'native' end, 'from', started, 'to', started + 60000)),
      note, tags, array(select lower(t) from unnest(tags) t), concat_ws(E'\\n', lower(name), substr(number, 2), lower(note), lower(array_to_string(tags, E'\\n')))
    from generate_series(1, 100000) n,
      lateral (select '+1425' || lpad((n % 2000 * 3499 % 10000000)::text, 7, '0') as number, 'Caller ' || to_hex(n % 2000 * 48271) as name, $3::bigint - n * 600000::bigint as started,
        case when n % 50 = 0 then 'Invoice ' || n || ' to send' end as note, case when n % 1000 = 0 then array['VIP'] else '{}'::text[] end as tags) made`, [dana.tenantId, dana.userId, Date.now()])
  await filled.then(() => client.query('vacuum analyze calls')).finally(() => client.end())
  const headers = { authorization: `Bearer ${await entra.userToken(dana)}` }
  const kinds = {
    'a name many times': 'q=caller', 'one name of 2,000': 'q=caller%20bc8f', 'a number': 'q=(425)%20034-9900', 'one note': 'q=invoice%2099950', 'nothing at all': 'q=zebra',
    'missed calls': 'outcome=missed,voicemail', 'a tag': 'tag=vip', 'in Teams, last month': `endpoint=teams&from=${new Date(Date.now() - 30 * 86_400_000).toISOString()}`,
  }
  for (const [kind, query] of Object.entries(kinds)) {
    const times: number[] = []
    for (let round = 0; round < 100; round++) {
      const started = performance.now()
      const answer = await fetch(`${url}/api/calls?${query}`, { headers })
      if (!answer.ok) throw new Error(`${query}: ${answer.status}`)
      await answer.arrayBuffer()
      times.push(performance.now() - started)
    }
    figure(`search in 100,000 calls: ${kind}`, times)
  }
  const began = performance.now()
  const file = await (await fetch(`${url}/api/calls/export.csv`, { headers })).arrayBuffer()
  process.stdout.write(`${'export of 100,000 calls'.padEnd(58)} ${((performance.now() - began) / 1000).toFixed(1)} s, ${(file.byteLength / 1e6).toFixed(1)} MB\n`)
}

/** The longest list an operator may send: preview, then confirmed. */
const benchNumberList = async ({ url, entra }: Sandbox) => {
  const admin = people.find(({ roles }) => roles?.includes('Admin'))
  if (!admin) throw new Error('nobody administers the sandbox')
  const headers = { authorization: `Bearer ${await entra.userToken(admin)}` }
  const post = async (path: string, body: string, type: string) => {
    const started = performance.now()
    const answer = await fetch(`${url}/api/admin/numbers/uploads${path}`, { method: 'POST', body, headers: { ...headers, 'content-type': type } })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return { ms: performance.now() - started, body: (await answer.json()) as { id: string } }
  }
  const rows = Array.from({ length: 10_000 }, (_, index) => `+1360555${String(index).padStart(4, '0')},mobile`)
  const preview = await post('', ['number,type', ...rows].join('\n'), 'text/csv')
  const confirmed = await post(`/${preview.body.id}/confirm`, '{}', 'application/json')
  figure('preview of 10,000 numbers', [preview.ms])
  figure('their confirmation', [confirmed.ms])
}

const benchSandbox = async (): Promise<void> => {
  benchMachine()
  const started = performance.now()
  const sandbox = await startSandbox({ build: false })
  process.stdout.write(`${'sandbox ready (nothing to build, new data, seeded)'.padEnd(58)} ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  try {
    await benchCalls(sandbox)
    await benchSearch(sandbox)
    await benchNumberList(sandbox)
  } finally {
    await sandbox.stop()
  }
}

if (process.argv.includes('network')) await (await import('./network.ts')).benchNetwork()
else await benchSandbox()
