import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGateway } from './gateway.ts'
import { type Listener, createRouter, eventStream, listen, route, send } from './http.ts'
import { until } from './testing/until.ts'

describe('the public port', () => {
  let folder: string
  let app: Listener
  let gateway: Listener
  let appUrl: string
  let tell: (event: string, data: unknown) => void
  let readers = 0
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'desk-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<title>Desk</title>')
    await writeFile(join(folder, 'assets', 'a-1.js'), 'let a')
    const handle = createRouter({
      presentError: ({ status, message }) => ({ status, body: { message } }),
      routes: [
        route('POST', '/api/echo', async (asked) => ({ status: 201, body: { said: await asked.json(), who: asked.header('authorization'), forwarded: asked.header('x-forwarded-host') } })),
        route('GET', '/api/events', (_, response) => {
          readers += 1
          tell = eventStream(response, () => { readers -= 1 }).send
          return undefined
        }),
        route('GET', '/tab/', () => ({ status: 200, body: 'tab' })),
      ],
    })
    app = await listen((asked, response) => void handle(asked, response), 0)
    appUrl = app.url
    gateway = await startGateway({ port: 0, deskFolder: folder, appUrl: () => appUrl, control: (_, response) => send(response, { status: 200, body: 'control' }) })
  })
  afterAll(async () => {
    await gateway.close()
    await app.close()
    await rm(folder, { recursive: true })
  })
  afterEach(() => { appUrl = app.url })

  it('serves the desk, and nothing outside its folder', async () => {
    const page = await fetch(gateway.url)
    expect(await page.text()).toBe('<title>Desk</title>')
    expect((await fetch(`${gateway.url}/assets/a-1.js`)).headers.get('cache-control')).toContain('immutable')
    expect((await fetch(`${gateway.url}/..%2f..%2fetc/passwd`)).status).toBe(404)
    expect((await fetch(`${gateway.url}/%ff`)).status).toBe(404)
    expect((await fetch(`${gateway.url}/missing.js`)).status).toBe(404)
  })

  it('hands control calls to the sandbox and the rest to the app, whole', async () => {
    expect(await (await fetch(`${gateway.url}/sandbox/phones`)).json()).toBe('control')
    expect(await (await fetch(`${gateway.url}/tab/`)).json()).toBe('tab')
    const answer = await fetch(`${gateway.url}/api/echo?x=1`, { method: 'POST', headers: { authorization: 'Bearer t' }, body: JSON.stringify({ a: 1 }) })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toEqual({ said: { a: 1 }, who: 'Bearer t', forwarded: new URL(gateway.url).host })
  })

  it('lets a live stream flow event by event, and closes it at the app when the reader leaves', async () => {
    const leave = new AbortController()
    const answer = await fetch(`${gateway.url}/api/events`, { signal: leave.signal })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    for (const count of [1, 2]) {
      tell('call', { count })
      expect((await reader.read()).value).toBe(`event: call\ndata: {"count":${count}}\n\n`)
    }
    leave.abort()
    await until(() => readers === 0)
    expect(readers).toBe(0)
  })

  it('says so when the app is away', async () => {
    appUrl = 'http://127.0.0.1:9'
    const answer = await fetch(`${gateway.url}/api/me`)
    expect(answer.status).toBe(502)
    expect(await answer.json()).toEqual({ error: { code: 'app-away', message: expect.stringContaining('not running') as unknown } })
  })

  it('answers no page of another site', async () => {
    expect((await fetch(`${gateway.url}/sandbox/people`, { headers: { origin: 'https://elsewhere.example' } })).status).toBe(403)
    const rebound = await new Promise<number>((resolve) => {
      request(`${gateway.url}/sandbox/people`, { headers: { host: 'elsewhere.example' } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      }).end()
    })
    expect(rebound).toBe(403)
  })

  it('names a port in use and what to do', async () => {
    await expect(startGateway({ port: gateway.port, deskFolder: folder, appUrl: () => appUrl, control: () => undefined }))
      .rejects.toThrow(`Port ${gateway.port} is in use by another program. Stop it, or choose another port: PORT=${gateway.port + 1} npm start`)
  })
})
