import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AppProcess, createAppProcess } from './app-process.ts'
import { freePort, isAlive, signal } from './processes.ts'
import { until as soon } from './testing/until.ts'

/** A program that becomes ready after a moment, shows its settings, and can be told to fail. */
const program = `
import { createServer } from 'node:http'
if (process.env.FAILS) { console.error('no such setting'); process.exit(3) }
const began = Date.now()
createServer((request, response) => {
  if (request.url === '/readyz') return response.writeHead(Date.now() - began < 150 ? 503 : 200).end()
  response.end(JSON.stringify(process.env))
}).listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => { console.log('{"level":30,"msg":"bye"}'); process.exit(0) })
console.log('{"level":30,"msg":"hello"}')
console.log('{"level":50,"msg":"a fault"}')
`

describe('the app\'s process', () => {
  let folder: string
  let said: string[]
  let app: AppProcess
  const create = async (environment: Record<string, string> = {}): Promise<AppProcess> => {
    const port = await freePort()
    const entry = join(folder, 'main.mjs')
    await writeFile(entry, program)
    return createAppProcess({ entry, cwd: folder, url: `http://127.0.0.1:${port}`, logFile: join(folder, 'app.log'), say: (line) => said.push(line), restartMs: 50, environment: { PORT: String(port), ...environment } })
  }
  const until = async (condition: () => boolean) => {
    await soon(condition)
    expect(condition()).toBe(true)
  }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'app-'))
    said = []
  })
  afterEach(async () => {
    await app.stop()
    await rm(folder, { recursive: true })
  })

  it('starts with its own settings only, and is there once it is ready', async () => {
    process.env['SECRET_OF_THE_SHELL'] = 'x'
    app = await create({ CLIENT_ID: 'c' })
    await app.start()
    const environment = await (await fetch(app.url)).json()
    expect(environment).toMatchObject({ CLIENT_ID: 'c' })
    expect(environment).not.toHaveProperty('SECRET_OF_THE_SHELL')
    expect(said).toEqual(['{"level":50,"msg":"a fault"}'])
  })

  it('is killed as by kill -9 and stays away until it is started', async () => {
    app = await create()
    const changes: boolean[] = []
    app.onChange((running) => changes.push(running))
    await app.start()
    const pid = app.pid()!
    await app.kill()
    expect(isAlive(pid)).toBe(false)
    expect(app.running()).toBe(false)
    await sleep(150)
    expect(app.running()).toBe(false)
    await app.start()
    expect(changes).toEqual([true, false, true])
    expect(await readFile(join(folder, 'app.log'), 'utf8')).not.toContain('bye')
    await app.stop()
    await until(() => !app.running())
    expect(await readFile(join(folder, 'app.log'), 'utf8')).toContain('bye')
  })

  it('comes back by itself when it ends unexpectedly, and says so', async () => {
    app = await create()
    await app.start()
    const first = app.pid()!
    signal(first, 'SIGKILL')
    await until(() => app.running() && app.pid() !== first)
    await until(() => said.some((line) => line.includes('ended unexpectedly (SIGKILL)')))
  })

  it('is left alone after five tries', async () => {
    app = await create({ FAILS: '1' })
    await expect(app.start()).rejects.toThrow('ended before it was ready')
    await until(() => said.some((line) => line.includes('left alone')))
    expect(said.filter((line) => line.includes('starting it again'))).toHaveLength(5)
    expect(said).toContain('no such setting')
  })
})
