import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { createLog, type Logger } from '../../log.ts'
import { TelephonyError } from '../port.ts'
import { ariClient } from './client.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

interface Engine {
  answer?: (request: IncomingMessage, response: ServerResponse) => void
  /** HTTP status the handshake is refused with; null lets it in. */
  refuses?: () => number | null
  /** A peer that vanished: the socket stays, nothing comes. */
  deaf?: () => boolean
  /** How long the client waits for an answer. */
  deadlineMs?: number
}

/** An engine with faults, on a real port, and a client that lives fast. Gives what was warned of. */
const setup = async ({ answer = (_request, response) => void response.end('{}'), refuses = () => null, deaf = () => false, deadlineMs = 30_000 }: Engine) => {
  const server = createServer(answer)
  const sockets = new WebSocketServer({ noServer: true, autoPong: false })
  const seen = { lines: 0, pings: 0 }
  server.on('upgrade', (request, socket, head) => {
    const status = refuses()
    if (status !== null) return socket.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    sockets.handleUpgrade(request, socket, head, (line: WebSocket) => {
      seen.lines++
      line.on('ping', (data) => {
        seen.pings++
        if (!deaf()) line.pong(data)
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const warned: unknown[] = []
  const log: Logger = Object.assign(createLog('silent'), { warn: (...words: unknown[]) => void warned.push(words) })
  const client = ariClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ari`, user: 'u', password: 'p', app: 'a' }, log, {
    deadlineMs, reconnectMs: 10, heartbeatMs: 250, complainMs: 60_000,
  })
  cleanups.push(async () => {
    await client.close()
    for (const line of sockets.clients) line.terminate()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const news: string[] = []
  const handlers = { event: ({ type }: { type: string }) => void news.push(type), opened: () => void news.push('opened'), closed: () => void news.push('closed') }
  return { client, warned, news, handlers, seen, sockets }
}

const until = async (met: () => boolean): Promise<void> => {
  for (const end = Date.now() + 30_000; !met(); await new Promise((resolve) => setTimeout(resolve, 5))) if (Date.now() > end) throw new Error('it never came')
}
const caught = (asked: Promise<unknown>): Promise<unknown> => asked.then((value) => ({ value }), (error: unknown) => error)

describe('asking the engine', () => {
  it('an answer is read, and none is null', async () => {
    const { client } = await setup({ answer: (request, response) => void (request.method === 'GET' ? response.end('{"rxcount":3}') : response.writeHead(204).end()) })
    expect(await client.request('GET', '/channels/l/rtp_statistics')).toEqual({ rxcount: 3 })
    expect(await client.request('POST', '/channels/l/answer')).toBeNull()
  })

  it('a refusal keeps the engine’s own words', async () => {
    const { client } = await setup({ answer: (_request, response) => void response.writeHead(400).end('{"message":"Channel not found"}') })
    const error = await caught(client.request('POST', '/bridges/b/removeChannel', { channel: 'l' }))
    expect(error).toBeInstanceOf(TelephonyError)
    expect(error).toMatchObject({ code: 'not-found', status: 400, reason: 'Channel not found' })
  })

  it.each<[string, (response: ServerResponse) => void]>([
    ['is no JSON', (response) => void response.end('<h1>hello</h1>')],
    ['breaks off', (response) => {
      response.writeHead(200, { 'content-length': 1_000 })
      response.write('{"id":')
      setTimeout(() => response.destroy(), 10)
    }],
    ['of a refusal breaks off', (response) => {
      response.writeHead(404, { 'content-length': 1_000 })
      response.write('{"mess')
      setTimeout(() => response.destroy(), 10)
    }],
    ['never ends', (response) => {
      response.writeHead(200)
      response.write('{"id":')
    }],
    ['never begins', () => undefined],
  ])('an answer whose body %s is no answer', async (_what, answer) => {
    const { client } = await setup({ answer: (_request, response) => answer(response), deadlineMs: 500 })
    const error = await caught(client.request('GET', '/channels'))
    expect(error).toBeInstanceOf(TelephonyError)
    expect(error).toMatchObject({ code: 'away', status: 0 })
  })

  it('a recording that breaks off is not kept by half', async () => {
    const { client } = await setup({ answer: (_request, response) => {
      response.writeHead(200, { 'content-length': 1_000 })
      response.write('RIFF')
      setTimeout(() => response.destroy(), 10)
    } })
    expect(await caught(client.download('/recordings/stored/r/file'))).toMatchObject({ name: 'TelephonyError', code: 'away' })
  })
})

describe('the line on which the engine tells', () => {
  it('stays open while the engine answers its pings', async () => {
    const { client, handlers, news, seen } = await setup({})
    await client.open(handlers)
    await until(() => seen.pings >= 5)
    expect(news).toEqual(['opened'])
    expect(client.connected).toBe(true)
  })

  it('a peer that vanished without a farewell is noticed, and the line opened anew', async () => {
    let deaf = false
    const { client, handlers, news, seen, warned } = await setup({ deaf: () => deaf })
    await client.open(handlers)
    deaf = true
    await until(() => news.includes('closed'))
    deaf = false
    await until(() => seen.lines >= 2 && client.connected)
    expect(news.slice(0, 3)).toEqual(['opened', 'closed', 'opened'])
    expect(JSON.stringify(warned)).toContain('no longer answers')
  })

  it('a wrong password is said once, and tried again until it is right', async () => {
    let tries = 0
    const { client, handlers, news, warned } = await setup({ refuses: () => (++tries <= 5 ? 401 : null) })
    await client.open(handlers)
    expect(tries).toBe(6)
    expect(news).toEqual(['opened'])
    expect(warned).toHaveLength(1)
    expect(JSON.stringify(warned)).toContain('the engine refuses the user name or the password (401)')
  })

  it('an engine that is away is said once', async () => {
    const { client, handlers, news, sockets, warned, seen } = await setup({ refuses: () => (seen.lines === 0 ? null : 503) })
    await client.open(handlers)
    for (const line of sockets.clients) line.terminate()
    await until(() => warned.length > 0)
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(warned).toHaveLength(1)
    expect(JSON.stringify(warned)).toContain('the engine answers 503')
    expect(news).toEqual(['opened', 'closed'])
    expect(client.connected).toBe(false)
  })

  it('once closed it stays closed', async () => {
    const { client, handlers, seen } = await setup({})
    await client.open(handlers)
    await client.close()
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(seen.lines).toBe(1)
    expect(client.connected).toBe(false)
  })
})
