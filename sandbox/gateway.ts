/** The one public port: the desk's page, the control API, and everything else of the app passed on to its process. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type IncomingMessage, type ServerResponse, Agent, request as httpRequest } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { codeOf } from './errors.ts'
import { type Listener, listen, send } from './http.ts'

export interface GatewayOptions {
  port: number
  /** The built desk; a short page says so while it is absent. */
  deskFolder: string
  appUrl(): string
  /** Answers everything below `/sandbox/`. */
  control(request: IncomingMessage, response: ServerResponse): void
}

const appPaths = /^\/(?:api|tab|healthz|readyz|metrics)(?:[/?]|$)/
const loopbackNames = ['127.0.0.1', 'localhost', '[::1]']

/** @throws Error that names a port in use and says what to do. */
export const startGateway = async ({ port, deskFolder, appUrl, control }: GatewayOptions): Promise<Listener> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const listener = await listen((request, response) => {
    const path = request.url ?? '/'
    // Another site's page must not steer the sandbox: not by a name it points at this machine, not by a form.
    if (!isLocal(request)) return send(response, { status: 403, body: { error: { code: 'not-local', message: 'The sandbox answers only pages opened on this machine.' } } })
    if (appPaths.test(path)) return passOn({ request, response, base: appUrl(), agent })
    if (path.startsWith('/sandbox/')) return control(request, response)
    void serveFile(request, response, deskFolder)
  }, port).catch((error: unknown) => {
    if (codeOf(error) === 'EADDRINUSE') {
      throw new Error(`Port ${port} is in use by another program. Stop it, or choose another port: PORT=${port + 1} npm start`)
    }
    throw error
  })
  const close = async () => {
    agent.destroy()
    await listener.close()
  }
  return { ...listener, close }
}

const isLocal = ({ headers: { host = '', origin } }: IncomingMessage): boolean => {
  const name = (authority: string) => authority.replace(/:\d+$/, '')
  if (!loopbackNames.includes(name(host))) return false
  return origin === undefined || !URL.canParse(origin) || loopbackNames.includes(new URL(origin).hostname)
}

interface PassOn { request: IncomingMessage, response: ServerResponse, base: string, agent: Agent }

const away = { error: { code: 'app-away', message: 'The app is not running just now. Start it, or wait a moment.' } }

/** Pipes both ways, piece by piece: a live stream flows as it comes. */
const passOn = ({ request, response, base, agent }: PassOn): void => {
  const { hostname, port } = new URL(base)
  const { connection: _, ...headers } = request.headers
  const upstream = httpRequest({ hostname, port, agent, method: request.method, path: request.url, headers: { ...headers, 'x-forwarded-for': request.socket.remoteAddress ?? '', 'x-forwarded-host': headers.host ?? '', 'x-forwarded-proto': 'http' } })
  upstream.on('response', (answer) => {
    const { connection: __, 'keep-alive': ___, ...answerHeaders } = answer.headers
    response.writeHead(answer.statusCode ?? 502, answerHeaders)
    response.flushHeaders()
    answer.pipe(response)
    // Cut off in the middle, as by kill -9: the reader must not take it for the end.
    answer.on('error', () => response.destroy())
    answer.on('aborted', () => response.destroy())
  })
  upstream.on('error', () => {
    if (response.headersSent) return void response.destroy()
    send(response, { status: 502, body: away })
  })
  response.on('close', () => upstream.destroy())
  request.pipe(upstream)
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.ico': 'image/x-icon', '.json': 'application/json', '.woff2': 'font/woff2', '.wav': 'audio/wav', '.map': 'application/json',
}

const serveFile = async (request: IncomingMessage, response: ServerResponse, folder: string): Promise<void> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, { status: 405, body: { error: { code: 'method-not-allowed', message: 'This address can only be read.' } } })
  const file = await findFile(folder, request.url ?? '/')
  if (file === undefined) {
    const isPage = (request.url ?? '/').split('?')[0] === '/'
    if (!isPage) return send(response, { status: 404, body: { error: { code: 'not-found', message: `There is nothing at ${request.url}.` } } })
    response.writeHead(200, { 'content-type': types['.html'] }).end('<!doctype html><title>Single Number</title><p>The desk is not built yet. The control API is at <a href="/sandbox/openapi.json">/sandbox/openapi.json</a>.')
    return
  }
  // Vite puts a hash into the names below assets/: those never change.
  const cache = file.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache'
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': cache })
  if (request.method === 'HEAD') return void response.end()
  createReadStream(file).on('error', () => response.destroy()).pipe(response)
}

const findFile = async (folder: string, url: string): Promise<string | undefined> => {
  const { pathname } = new URL(url, 'http://127.0.0.1')
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path))
  if (!file.startsWith(folder + sep) || path.includes('\0')) return undefined
  const found = await stat(file).catch(() => undefined)
  return found?.isFile() ? file : undefined
}
