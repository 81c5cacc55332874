import { WebSocket } from 'ws'
import type { Logger } from '../../log.ts'
import { TelephonyError } from '../port.ts'
import { ariEvent, knownTypes, type AriEvent } from './wire.ts'

export interface AriSettings {
  /** e.g. http://127.0.0.1:8088/ari */
  url: string
  user: string
  password: string
  app: string
}

/** A thin ARI client: requests over HTTP with a deadline, events over one WebSocket that is kept open. */
export interface AriClient {
  /** Throws TelephonyError. Parameters go in the query, as all of ARI's may; `body` is for variables. */
  request(method: 'GET' | 'POST' | 'DELETE', path: string, query?: Record<string, string | number>, body?: unknown): Promise<unknown>
  download(path: string): Promise<Buffer>
  open(handlers: SocketHandlers): Promise<void>
  close(): Promise<void>
  readonly connected: boolean
}

interface SocketHandlers {
  event(event: AriEvent): void
  opened(): void
  closed(): void
}

const requestDeadlineMs = 5_000
const reconnectMs = 500

export const ariClient = (settings: AriSettings, log: Logger): AriClient => {
  const authorization = `Basic ${Buffer.from(`${settings.user}:${settings.password}`).toString('base64')}`
  let socket: WebSocket | null = null
  let stopped = false
  let retry: NodeJS.Timeout | null = null

  const send = async (method: string, path: string, query: Record<string, string | number> = {}, body?: unknown): Promise<Response> => {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
    const address = `${settings.url}${path}${search.size > 0 ? `?${search}` : ''}`
    let response: Response
    try {
      response = await fetch(address, {
        method,
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        signal: AbortSignal.timeout(requestDeadlineMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    } catch (error) {
      throw new TelephonyError('away', `${method} ${path}: ${error instanceof Error ? error.message : 'no answer'}`)
    }
    if (response.ok) return response
    const detail = await response.text()
    const code = response.status === 404 ? 'not-found' : response.status >= 500 ? 'away' : 'refused'
    throw new TelephonyError(code, `${method} ${path}: ${response.status} ${detail.slice(0, 200)}`, response.status)
  }

  const receive = (data: string, handlers: SocketHandlers): void => {
    const message: unknown = JSON.parse(data)
    const type = typeof message === 'object' && message !== null && 'type' in message ? String(message.type) : ''
    if (!knownTypes.has(type)) return
    const parsed = ariEvent.safeParse(message)
    if (parsed.success) handlers.event(parsed.data)
    else log.warn({ type, issues: parsed.error.issues }, 'an ARI event of an unknown shape was left aside')
  }

  const connect = (handlers: SocketHandlers, first: () => void): void => {
    const address = new URL(`${settings.url}/events`)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    address.searchParams.set('app', settings.app)
    address.searchParams.set('subscribeAll', 'true')
    const opening = new WebSocket(address, { headers: { authorization }, handshakeTimeout: requestDeadlineMs })
    socket = opening
    let wasOpen = false
    opening.on('open', () => {
      wasOpen = true
      first()
      handlers.opened()
    })
    opening.on('message', (data) => {
      try {
        receive(String(data), handlers)
      } catch (error) {
        log.error({ err: error }, 'an ARI event could not be handled')
      }
    })
    opening.on('error', (error) => log.debug({ err: error.message }, 'ARI socket'))
    opening.on('close', () => {
      if (wasOpen) handlers.closed()
      if (!stopped) retry = setTimeout(() => connect(handlers, first), reconnectMs)
    })
  }

  return {
    async request(method, path, query, body) {
      const response = await send(method, path, query, body)
      return response.status === 204 ? null : await response.json()
    },
    async download(path) {
      return Buffer.from(await (await send('GET', path)).arrayBuffer())
    },
    open: (handlers) => new Promise((resolve) => connect(handlers, resolve)),
    async close() {
      stopped = true
      if (retry) clearTimeout(retry)
      socket?.terminate()
    },
    get connected() {
      return socket?.readyState === WebSocket.OPEN
    },
  }
}
