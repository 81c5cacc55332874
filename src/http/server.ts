import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import restify, { type Request, type Response } from 'restify'
import type { z } from 'zod/v4'
import type { signInConfig } from '../api/person.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { Problem } from '../service/problem.ts'
import { TokenError, type SignedIn, type TokenChecker } from '../microsoft/entra.ts'
import { badRequest, sendError } from './errors.ts'
import { describe } from './openapi.ts'
import { requireRole, type RawRoute, type Route } from './route.ts'

export interface ServerPorts {
  config: Pick<Config, 'host' | 'port' | 'clientId' | 'tenantIds' | 'bot'>
  log: Logger
  metrics: Metrics
  routes: Route[]
  raw: RawRoute[]
  whoAsks(request: Request): Promise<SignedIn>
  /** Why the app can't do its work now, in words anybody may read; null when it can. */
  notReady(): Promise<string | null>
}

export interface HttpServer {
  listen(): Promise<void>
  close(): Promise<void>
}

const nothingHere = () => new Problem('not-found', 'There is nothing at this address.')
const tabFolder = fileURLToPath(new URL('../../tab/dist', import.meta.url))

/**
 * Whoever stands before us (a load balancer, a reverse proxy) keeps connections for the next request, and must be the one
 * who lets go: a request sent just as we close is lost, and people see a 502. Among those in use Google's keeps them
 * longest, 600 s: https://docs.cloud.google.com/load-balancing/docs/https#timeouts_and_retries
 */
const idleConnectionMs = 620_000

/** Teams shows the tab in a frame of its own: https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements */
const frameAncestors = "frame-ancestors 'self' https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft https://*.office.com https://*.microsoft365.com"

export const bearerOf = (request: Request): string => {
  const [scheme, token] = (request.header('authorization') ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw new TokenError('token-missing', 'no bearer token')
  return token
}

export const signedInBy = (check: TokenChecker) => (request: Request): Promise<SignedIn> => Promise.resolve().then(() => check(bearerOf(request)))

export const createServer = (ports: ServerPorts): HttpServer => {
  const { config, log, metrics, routes, raw, whoAsks } = ports
  const server = restify.createServer({ name: 'single-number', ignoreTrailingSlash: true })

  server.server.keepAliveTimeout = idleConnectionMs

  server.use((_request: Request, response: Response, next: () => void) => {
    response.header('x-content-type-options', 'nosniff')
    response.header('referrer-policy', 'strict-origin-when-cross-origin')
    response.header('content-security-policy', frameAncestors)
    next()
  })
  server.use(restify.plugins.queryParser({ mapParams: false }))
  // JSON only: restify's general parser writes uploaded files to the disk, for anybody, before a route is asked
  const readBody = restify.plugins.bodyReader({ maxBodySize: 64 * 1024 }) as unknown as (request: Request, response: Response, next: () => void) => void
  const uploads = new Set(raw.filter(({ upload }) => upload).map(({ method, path }) => `${method} ${path}`))
  // an upload is larger, and is read by its own route once it knows who sends it
  server.use((request: Request, response: Response, next: () => void) => {
    const isUpload = uploads.has(`${request.method?.toLowerCase()} ${request.getRoute().path}`)
    return isUpload ? next() : readBody(request, response, next)
  })
  server.use(restify.plugins.jsonBodyParser({ mapParams: false, bodyReader: true }))

  const guarded = (path: string, handle: (request: Request, response: Response) => Promise<void>) => async (request: Request, response: Response): Promise<void> => {
    const done = metrics.requests.startTimer({ route: path })
    try {
      // every id of ours is made of these, with a "+" before numbers; anything else is the id of nothing
      if (Object.values(request.params as Record<string, string>).some((id) => !/^\+?[\w-]{1,200}$/.test(id))) throw nothingHere()
      await handle(request, response)
    } catch (error) {
      if (response.headersSent) response.end()
      else sendError(response, error, log)
    } finally {
      done({ status: String(response.statusCode) })
    }
  }

  const parse = (schema: Route['body'], value: unknown, where: string): unknown => {
    if (schema === undefined) return undefined
    const parsed = schema.safeParse(value ?? {})
    if (!parsed.success) throw badRequest(parsed.error, where)
    return parsed.data
  }

  for (const route of routes) {
    server[route.method](route.path, guarded(route.path, async (request, response) => {
      const person = await whoAsks(request)
      requireRole(person, route.role)
      const answer = await route.handle({
        person,
        params: request.params as Record<string, string>,
        query: parse(route.query, request.query, 'query'),
        body: parse(route.body, request.body, 'body'),
        idempotencyKey: request.header('idempotency-key') || undefined,
      })
      response.header('cache-control', 'no-store')
      response.send(route.status, answer)
    }))
  }
  for (const route of raw) server[route.method](route.path, guarded(route.path, route.handle))

  const description = describe(routes)
  server.get('/api/openapi.json', async (_request: Request, response: Response) => void response.send(200, description))
  // what the tab needs to sign in; nothing here is secret
  server.get('/api/config', async (_request: Request, response: Response) => {
    const [only] = config.tenantIds
    response.send(200, { clientId: config.clientId, botId: config.bot.id, tenantId: (config.tenantIds.length === 1 ? only : null) ?? null } satisfies z.infer<typeof signInConfig>)
  })
  server.get('/healthz', async (_request: Request, response: Response) => void response.send(200, { status: 'ok' }))
  server.get('/readyz', async (_request: Request, response: Response) => {
    const why = await ports.notReady()
    if (why === null) response.send(200, { status: 'ready' })
    else response.send(503, { status: 'not ready', why })
  })
  server.get('/metrics', async (_request: Request, response: Response) => {
    response.writeHead(200, { 'content-type': metrics.registry.contentType })
    response.end(await metrics.registry.metrics())
  })
  server.get('/tab', (request: Request, response: Response, next: (error?: unknown) => void) => {
    // the page's own addresses are relative to /tab/
    if (request.path() === '/tab') return response.redirect(308, '/tab/', next)
    response.setHeader('cache-control', 'no-cache')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.on('finish', () => next())
    createReadStream(`${tabFolder}/index.html`).on('error', () => sendError(response, new Problem('not-found', 'The tab has not been built: npm run build.'), log)).pipe(response)
  })
  server.get('/tab/*', restify.plugins.serveStaticFiles(tabFolder, {
    setHeaders(response: Response, path: string) {
      // built files carry a hash in their names; the page itself is always asked for anew
      response.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  }))

  const unknown = (_request: Request, response: Response, _error: unknown, done: () => void) => {
    sendError(response, nothingHere(), log)
    done()
  }
  server.on('NotFound', unknown)
  server.on('MethodNotAllowed', unknown)
  // a body that is too large, or no JSON, never reaches a route
  server.on('PayloadTooLarge', (_request: Request, response: Response, _error: unknown, done: () => void) => {
    response.send(413, { error: { code: 'too-large', message: 'That is too much at once: 64 kB at most.', field: 'body' } })
    done()
  })
  server.on('InvalidContent', (_request: Request, response: Response, _error: unknown, done: () => void) => {
    response.send(400, { error: { code: 'bad-request', message: 'The body is not valid JSON.', field: 'body' } })
    done()
  })

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.server.once('error', (error: NodeJS.ErrnoException) =>
          reject(error.code === 'EADDRINUSE' ? new Error(`Port ${config.port} is in use. Set PORT to another one.`) : error))
        server.listen(config.port, config.host, () => resolve())
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.server.closeAllConnections()
      }),
  }
}
