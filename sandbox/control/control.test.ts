import { jest } from '@jest/globals'
import { createDialplan } from '../asterisk/dialplan.ts'
import { createEngine } from '../asterisk/engine.ts'
import { realClock } from '../clock.ts'
import { BotUnreachable } from '../connector/index.ts'
import type { FaultMode } from '../faults.ts'
import { hangUpAll } from '../hang-up-all.ts'
import { type Listener, listen } from '../http.ts'
import { createPhones } from '../phones/phones.ts'
import { createTeamsAdmin } from '../graph/teams-admin.ts'
import * as world from '../world.ts'
import { type Control, createControl } from './index.ts'
import { until } from '../testing/until.ts'

const dana = world.people[0]!

/** The parts that have tests of their own are replaced by the least that answers. */
const createParts = () => {
  const engine = createEngine({ clock: realClock, dialplan: createDialplan({ app: 'single-number', isOurs: (number) => world.people.some((person) => person.number === number) }) })
  const phones = createPhones({ engine, clock: realClock, world })
  const activity = { id: '1', type: 'message' as const, timestamp: new Date(0).toISOString(), from: { id: 'x', name: 'Bot', role: 'bot' as const }, attachments: [] }
  const connector = {
    url: '', fault: undefined as never, install: async () => undefined, close: async () => undefined,
    chat: () => [activity],
    say: jest.fn(async (_: string, text: string) => ({ ...activity, text })),
    press: jest.fn(async () => ({ notice: 'Done.' })),
    onChat: () => () => undefined,
  }
  const presence = { id: dana.userId, availability: 'Available', activity: 'Available', outOfOfficeSettings: null, statusMessage: null, workLocation: null, sequenceNumber: 'A1' }
  const graph = { url: '', fault: undefined as never, presence: () => presence, mail: () => [], presenceSessions: () => [], choose: () => undefined, teams: createTeamsAdmin({ people: world.people, now: Date.now }), putCallRecord: jest.fn((record: { id?: string | undefined }) => record.id ?? 'record-1'), onPresence: () => () => undefined, refresh: () => undefined, close: async () => undefined }
  const entra = {
    url: '', v1Issuer: '', botOpenIdMetadata: '', close: async () => undefined, botToken: async () => '', verifyAppToken: async () => ({}),
    userToken: async (person: world.Person, changes = {}) => `token of ${person.key} ${JSON.stringify(changes)}`,
  }
  let running = true
  const app = {
    kill: async () => { running = false },
    start: async () => { running = true },
    running: () => running,
    onChange: () => () => undefined,
  }
  const modes: Record<'graph' | 'bot' | 'teams' | 'native' | 'database', FaultMode> = { graph: 'ok', bot: 'ok', teams: 'ok', native: 'ok', database: 'ok' }
  const faults = { get: () => ({ ...modes }), set: async (changes: object) => { Object.assign(modes, changes) } }
  return { people: world.people, phones, connector, graph, entra, app, faults }
}

describe('the control API', () => {
  let parts: ReturnType<typeof createParts>
  let control: Control
  let server: Listener
  beforeEach(async () => {
    parts = createParts()
    control = createControl(parts)
    server = await listen((request, response) => void control.handle(request, response), 0)
  })
  afterEach(async () => {
    await hangUpAll(parts.phones)
    control.close()
    await server.close()
  })

  const get = async (path: string) => {
    const answer = await fetch(server.url + path)
    return { status: answer.status, json: await answer.json() as unknown }
  }
  const post = async (path: string, body?: unknown) => {
    const answer = await fetch(server.url + path, { method: 'POST', ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) })
    return { status: answer.status, json: await answer.json() as unknown }
  }
  const stateOf = (id: string) => parts.phones.get(id).state
  const untilState = async (id: string, state: string) => {
    await until(() => stateOf(id) === state)
    expect(stateOf(id)).toBe(state)
  }

  it('lists the phones: three people with theirs, two outside parties', async () => {
    const phones = (await get('/sandbox/phones')).json as { kind: string, state: string, person: string | null, calls: unknown[] }[]
    expect(phones.filter(({ kind }) => kind === 'outside').length).toBeGreaterThanOrEqual(2)
    expect(new Set(phones.flatMap(({ person }) => person ?? [])).size).toBeGreaterThanOrEqual(3)
    expect(phones.every(({ state, calls }) => state === 'idle' && calls.length === 0)).toBe(true)
  })

  it('carries a call from one phone to another', async () => {
    expect(await post('/sandbox/phones/outside-lena/dial', { to: '(206) 555-0177' })).toMatchObject({ status: 200, json: { id: 'outside-lena', state: 'calling' } })
    await untilState('outside-harbor', 'ringing')
    expect((await post('/sandbox/phones/outside-harbor/answer')).status).toBe(200)
    await untilState('outside-lena', 'talking')
    expect((await post('/sandbox/phones/outside-lena/dtmf', { digits: '1' })).status).toBe(200)
    expect((await post('/sandbox/phones/outside-lena/hangup')).status).toBe(200)
    await untilState('outside-harbor', 'idle')
  })

  it.each([
    ['a phone there is not', 'phones/nobody/answer', undefined, 404, { code: 'unknown-phone' }],
    ['an answer where nothing rings', 'phones/dana-native/answer', undefined, 409, { code: 'wrong-state' }],
    ['a number that is none', 'phones/dana-native/dial', { to: 'mother' }, 400, { code: 'bad-number', field: 'to' }],
    ['a missing number', 'phones/dana-native/dial', {}, 400, { code: 'bad-input', field: 'to' }],
    ['no body where one is needed', 'phones/dana-native/dial', undefined, 400, { code: 'bad-input', field: 'to' }],
    ['a field it does not know', 'phones/dana-native/faults', { asleep: true }, 400, { code: 'bad-input', field: 'asleep' }],
    ['a fault of the wrong kind', 'faults', { graph: 'broken' }, 400, { code: 'bad-input', field: 'graph' }],
    ['a token for a stranger', 'token', { userId: 'x' }, 404, { code: 'unknown-person' }],
    ['a message without words', `chat/${dana.userId}`, { text: ' ' }, 400, { code: 'bad-input', field: 'text' }],
    ['a button without its card', `chat/${dana.userId}`, { action: { verb: 'move', data: {} } }, 400, { code: 'bad-input', field: 'replyToId' }],
    ['an action without a verb', `chat/${dana.userId}`, { action: { data: {} }, replyToId: '1' }, 400, { code: 'bad-input', field: 'action.verb' }],
    ['a call record of a stranger', 'graph/call-records', { from: { userId: 'x' }, to: [{ userId: 'y' }] }, 404, { code: 'unknown-person' }],
    ['a call record with nobody called', 'graph/call-records', { from: { userId: dana.userId }, to: [] }, 400, { code: 'bad-input', field: 'to' }],
    ['what is not JSON', `chat/${dana.userId}`, '{', 400, { code: 'bad-json' }],
    ['an address there is not', 'nothing', undefined, 404, { code: 'not-found' }],
  ])('refuses %s', async (_, path, body, status, error) => {
    const answer = await post(`/sandbox/${path}`, body)
    expect(answer).toMatchObject({ status, json: { error } })
    expect((answer.json as { error: { message: string } }).error.message).toMatch(/\w/)
  })

  it('gives people, tokens, presence and chats', async () => {
    expect((await get('/sandbox/people')).json).toContainEqual({ tenantId: dana.tenantId, userId: dana.userId, name: dana.name, upn: dana.upn, number: dana.number })
    expect((await post('/sandbox/token', { userId: dana.userId })).json).toEqual({ token: 'token of dana {}' })
    expect((await post('/sandbox/token', { userId: dana.userId, expiresInSec: -5 })).json).toEqual({ token: 'token of dana {"expiresInSec":-5}' })
    expect((await get(`/sandbox/presence/${dana.userId}`)).json).toMatchObject({ availability: 'Available' })
    expect((await get(`/sandbox/chat/${dana.userId}`)).json).toMatchObject([{ id: '1' }])
    expect((await get('/sandbox/chat/nobody')).status).toBe(404)
  })

  it('writes to the bot, presses a button, and says when the bot is not there', async () => {
    expect(await post(`/sandbox/chat/${dana.userId}`, { text: 'status' })).toEqual({ status: 200, json: {} })
    expect(parts.connector.say).toHaveBeenCalledWith(dana.userId, 'status')
    expect(await post(`/sandbox/chat/${dana.userId}`, { action: { verb: 'move', data: { to: 'teams' } }, replyToId: '1' })).toEqual({ status: 200, json: { notice: 'Done.' } })
    expect(parts.connector.press).toHaveBeenCalledWith(dana.userId, { verb: 'move', data: { to: 'teams' } }, '1')
    parts.connector.say.mockRejectedValueOnce(new BotUnreachable('The bot answered 502.', 502))
    expect(await post(`/sandbox/chat/${dana.userId}`, { text: 'status' })).toMatchObject({ status: 502, json: { error: { code: 'bot-unreachable' } } })
  })

  it('sets faults, of systems and of phones', async () => {
    expect((await post('/sandbox/faults', { graph: 'down', database: 'slow' })).json).toEqual({ graph: 'down', bot: 'ok', teams: 'ok', native: 'ok', database: 'slow' })
    expect((await post('/sandbox/phones/dana-native/faults', { noAudio: true })).json).toMatchObject({ faults: { noAudio: true, doNotDisturb: false } })
  })

  it('puts in the record of a call that only Teams had', async () => {
    const call = { from: { userId: dana.userId }, to: [{ number: '+12065550142', name: 'Lena' }], startedAt: '2026-11-03T12:00:00.000Z', seconds: 90 }
    expect(await post('/sandbox/graph/call-records', call)).toEqual({ status: 200, json: { id: 'record-1' } })
    expect(parts.graph.putCallRecord).toHaveBeenCalledWith({ ...call, startedAt: Date.UTC(2026, 10, 3, 12), answered: true, meeting: false })
  })

  it('kills and starts the app', async () => {
    expect((await post('/sandbox/app/kill')).json).toEqual({ running: false })
    expect((await post('/sandbox/app/start')).json).toEqual({ running: true })
  })

  it('streams everything at first, then each change', async () => {
    const leave = new AbortController()
    const answer = await fetch(`${server.url}/sandbox/events`, { signal: leave.signal })
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const hear = async (words: string) => {
      while (!heard.includes(words)) heard += (await reader.read()).value ?? ''
    }
    await hear('event: faults')
    for (const event of ['phones', 'chat', 'presence', 'app']) expect(heard).toContain(`event: ${event}\n`)
    heard = ''
    await post('/sandbox/phones/outside-lena/dial', { to: '+12065550177' })
    await hear('"state":"ringing"')
    await post('/sandbox/faults', { bot: 'throttled' })
    await hear('"bot":"throttled"')
    leave.abort()
  })

  it('describes itself: every address, its body and its answers', async () => {
    const { json } = await get('/sandbox/openapi.json')
    expect(json).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/sandbox/phones': { get: {} },
        '/sandbox/phones/{id}/dial': { post: { parameters: [{ name: 'id', in: 'path' }], requestBody: { required: true, content: { 'application/json': { schema: { properties: { to: { type: 'string' } }, required: ['to'] } } } } } },
        '/sandbox/phones/{id}/answer': { post: { requestBody: { required: false } } },
        '/sandbox/chat/{userId}': { get: {}, post: {} },
        '/sandbox/events': { get: {} },
      },
    })
    expect(JSON.stringify(json)).not.toContain('$ref')
  })
})
