import { performance } from 'node:perf_hooks'
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts'
import { outsidePhoneId, people, phoneIds } from '../sandbox/world.ts'
import { begin, transition } from '../src/call/transition.ts'

/**
 * `npm run bench`: named figures of this machine, now. Trust the ratios, not the absolutes. Nothing here fails a build.
 * Everything goes through the public port, as a person's clicks do; phones are answered the moment they ring.
 */
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 50)

const sorted = (values: number[]) => values.toSorted((a, b) => a - b)
const quantile = (values: number[], q: number) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? Number.NaN
const figure = (name: string, values: number[], unit = 'ms') =>
  process.stdout.write(`${name.padEnd(58)} median ${quantile(values, 0.5).toFixed(1).padStart(8)} ${unit}   p95 ${quantile(values, 0.95).toFixed(1).padStart(8)} ${unit}   n=${values.length}\n`)
const until = async (what: string, holds: () => boolean | Promise<boolean>) => {
  for (const started = performance.now(); !(await holds()); await new Promise((resolve) => setTimeout(resolve, 1))) {
    if (performance.now() - started > 10_000) throw new Error(`waited in vain for ${what}`)
  }
}

const benchMachine = () => {
  const line = { tenantId: 't', userId: 'u', number: '+14255550101' }
  const story = () => {
    let { call } = begin({ type: 'incoming', at: 1, callId: 'c', leg: 'o', line, rules: { back: { ring: ['native'], failover: [], timeoutMs: 1 }, unanswered: { to: 'voicemail' }, desk: null, shown: { number: line.number, name: null, hidden: false } }, remote: { number: '+12065550142', name: null }, plan: { ring: ['native', 'teams'], failover: [], timeoutMs: 1 } })
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

benchMachine()
const started = performance.now()
const sandbox = await startSandbox({ build: false })
process.stdout.write(`${'sandbox ready (nothing to build, new data, seeded)'.padEnd(58)} ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
try {
  await benchCalls(sandbox)
} finally {
  await sandbox.stop()
}
