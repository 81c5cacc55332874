/** What the stories are told with: people, their phones, the outside parties, and the app as its own process behind real HTTP. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod/v4'
import type { historyPage, LiveCall, liveCalls } from '../../src/api/calls.ts'
import type { PolicySettings } from '../../src/api/policies.ts'
import type { me } from '../../src/api/person.ts'
import type { voicemailPage } from '../../src/api/voicemails.ts'
import { usualPolicy } from '../../src/line/policy.ts'
import { usualSettings } from '../../src/line/settings.ts'
import { postgres } from '../../src/store/index.ts'
import type { LineRecord } from '../../src/store/port.ts'
import { startMigratedDatabase } from '../database/index.ts'
import type { TokenChanges } from '../entra/index.ts'
import type { FaultMode } from '../faults.ts'
import type { ChosenPresence } from '../graph/chosen.ts'
import type { PhoneView } from '../phones/port.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox.ts'
import { remember, seenIn, unheardOf } from '../asterisk/histories.ts'
import type { TraceLine } from '../asterisk/traces.ts'
import { type AriProxy, startAriProxy } from '../asterisk/ari-proxy.ts'
import { loadSecrets } from '../settings.ts'
import { type StartPhoneNetwork, startPlayedNetwork } from '../phone-network.ts'
import { type Person, outsideParties, outsidePhoneId, people, phoneIds } from '../world.ts'
import { openStream } from './stream.ts'

/** A guard, not a measure: a busy machine takes its time. A story says its own only where waiting is what it is about. */
const patienceMs = 30_000

/** Asks again every few milliseconds until `look` no longer throws, and gives what it gave. Throws its last error when time is up. */
export const eventually = async <T>(look: () => T | Promise<T>, withinMs = patienceMs): Promise<T> => {
  const began = Date.now()
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (Date.now() >= began + withinMs) throw error
    }
    // what takes long is looked at less often
    await sleep(Math.min(15 + (Date.now() - began) / 20, 100))
  }
}

/** Watches for `ms`: `look` must not throw at any time. For what has to stay as it is. */
export const throughout = async (ms: number, look: () => unknown): Promise<void> => {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(10)) await look()
}

export interface Answer<Body = unknown> {
  status: number
  body: Body
  headers: Headers
}

interface Named { id: string }
type PhoneAct = 'answer' | 'decline' | 'hangup' | 'hold' | 'resume'

/** A phone of the sandbox, acted on through the control API as anyone outside would. */
const phoneOf = (sandbox: () => Sandbox, id: string) => {
  const post = async (act: string, body: unknown = {}): Promise<PhoneView> => {
    const answer = await fetch(`${sandbox().url}/sandbox/phones/${id}/${act}`, { method: 'POST', body: JSON.stringify(body) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${id} ${act}: ${answer.status} ${text}`)
    return JSON.parse(text) as PhoneView
  }
  const act = (name: PhoneAct) => () => post(name)
  const now = () => sandbox().phones.get(id)
  return {
    id,
    get number() { return now().number },
    now,
    dial: (to: string) => post('dial', { to }),
    answer: act('answer'),
    decline: act('decline'),
    hangup: act('hangup'),
    hold: act('hold'),
    resume: act('resume'),
    faults: (faults: Partial<PhoneView['faults']>) => post('faults', faults),
    /** Waits until the call in front is in this state. */
    is: (state: PhoneView['state'], withinMs?: number) => eventually(() => {
      const { state: found } = now()
      if (found !== state) throw new Error(`${id} is ${found}, expected ${state}`)
    }, withinMs),
    async answers() {
      await this.is('ringing')
      await post('answer')
    },
    /** Into a tunnel, and out of it. */
    vanishes: () => sandbox().phones.vanish(id, true),
    returns: () => sandbox().phones.vanish(id, false),
    refers: (to: string) => post('transfer', { to }),
    press: (digits: string) => post('dtmf', { digits }),
    /** Waits until this phone's ear has just these voices in it: phones, `music`, or nothing at all. */
    hears: (...expected: (Named | 'music')[]) => eventually(() => expect(sandbox().phones.hears(id)).toEqual(expected.map((one) => (one === 'music' ? one : one.id)).toSorted())),
    hearsNow: () => sandbox().phones.hears(id),
  }
}
export type Phone = ReturnType<typeof phoneOf>

export type Command = 'move' | 'hold' | 'resume' | 'consult' | 'swap' | 'complete' | 'transfer' | 'add' | 'remove' | 'park' | 'cancel' | 'hangup' | 'meet'

const personOf = (sandbox: () => Sandbox, person: Person) => {
  const ids = phoneIds(person.key)
  const phones = { native: phoneOf(sandbox, ids.native), mobile: phoneOf(sandbox, ids.teamsMobile), laptop: phoneOf(sandbox, ids.teamsLaptop), desk: phoneOf(sandbox, ids.desk) }
  const token = (changes?: TokenChanges) => sandbox().entra.userToken(person, changes)

  const ask = async <Body = unknown>(method: string, path: string, options: { body?: unknown; headers?: Record<string, string> } = {}): Promise<Answer<Body>> => {
    const answer = await fetch(`${sandbox().url}/api/${path}`, {
      method,
      headers: { authorization: `Bearer ${await token()}`, ...(options.body === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers },
      ...(options.body === undefined ? {} : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: (answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text) as Body }
  }
  const get = async <Body>(path: string): Promise<Body> => {
    const { status, body } = await ask<Body>('GET', path)
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`)
    return body
  }
  const live = async (): Promise<LiveCall[]> => (await get<z.infer<typeof liveCalls>>('calls/live')).items
  /** The one live call. */
  const call = async (): Promise<LiveCall> => {
    const [only, ...others] = await live()
    if (only === undefined || others.length > 0) throw new Error(`${person.key} has ${only ? others.length + 1 : 'no'} live calls`)
    return only
  }
  const order = async (name: Command, body: unknown = {}, headers: Record<string, string> = {}) =>
    ask<{ commandId: string; error?: { code: string; message: string; field?: string } }>('POST', `calls/${(await call()).id}/${name}`, { body, headers })

  return {
    ...person,
    phone: (which: keyof typeof phones) => phones[which],
    token,
    ask,
    live,
    call,
    order,
    /** Orders it, expects 202, and waits for what became of it on the live stream. */
    async does(name: Command, body: unknown = {}) {
      const stream = await openStream(`${sandbox().url}/api/events`, await token())
      try {
        const { status, body: { commandId, error } } = await order(name, body)
        if (status !== 202) throw new Error(`${name}: ${status} ${error?.code}`)
        return await eventually(() => {
          const said = stream.all('command').find((event) => event.commandId === commandId)
          if (said === undefined) throw new Error(`no word yet of what became of ${name}`)
          return said
        })
      } finally {
        stream.close()
      }
    },
    stream: async (changes?: TokenChanges) => openStream(`${sandbox().url}/api/events`, await token(changes)),
    /** Waits until the live call is like this. */
    sees: (expected: Partial<LiveCall>) => eventually(async () => expect(await call()).toMatchObject(expected)),
    history: async () => (await get<z.infer<typeof historyPage>>('calls?limit=100')).items,
    voicemails: async () => (await get<z.infer<typeof voicemailPage>>('voicemails?limit=100')).items,
    me: () => get<z.infer<typeof me>>('me'),
    presence: () => sandbox().graph.presence(person.userId)?.activity,
    /** What they choose in their Teams client; null lets Teams decide again. */
    chooses: (availability: ChosenPresence | null) => sandbox().graph.choose(person.userId, availability),
    presenceSessions: () => sandbox().graph.presenceSessions(person.userId),
    chat: () => sandbox().connector.chat(person.userId) ?? [],
  }
}
export type Actor = ReturnType<typeof personOf>

const named = (key: string): Person => {
  const person = people.find((candidate) => candidate.key === key)
  if (!person) throw new Error(`nobody is called ${key}`)
  return person
}
const outside = (key: string): string => {
  if (!outsideParties.some((party) => party.key === key)) throw new Error(`nobody outside is called ${key}`)
  return outsidePhoneId(key)
}

/** Where the story is played: the stand-ins, or Asterisk with SIP phones (`npm run test:network`). */
export const onAsterisk = process.env['ENGINE'] === 'asterisk'
const usualNetwork = async (): Promise<StartPhoneNetwork> => (onAsterisk ? (await import('../network/index.ts')).asteriskNetwork().start : startPlayedNetwork)

/**
 * What a story's trace is good for: on Asterisk it is kept (RECORD_TRACES=folder) and remembered (RECORD=1); the stand-in
 * may do nothing in it that Asterisk was never seen to do. Only for the stories that are played on both.
 */
const judgeTrace = (trace: TraceLine[]): void => {
  const { currentTestName = '', testPath = '' } = expect.getState()
  const folder = process.env['RECORD_TRACES']
  if (folder) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${currentTestName.replaceAll(/[^\w]+/g, '-')}.jsonl`), trace.map((entry) => JSON.stringify(entry)).join('\n'))
  }
  if (!testPath.includes('.conformance.')) return
  if (!onAsterisk) expect(unheardOf(seenIn(trace))).toEqual([])
  else if (process.env['RECORD']) remember(seenIn(trace))
}

/** The stage of one test file: `open` in beforeAll, `clear` in afterEach, `close` in afterAll. */
export const stage = (options: SandboxOptions = {}) => {
  let opened: Sandbox | null = null
  let proxy: AriProxy | null = null
  let trace: TraceLine[] = []
  let store: ReturnType<typeof postgres> | null = null
  const sandbox = (): Sandbox => {
    if (!opened) throw new Error('the stage is not open yet')
    return opened
  }
  const lines = () => {
    if (!store) throw new Error('the stage is not open yet')
    return store
  }
  const dana = personOf(sandbox, named('dana'))
  const marco = personOf(sandbox, named('marco'))
  const priya = personOf(sandbox, named('priya'))
  const everybody = [dana, marco, priya]

  /** As an administrator would set it. */
  const line = async (person: Person, settings: Partial<LineRecord> = {}): Promise<void> => {
    const { tenantId, userId, number, name } = person
    await lines().putLine({
      tenantId, userId, number, name, ring: 'native', notify: false, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null, ...settings,
    })
  }
  /** What Priya, who has the role Admin, decides for a person; null takes it back. */
  const decides = async ({ userId }: Person, settings: PolicySettings | null): Promise<void> => {
    const [method, body] = settings === null ? ['DELETE', undefined] as const : ['PUT', { scope: 'person', subject: userId, settings }] as const
    const answer = await priya.ask(method, `admin/policies/story-${userId}`, { body })
    if (answer.status >= 300) throw new Error(`${method}: ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  const faults = (changes: Partial<Record<'graph' | 'bot' | 'teams' | 'native' | 'database', FaultMode>>) => sandbox().faults.set(changes)

  const allQueues = async () => (await lines().queues(dana.tenantId))

  const settle = async (): Promise<void> => {
    const { phones, app } = sandbox()
    proxy?.deliver(null)
    proxy?.refuse(null)
    await faults({ graph: 'ok', bot: 'ok', teams: 'ok', native: 'ok', database: 'ok' })
    if (!app.running()) await app.start()
    for (const { id } of phones.list()) await phones.setFaults(id, { answersByVoicemail: false, doNotDisturb: false, noAudio: false })
    sandbox().meetings.clear()
    for (const { tenantId, id } of await allQueues()) await lines().deleteQueue(tenantId, id)
    for (const person of everybody) {
      await line(person)
      person.chooses(null)
      for (const { colleagueId } of await lines().watches(person)) await lines().dropWatch(person, colleagueId)
    }
    await eventually(async () => {
      // whoever calls or talks, first: a phone that rings would decline, and voicemail take the call in the moment it ends
      const all = phones.list().flatMap(({ id, calls }) => calls.map((call) => ({ id, call })))
      const going = all.filter(({ call }) => call.state !== 'ringing')
      for (const { id, call } of going.length > 0 ? going : all) await phones.hangup(id, call.id)
      for (const person of everybody) expect(await person.live()).toEqual([])
    })
    await eventually(async () => expect((await lines().loadCalls()).map(({ id }) => id)).toEqual([]))
  }

  return {
    dana, marco, priya, sandbox, line, decides, faults,
    lena: phoneOf(sandbox, outside('lena')),
    harbor: phoneOf(sandbox, outside('harbor')),
    /** The company's PBX, which has people as agents. */
    pbx: phoneOf(sandbox, 'pbx-switchboard'),
    store: lines,
    url: () => sandbox().url,
    /** Between the app and the engine. */
    ari: () => {
      if (!proxy) throw new Error('the stage is not open yet')
      return proxy
    },
    /** Asks the database itself. */
    sql: async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => (await lines().pool.query(text, values)).rows as Row[],
    /** Asks the engine itself, past the app; the answer's body. */
    async engine(path: string, method = 'GET'): Promise<unknown> {
      const { ariPassword } = await loadSecrets(sandbox().dataDir)
      const answer = await fetch(`${sandbox().network.ariUrl}${path}`, { method, headers: { authorization: `Basic ${Buffer.from(`single-number:${ariPassword}`).toString('base64')}` } })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
      return text === '' ? null : JSON.parse(text)
    },
    /** Nobody has a past here; everybody has a line. */
    async open() {
      const network = options.network ?? await usualNetwork()
      const proxied: StartPhoneNetwork = async (needs) => {
        const started = await network(needs)
        const between = await startAriProxy({ to: started.ariUrl })
        proxy = between
        between.record((entry) => trace.push(entry))
        return { ...started, ariUrl: between.url, close: () => between.close().then(started.close) }
      }
      opened = await startSandbox({ build: false, seed: false, database: startMigratedDatabase, ...options, network: proxied })
      store = postgres(opened.databaseUrl)
      for (const person of everybody) await line(person)
    },
    kill: () => sandbox().app.kill(),
    start: () => sandbox().app.start(),
    /** Everything as at the beginning: no faults, usual settings, the app up, nobody in a call. */
    async clear() {
      await settle()
      const told = trace
      trace = []
      judgeTrace(told)
    },
    async close() {
      await store?.close()
      await opened?.stop()
    },
    /** An outside party calls and the person answers on this phone. */
    async talking(caller: Phone, person: Actor, on: Phone): Promise<LiveCall> {
      await caller.dial(person.number)
      await on.answers()
      await caller.is('talking')
      await person.sees({ state: 'talking' })
      return person.call()
    },
  }
}
export type Stage = ReturnType<typeof stage>
