import { WebSocket } from 'ws'
import type { Logger } from '../../log.ts'
import type { AriPace, AriSettings } from './settings.ts'
import { ariEvent, knownTypes, type AriEvent } from './wire.ts'

export interface SocketHandlers {
  event(event: AriEvent): void
  opened(): void
  closed(): void
}

interface AriSocket {
  /** Resolves when the line is open for the first time; from then on it is opened again whenever it breaks. */
  open(handlers: SocketHandlers): Promise<void>
  close(): void
  readonly connected: boolean
}

/** Says each trouble when it is new, then once in a while: a line is tried twice a second. */
const complainer = (log: Logger, everyMs: number) => {
  const told = new Map<string, number>()
  return (trouble: string): void => {
    const now = performance.now()
    const last = told.get(trouble)
    if (last !== undefined && now - last < everyMs) return
    told.set(trouble, now)
    log.warn({ trouble }, 'the line to the engine can’t be opened, trying again')
  }
}

/** Why a socket did not open; some errors have a code and no words. */
const troubleIn = (error: Error): string => error.message || ('code' in error ? String(error.code) : error.name)

const refusalOf = (status: number | undefined): string =>
  status === 401 || status === 403 ? `the engine refuses the user name or the password (${status})` : `the engine answers ${status}`

/**
 * Asks for a sign of life again and again: a peer that vanished without a farewell sends nothing, and a socket that
 * only listens never learns of it. Asterisk answers pings (RFC 6455, 5.5.2; res_http_websocket). Gives what ends it.
 */
const heartbeat = (socket: WebSocket, everyMs: number, log: Logger): (() => void) => {
  let alive = true
  socket.on('pong', () => {
    alive = true
  })
  const timer = setInterval(() => {
    if (!alive) {
      log.warn('the engine no longer answers on its line')
      return socket.terminate()
    }
    alive = false
    socket.ping()
  }, everyMs)
  return () => clearInterval(timer)
}

/** ARI's events over one WebSocket that is kept open. */
export const ariSocket = (settings: AriSettings, authorization: string, log: Logger, pace: AriPace): AriSocket => {
  const complain = complainer(log, pace.complainMs)
  let socket: WebSocket | null = null
  let stopped = false
  let retry: NodeJS.Timeout | null = null

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
    const opening = new WebSocket(address, { headers: { authorization }, handshakeTimeout: pace.deadlineMs })
    socket = opening
    let wasOpen = false
    let refused = false
    let stopHeartbeat = () => {}
    opening.on('open', () => {
      wasOpen = true
      stopHeartbeat = heartbeat(opening, pace.heartbeatMs, log)
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
    opening.on('unexpected-response', (_request, response) => {
      refused = true
      complain(refusalOf(response.statusCode))
      opening.terminate()
    })
    opening.on('error', (error) => {
      if (wasOpen || refused || stopped) log.debug({ err: error.message }, 'ARI socket')
      else complain(troubleIn(error))
    })
    opening.on('close', () => {
      stopHeartbeat()
      if (wasOpen) handlers.closed()
      if (!stopped) retry = setTimeout(() => connect(handlers, first), pace.reconnectMs)
    })
  }

  return {
    open: (handlers) => new Promise((resolve) => connect(handlers, resolve)),
    close() {
      stopped = true
      if (retry) clearTimeout(retry)
      socket?.terminate()
    },
    get connected() {
      return socket?.readyState === WebSocket.OPEN
    },
  }
}
