import vm from 'node:vm'
import { TextDecoder, TextEncoder } from 'node:util'
import type { LiveCall } from '../../src/api/calls.ts'
import type { MyQueue } from '../../src/api/queues.ts'
import type { StreamEventName } from '../../src/api/stream.ts'
import type { Settings, SettingsPatch } from '../../src/api/settings.ts'
import { accountOf, lena, waitingFor } from './samples.ts'

// jsdom has neither of these; Node's own are just outside its window.
const node = vm.runInThisContext('({ Response, ReadableStream })') as { Response: typeof Response, ReadableStream: typeof ReadableStream }
globalThis.TextDecoder ??= TextDecoder as typeof globalThis.TextDecoder

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  body: unknown
  headers: Headers | Record<string, string>
  token: string
}
type Answer = { status?: number, body: unknown } | 'no-network' | 'never'
type Route = (asked: Asked) => Answer | Promise<Answer>

export const refuse = (status: number, code: string, message: string, id?: string): Answer => ({ status, body: { error: { code, message, id } } })

/**
 * The service as it looks from the wire: answers whole HTTP requests and keeps a live stream. Starts as a working
 * service for Dana with no calls; a story changes single routes.
 */
export const createFakeService = () => {
  const asked: Asked[] = []
  const account = accountOf()
  const state = { me: account, calls: [] as LiveCall[], queues: [] as MyQueue[], unread: 0, goodTokens: ['token-1', 'token-2'], streamStatus: 200 }
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>()
  const encode = (name: string, body: unknown) => new TextEncoder().encode(`event: ${name}\ndata: ${JSON.stringify(body)}\n\n`)
  let commands = 0
  const routes: Record<string, Route> = {
    'GET /api/me': () => ({ body: state.me }),
    'GET /api/roles': () => ({ body: { userId: state.me.userId, name: state.me.name, roles: state.me.roles ?? [] } }),
    'PATCH /api/settings': ({ body }) => {
      const { ring, unanswered, quietHours, favourites, callerId, ...plain } = body as SettingsPatch
      const { settings, preference } = state.me
      const chosen = unanswered?.to
      const to = chosen === undefined ? settings.unanswered.to : chosen.kind === 'colleague' ? { ...chosen, name: 'Marco Reyes' } : chosen.kind === 'group' ? { ...chosen, members: chosen.members.map((userId) => ({ userId, name: userId === 'marco' ? 'Marco Reyes' : 'Priya Nair' })) } : chosen
      state.me = {
        ...state.me,
        preference: { ...preference, ...(ring ? { ring } : {}) },
        ...(ring === 'teams' ? { happens: { ...state.me.happens, now: 'Calls ring Teams, and your phone only when Teams can’t be reached. After 30 seconds they go to voicemail.' } } : {}),
        settings: {
          ...settings, ...(plain as Partial<Settings>),
          unanswered: { afterSeconds: unanswered?.afterSeconds ?? settings.unanswered.afterSeconds, to },
          quietHours: { ...settings.quietHours, ...(quietHours as Partial<Settings['quietHours']>) },
          favourites: favourites?.map(({ number, name }) => ({ number, name: name ?? null })) ?? settings.favourites,
          callerId: { ...settings.callerId, ...(callerId as Partial<Settings['callerId']>) },
        },
      }
      return { body: state.me }
    },
    'GET /api/calls': () => ({ body: { items: [], next: null } }),
    'GET /api/calls/tags': () => ({ body: { items: [] } }),
    'GET /api/readiness': () => ({ body: { ready: true, checkedAt: '2026-11-23T09:00:00Z', checks: [] } }),
    'GET /api/people': () => ({ body: { items: [] } }),
    'GET /api/voicemails': () => ({ body: { items: [], next: null, unread: 0 } }),
    'PUT /api/watches/marco': () => ({ body: { free: false, name: 'Marco Reyes', items: [waitingFor('marco', 'Marco Reyes')] } }),
    'DELETE /api/watches/marco': () => ({ body: { items: [] } }),
    'PUT /api/queues/support/duty': ({ body }) => {
      const { onDuty } = body as { onDuty: boolean }
      state.queues = state.queues.map((queue) => (queue.id === 'support' ? { ...queue, onDuty, agentsOnDuty: queue.agentsOnDuty + (onDuty ? 1 : -1) } : queue))
      return { body: { items: state.queues } }
    },
    'POST /api/parked/42/pick-up': () => ({ status: 202, body: { callId: 'call-7', from: lena } }),
    'GET /api/voicemail/greeting': () => ({ body: { usual: null, away: null, applies: null } }),
    'GET /api/voicemail/settings': () => ({ body: { email: false, days: 60, longestSeconds: 180 } }),
  }
  const command: Route = () => ({ status: 202, body: { commandId: `command-${++commands}` } })

  const openStream = (signal: AbortSignal | null | undefined) => {
    let own: ReadableStreamDefaultController<Uint8Array>
    const body = new node.ReadableStream<Uint8Array>({
      start(controller) {
        own = controller
        streams.add(controller)
        controller.enqueue(encode('calls', { items: state.calls }))
        controller.enqueue(encode('me', state.me))
        controller.enqueue(encode('voicemails', { unread: state.unread }))
        controller.enqueue(encode('queues', { items: state.queues }))
      },
    })
    signal?.addEventListener('abort', () => {
      if (streams.delete(own)) own.error(new Error('aborted'))
    })
    return new node.Response(body, { status: 200, headers: { 'content-type': 'text/event-stream' } })
  }

  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input), 'http://service.test')
    const headers = init?.headers as Record<string, string>
    const one: Asked = {
      method: init?.method ?? 'GET', path: url.pathname, query: url.searchParams, headers, token: headers['authorization']?.replace('Bearer ', '') ?? '',
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : init?.body ?? undefined,
    }
    asked.push(one)
    const json = (status: number, body: unknown) => new node.Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
    if (!state.goodTokens.includes(one.token)) return json(401, { error: { code: 'token-expired', message: 'Sign in again.' } })
    if (one.path === '/api/events') return state.streamStatus === 200 ? openStream(init?.signal) : json(state.streamStatus, {})
    const route = routes[`${one.method} ${one.path}`] ?? (one.method === 'POST' ? command : () => refuse(404, 'not-found', 'There is no such thing.'))
    const answer = await route(one)
    if (answer === 'no-network') throw new TypeError('Failed to fetch')
    if (answer === 'never') return new Promise(() => {})
    return json(answer.status ?? 200, answer.body)
  }

  return {
    fetch: fetch as typeof globalThis.fetch,
    asked,
    state,
    routes,
    /** The requests to one route so far. */
    askedFor: (method: string, path: string) => asked.filter((one) => one.method === method && one.path === path),
    /** Puts an event on every open stream. */
    tell: (name: StreamEventName, body: unknown) => {
      for (const stream of streams) stream.enqueue(encode(name, body))
    },
    setCalls: (calls: LiveCall[]) => {
      state.calls = calls
      for (const stream of streams) stream.enqueue(encode('calls', { items: calls }))
    },
    setQueues: (queues: MyQueue[]) => {
      state.queues = queues
      for (const stream of streams) stream.enqueue(encode('queues', { items: queues }))
    },
    /** Ends every open stream, as when its token ran out. */
    endStreams: () => {
      for (const stream of streams) stream.close()
      streams.clear()
    },
    openStreams: () => streams.size,
  }
}
export type FakeService = ReturnType<typeof createFakeService>
