import type { Logger } from '../../log.ts'
import { failure, noAnswer } from './failure.ts'
import { usualPace, type AriPace, type AriSettings } from './settings.ts'
import { ariSocket, type SocketHandlers } from './socket.ts'

/** A thin ARI client: requests over HTTP with a deadline, events over one WebSocket that is kept open. */
export interface AriClient {
  /** Rejects with TelephonyError and nothing else. Parameters go in the query, as all of ARI's may; `body` is for variables. */
  request(method: 'GET' | 'POST' | 'DELETE', path: string, query?: Record<string, string | number>, body?: unknown): Promise<unknown>
  /** Rejects with TelephonyError and nothing else. */
  download(path: string): Promise<Buffer>
  open(handlers: SocketHandlers): Promise<void>
  close(): Promise<void>
  readonly connected: boolean
}

export const ariClient = (settings: AriSettings, log: Logger, pace: AriPace = usualPace): AriClient => {
  const authorization = `Basic ${Buffer.from(`${settings.user}:${settings.password}`).toString('base64')}`
  const socket = ariSocket(settings, authorization, log, pace)

  /** Asks, and reads the whole answer: a body can break off or run out of time as well as the request. */
  const ask = async <T>(
    method: string, path: string, query: Record<string, string | number>, body: unknown, read: (response: Response) => Promise<T>, deadlineMs = pace.deadlineMs,
  ): Promise<T> => {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
    const address = `${settings.url}${path}${search.size > 0 ? `?${search}` : ''}`
    const request = `${method} ${path}`
    let status: number
    let refusal: string
    try {
      const response = await fetch(address, {
        method,
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        signal: AbortSignal.timeout(deadlineMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (response.ok) return await read(response)
      status = response.status
      refusal = await response.text()
    } catch (error) {
      throw noAnswer(request, error)
    }
    throw failure(request, status, refusal)
  }

  return {
    request: (method, path, query = {}, body) => ask<unknown>(method, path, query, body, async (response) => (response.status === 204 ? null : await response.json())),
    download: (path) => ask('GET', path, {}, undefined, async (response) => Buffer.from(await response.arrayBuffer()), pace.downloadMs ?? pace.deadlineMs),
    open: (handlers) => socket.open(handlers),
    async close() {
      socket.close()
    },
    get connected() {
      return socket.connected
    },
  }
}
