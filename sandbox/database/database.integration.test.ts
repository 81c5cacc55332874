import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { isAlive, signal, waitForExit } from '../processes.ts'
import { removeDatabase, startDatabase, startTestDatabase } from './index.ts'

const ask = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(sql)
    return rows
  } finally {
    await client.end()
  }
}

describe('the sandbox database', () => {
  let dataDir: string
  beforeAll(async () => { dataDir = await mkdtemp(join(tmpdir(), 'single-number-')) })
  afterAll(async () => {
    await removeDatabase(dataDir)
    await rm(dataDir, { recursive: true, force: true })
  })

  it('is PostgreSQL 18, keeps what was written over a restart, and asks for its password', async () => {
    const first = await startDatabase({ dataDir, password: 'first-start' })
    await ask(first.url, 'create table note (words text)')
    await ask(first.url, `insert into note values ('kept')`)
    expect(await ask(first.url, 'show server_version')).toEqual([{ server_version: expect.stringMatching(/^18\./) as string }])
    const wrong = new URL(first.url)
    wrong.password = 'guess'
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed')
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)

    const second = await startDatabase({ dataDir, password: 'first-start' })
    expect(await ask(second.url, 'select * from note')).toEqual([{ words: 'kept' }])
    await second.stop()
  })

  it('stops a server that a killed sandbox left behind, and goes on with its data', async () => {
    // A process of its own starts the database and is killed as by kill -9.
    const index = join(import.meta.dirname, 'index.ts')
    const parent = spawn(process.execPath, ['--input-type=module', '-e', `
      import { startDatabase } from ${JSON.stringify(index)}
      const database = await startDatabase({ dataDir: ${JSON.stringify(dataDir)}, password: 'first-start' })
      console.log(database.pid)
      setInterval(() => {}, 1000)
    `], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } })
    const orphan = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())))
    })
    signal(parent.pid ?? 0, 'SIGKILL')
    await waitForExit(parent.pid ?? 0, 2_000)
    expect(isAlive(orphan)).toBe(true)

    const next = await startDatabase({ dataDir, password: 'first-start' })
    expect(isAlive(orphan)).toBe(false)
    expect(await ask(next.url, 'select * from note')).toEqual([{ words: 'kept' }])
    await next.stop()
  })
})

describe('a test database', () => {
  it('is empty and apart from every other one', async () => {
    const [one, other] = await Promise.all([startTestDatabase(), startTestDatabase()])
    await ask(one.url, 'create table mine (id int)')
    expect(await ask(other.url, `select tablename from pg_tables where schemaname = 'public'`)).toEqual([])
    await one.stop()
    await other.stop()
    await expect(ask(one.url, 'select 1')).rejects.toThrow('does not exist')
  })
})
