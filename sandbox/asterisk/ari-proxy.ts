/** Stands between the app and an engine's ARI: writes down what passes, and may bring events late or twice. */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import type { TraceLine } from './traces.ts'
import type { AriEvent } from './wire.ts'

export interface AriProxyOptions {
  /** The engine's address, e.g. `http://127.0.0.1:8088/ari`. */
  to: string
  port?: number
}

/** How an event is brought to the app. */
export interface Delivery {
  copies: number
  delayMs: number
  /** What is brought in its place. */
  rewrite: unknown[]
}

export interface AriProxy {
  url: string
  /** Decides for each event; what is not decided comes as it is, once and at once. */
  deliver(how: ((event: AriEvent) => Partial<Delivery>) | null): void
  /** Requests that the engine never sees and that are answered with 500. */
  refuse(which: ((request: { method: string; path: string }) => boolean) | null): void
  /** Writes down everything that passes from now on. */
  record(line: ((line: TraceLine) => void) | null): void
  close(): Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text === '' ? null : text
  }
}

export const startAriProxy = async ({ to, port = 0 }: AriProxyOptions): Promise<AriProxy> => {
  let decide: ((event: AriEvent) => Partial<Delivery>) | null = null
  let write: ((line: TraceLine) => void) | null = null
  let refused: ((request: { method: string; path: string }) => boolean) | null = null
  let begun = 0
  const ms = () => Math.round(performance.now() - begun)

  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request)
    const path = (request.url ?? '').replace(/^\/ari/, '')
    if (refused?.({ method: request.method ?? 'GET', path: path.replace(/\?.*/, '') })) return void response.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"Internal Server Error"}')
    const answer = await fetch(`${to}${path}`, {
      method: request.method ?? 'GET',
      headers: { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' },
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    })
    const content = Buffer.from(await answer.arrayBuffer())
    const isText = answer.headers.get('content-type')?.includes('json') ?? true
    const url = new URL(path, 'http://ari')
    write?.({
      request: {
        method: request.method ?? 'GET', path: decodeURIComponent(url.pathname),
        ...(url.search ? { query: Object.fromEntries(url.searchParams) } : {}), ...(body.length > 0 ? { body: json(body.toString()) } : {}),
      },
      response: { status: answer.status, body: isText ? json(content.toString()) : `${content.length} bytes` },
      ms: ms(),
    })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' }).end(content)
  }

  const server = createServer((request, response) => {
    // an engine that is away is a broken line to whoever asked
    pass(request, response).catch(() => response.destroy())
  })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    const far = new WebSocket(`${to.replace(/^http/, 'ws')}${(request.url ?? '').replace(/^\/ari/, '')}`, { headers: { authorization: request.headers.authorization ?? '' } })
    // the line is open only when it is open all the way
    far.on('error', () => socket.destroy())
    far.on('open', () => sockets.handleUpgrade(request, socket, head, (near) => join(near, far)))
  })
  const join = (near: WebSocket, far: WebSocket): void => {
    const bring = (text: string, { copies = 1, delayMs = 0, rewrite }: Partial<Delivery>) => {
      const texts = rewrite?.map((event) => JSON.stringify(event)) ?? [text]
      const send = () => {
        for (let copy = 0; copy < copies; copy++) for (const each of texts) near.send(each)
      }
      if (delayMs === 0) send()
      else setTimeout(send, delayMs)
    }
    far.on('message', (data) => {
      const text = String(data)
      const event = JSON.parse(text) as AriEvent
      write?.({ event, ms: ms() })
      bring(text, decide?.(event) ?? {})
    })
    far.on('close', () => near.terminate())
    near.on('close', () => far.terminate())
    near.on('error', () => far.terminate())
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ari`,
    deliver(how) {
      decide = how
    },
    refuse(which) {
      refused = which
    },
    record(line) {
      begun = performance.now()
      write = line
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
