import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { removeDatabase } from './database/index.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { until } from './testing/until.ts'

/** In the app's place: answers as far as the sandbox itself needs, and shows its database and its settings. */
const program = `
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
const pg = createRequire(process.env.PROJECT_FILE)('pg')
const turns = []
createServer(async (request, response) => {
  const answer = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (request.url === '/readyz') return answer(200, {})
  if (request.url === '/api/messages') {
    let text = ''
    for await (const chunk of request) text += chunk
    turns.push(JSON.parse(text).type)
    return answer(200, {})
  }
  if (request.url === '/api/turns') return answer(200, turns)
  if (request.url === '/api/database') {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try { await client.connect(); await client.query('select 1'); await client.end(); return answer(200, 'ok') } catch (error) { return answer(503, error.message) }
  }
  answer(200, process.env)
}).listen(Number(process.env.PORT), process.env.HOST)
`

describe('the whole sandbox', () => {
  let dataDir: string
  let folder: string
  let sandbox: Sandbox
  const start = () => startSandbox({ dataDir, build: false, seed: false, appEntry: join(folder, 'app.mjs'), environment: { PROJECT_FILE: import.meta.filename } })
  const post = async (path: string, body?: unknown) => {
    const answer = await fetch(sandbox.url + path, { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    return { status: answer.status, json: await answer.json() as unknown }
  }
  const get = async (path: string) => {
    const answer = await fetch(sandbox.url + path)
    return { status: answer.status, json: await answer.json() as unknown }
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
    dataDir = join(folder, 'data')
    await writeFile(join(folder, 'app.mjs'), program)
    sandbox = await start()
  })
  afterAll(async () => {
    await sandbox.stop()
    await removeDatabase(dataDir)
    await rm(folder, { recursive: true })
  })

  it('gives the app everything it needs to find, and installs its bot for everyone', async () => {
    const { json } = await get('/api/settings')
    expect(json).toMatchObject({ PUBLIC_URL: sandbox.url, ARI_APP: 'single-number', GRAPH_URL: sandbox.graph.url, ENTRA_AUTHORITY: sandbox.entra.url })
    const { ARI_URL, ARI_USER, ARI_PASSWORD } = json as Record<string, string>
    const asterisk = await fetch(`${ARI_URL}/asterisk/info`, { headers: { authorization: `Basic ${Buffer.from(`${ARI_USER}:${ARI_PASSWORD}`).toString('base64')}` } })
    expect(asterisk.status).toBe(200)
    const turns = (await get('/api/turns')).json as string[]
    expect(turns.filter((type) => type === 'installationUpdate')).toHaveLength(sandbox.people.length)
  })

  it('takes the database away from the app and gives it back', async () => {
    expect((await get('/api/database')).status).toBe(200)
    await post('/sandbox/faults', { database: 'down' })
    expect((await get('/api/database')).status).toBe(503)
    await post('/sandbox/faults', { database: 'slow' })
    const began = Date.now()
    expect((await get('/api/database')).status).toBe(200)
    expect(Date.now() - began).toBeGreaterThan(900)
    await post('/sandbox/faults', { database: 'ok' })
  })

  it('shows a person in a Teams call as busy, as Teams does by itself', async () => {
    const [dana] = sandbox.people
    const shown = async () => (await get(`/sandbox/presence/${dana!.userId}`)).json
    await post('/sandbox/phones/dana-teams-laptop/dial', { to: '+12065550142' })
    await until(() => sandbox.phones.get('outside-lena').state === 'ringing')
    await post('/sandbox/phones/outside-lena/answer')
    await until(() => sandbox.phones.get('dana-teams-laptop').state === 'talking')
    expect(await shown()).toMatchObject({ availability: 'Busy', activity: 'InACall' })
    await post('/sandbox/phones/dana-teams-laptop/hangup')
    expect(await shown()).toMatchObject({ availability: 'Available' })
  })

  it('kills the app, says it is away, and starts it again', async () => {
    expect((await post('/sandbox/app/kill')).json).toEqual({ running: false })
    expect((await get('/api/settings')).status).toBe(502)
    expect((await post('/sandbox/app/start')).json).toEqual({ running: true })
    expect((await get('/api/settings')).status).toBe(200)
  })

  it('refuses a second start on the same data, and says where the first one is', async () => {
    await expect(start()).rejects.toThrow(sandbox.url)
  })

  it('keeps data, chats, keys and addresses over a restart', async () => {
    const [dana] = sandbox.people
    await sandbox.connector.say(dana!.userId, 'remember me')
    const client = new pg.Client({ connectionString: sandbox.databaseUrl })
    await client.connect()
    await client.query('create table kept (words text)')
    await client.end()
    const [graph, service] = [sandbox.graph.url, sandbox.connector.url]
    await sandbox.stop()
    sandbox = await start()
    expect(sandbox.connector.chat(dana!.userId)).toMatchObject([{ text: 'remember me' }])
    expect([sandbox.graph.url, sandbox.connector.url]).toEqual([graph, service])
    const again = new pg.Client({ connectionString: sandbox.databaseUrl })
    await again.connect()
    expect((await again.query('select * from kept')).rows).toEqual([])
    await again.end()
  })

  it('begins anew where the clone was removed and made again', async () => {
    await sandbox.stop()
    await rm(dataDir, { recursive: true })
    sandbox = await start()
    const client = new pg.Client({ connectionString: sandbox.databaseUrl })
    await client.connect()
    await expect(client.query('select * from kept')).rejects.toThrow('does not exist')
    await client.end()
  })
})
