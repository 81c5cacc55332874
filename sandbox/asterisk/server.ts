import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { WebSocketServer } from 'ws'
import type { Engine } from './engine.ts'

export interface AriServerOptions {
  engine: Engine
  /** 0 takes any free port. */
  port: number
  user: string
  password: string
  host?: string
}

export interface AriServer {
  /** e.g. `http://127.0.0.1:18088/ari` */
  url: string
  port: number
  close(): Promise<void>
}

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? undefined : JSON.parse(text) as unknown
}

const send = (response: ServerResponse, status: number, body: unknown): void => {
  if (body === null || body === undefined) {
    response.writeHead(status).end()
  } else if (Buffer.isBuffer(body)) {
    response.writeHead(status, { 'content-type': 'audio/wav', 'content-length': body.length }).end(body)
  } else {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
}

/** Puts an engine on the wire: HTTP under `/ari`, events by WebSocket at `/ari/events`. */
export const startAriServer = async (options: AriServerOptions): Promise<AriServer> => {
  const { engine, host = '127.0.0.1' } = options
  const key = `${options.user}:${options.password}`
  const basic = `Basic ${Buffer.from(key).toString('base64')}`
  const isAllowed = (request: IncomingMessage, url: URL) =>
    request.headers.authorization === basic || url.searchParams.get('api_key') === key
  const urlOf = (request: IncomingMessage) => new URL(request.url ?? '/', `http://${host}`)

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = urlOf(request)
    if (!isAllowed(request, url)) {
      response.setHeader('www-authenticate', 'Basic realm="Asterisk REST Interface"')
      return send(response, 401, { message: 'Authentication required' })
    }
    if (!url.pathname.startsWith('/ari/')) return send(response, 404, { message: 'Resource not found' })
    let body: unknown
    try {
      body = await readBody(request)
    } catch {
      return send(response, 400, { message: 'Failed to parse request body' })
    }
    const result = engine.request({
      method: request.method ?? 'GET', path: url.pathname.slice('/ari'.length), query: Object.fromEntries(url.searchParams), body,
    })
    send(response, result.status, result.body)
  }

  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`ari stand-in: ${String(error)}\n`)
      if (!response.headersSent) send(response, 500, { message: 'Internal error' })
    })
  })
  server.on('upgrade', (request, socket, head) => {
    const url = urlOf(request)
    const apps = (url.searchParams.get('app') ?? '').split(',').filter(Boolean)
    const refuse = (line: string) => socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    if (url.pathname !== '/ari/events') return refuse('404 Not Found')
    if (!isAllowed(request, url)) return refuse('401 Unauthorized')
    if (apps.length === 0) return refuse('400 Bad Request')
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const all = ['true', 'yes', '1', 'on'].includes(url.searchParams.get('subscribeAll') ?? '')
      const closes = apps.map((app) => engine.subscribe(app, all, (event) => {
        if (webSocket.readyState === webSocket.OPEN) webSocket.send(JSON.stringify(event))
      }))
      webSocket.on('error', () => webSocket.terminate())
      webSocket.on('close', () => closes.forEach((close) => close()))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  return {
    url: `http://${host}:${port}/ari`,
    port,
    async close() {
      for (const webSocket of sockets.clients) webSocket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
