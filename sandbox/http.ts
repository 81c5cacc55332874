/** The few things every HTTP stand-in needs: a router, JSON in and out, a listener on 127.0.0.1. */
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Request {
  method: string
  /** Path without the query, as sent (still percent-encoded). */
  path: string
  query: URLSearchParams
  /** Named parts of the route's pattern, decoded. */
  parameters: Record<string, string>
  header(name: string): string | undefined
  /** The whole body. @throws HttpError 413 above the router's limit. */
  text(): Promise<string>
  /** The body as JSON; `undefined` when empty. @throws HttpError 400 `bad-json`. */
  json(): Promise<unknown>
  raw: IncomingMessage
}

/** What a route answers with: a JSON body, or nothing at all when `body` is absent. */
export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

export type Handler = (request: Request, response: ServerResponse) => Promise<Answer | undefined> | Answer | undefined

export interface Route {
  method: string
  pattern: string
  handler: Handler
}

/** Shorthand for a list of routes: `route('GET', '/users/{id}', handler)`. */
export const route = (method: string, pattern: string, handler: Handler): Route => ({ method, pattern, handler })

/** An answer thrown from the depth of a handler; `presentError` of the router turns it into the stand-in's shape. */
export class HttpError extends Error {
  readonly status: number
  readonly code: string
  readonly details: Record<string, unknown>
  constructor(status: number, code: string, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

export interface RouterOptions {
  routes: Route[]
  /** How this service words an error. */
  presentError(error: HttpError): Answer
  /** Runs before every route; may throw HttpError, or answer by itself (a fault). */
  before?: Handler
  /** Largest body in bytes; 1 MB when not given. */
  bodyLimit?: number
}

/** Dispatches to the first route that fits; 404 and 405 otherwise. An unexpected error is a 500 and goes to `console.error`. */
export const createRouter = ({ routes, presentError, before, bodyLimit = usualBodyLimit }: RouterOptions) => {
  const compiled = routes.map((entry) => ({ ...entry, match: compile(entry.pattern) }))
  return async (raw: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = toRequest(raw, bodyLimit)
    try {
      const early = await before?.(request, response)
      if (early) return send(response, early)
      if (response.destroyed || response.headersSent) return
      const answer = await dispatch(request, response)
      if (answer) send(response, answer)
    } catch (error) {
      if (response.headersSent) return void response.destroy()
      if (!(error instanceof HttpError)) console.error(error)
      const shown = error instanceof HttpError ? error : new HttpError(500, 'internal-error', 'Something went wrong in the sandbox. The terminal shows the error.')
      send(response, presentError(shown))
    }
  }

  async function dispatch(request: Request, response: ServerResponse): Promise<Answer | undefined> {
    const fitting = compiled.flatMap(({ method, match, handler }) => {
      const parameters = match(request.path)
      return parameters ? [{ method, handler, parameters }] : []
    })
    const found = fitting.find(({ method }) => method === request.method)
    if (found) return found.handler({ ...request, parameters: found.parameters }, response)
    if (fitting.length > 0) throw new HttpError(405, 'method-not-allowed', `${request.path} takes ${fitting.map(({ method }) => method).join(' or ')}.`)
    throw new HttpError(404, 'not-found', `There is nothing at ${request.path}.`)
  }
}

const compile = (pattern: string) => {
  const names: string[] = []
  const source = pattern.replace(/[.()]/g, '\\$&').replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name)
    return '([^/]+)'
  })
  const expression = new RegExp(`^${source}/?$`)
  return (path: string): Record<string, string> | undefined => {
    const match = expression.exec(path)
    if (!match) return undefined
    return Object.fromEntries(names.map((name, index) => [name, decode(match[index + 1] ?? '')]))
  }
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new HttpError(400, 'bad-path', 'The address holds a percent sign that encodes nothing.')
  }
}

const usualBodyLimit = 1_000_000

const toRequest = (raw: IncomingMessage, bodyLimit: number): Request => {
  const url = new URL(raw.url ?? '/', 'http://127.0.0.1')
  let body: Promise<string> | undefined
  const text = () => (body ??= readBody(raw, bodyLimit))
  return {
    method: raw.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    parameters: {},
    header: (name) => {
      const value = raw.headers[name.toLowerCase()]
      return Array.isArray(value) ? value.join(', ') : value
    },
    text,
    json: async () => parseJson(await text()),
    raw,
  }
}

const readBody = async (raw: IncomingMessage, bodyLimit: number): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of raw) {
    const piece = Buffer.from(chunk as Uint8Array)
    size += piece.length
    if (size > bodyLimit) throw new HttpError(413, 'too-large', `The body is larger than ${bodyLimit / 1_000_000} MB.`)
    chunks.push(piece)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const parseJson = (text: string): unknown => {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new HttpError(400, 'bad-json', 'The body is not JSON.')
  }
}

export const send = (response: ServerResponse, { status, body, headers = {} }: Answer): void => {
  if (response.destroyed || response.writableEnded) return
  if (body === undefined) {
    response.writeHead(status, headers).end()
    return
  }
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), ...headers }).end(text)
}

/** A server-sent event stream: `send` an event, and be told when the reader is gone. A comment every 15 s keeps it open. */
export const eventStream = (response: ServerResponse, onClose: () => void) => {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', connection: 'keep-alive' })
  response.flushHeaders()
  const heartbeat = setInterval(() => response.write(': still here\n\n'), 15_000)
  response.on('close', () => {
    clearInterval(heartbeat)
    onClose()
  })
  return { send: (event: string, data: unknown) => void response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`) }
}

export interface Listener {
  port: number
  url: string
  server: Server
  close(): Promise<void>
}

/** Listens on 127.0.0.1. `port` 0 takes any. @throws NodeJS.ErrnoException EADDRINUSE when the port is taken. */
export const listen = (handler: (request: IncomingMessage, response: ServerResponse) => void, port: number): Promise<Listener> =>
  new Promise((resolve, reject) => {
    // a connection that is closed for idleness just as the next request sets out fails that request: who asks lets go first
    const server = createServer({ keepAliveTimeout: 60_000 }, handler)
    // A live stream stays open for hours.
    server.requestTimeout = 0
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const bound = (server.address() as AddressInfo).port
      const close = () => new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      })
      resolve({ port: bound, url: `http://127.0.0.1:${bound}`, server, close })
    })
  })
