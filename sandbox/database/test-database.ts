import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { type Socket, createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod/v4'
import { migratedTemplate } from './test-template.ts'
import { stateFolder } from './test-keeper-state.ts'

export interface TestDatabase {
  /** A database of its own. */
  url: string
  /** Drops the database and lets go of the shared server, which stops when the last one let go. */
  stop(): Promise<void>
}

/**
 * A fresh, empty database on the test server that all jest workers share. The first caller starts the
 * server (about 1 s); it runs under a small keeper process that counts open connections from the tests and
 * stops everything 5 s after the last one went, however it went: a killed worker's connection closes too.
 */
export const startTestDatabase = (): Promise<TestDatabase> => databaseOn(async () => 'template1')

/** The same as the app leaves it after its first start: a copy of one that is migrated once for all who ask. */
export const startMigratedDatabase = (): Promise<TestDatabase> => databaseOn(migratedTemplate)

const databaseOn = async (template: (adminUrl: string) => Promise<string>): Promise<TestDatabase> => {
  const { lease, adminUrl } = await joinServer()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const source = await template(adminUrl)
  await administer(adminUrl, (client) => client.query(`create database ${name} template ${source}`))
  const stop = async () => {
    await administer(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`)).finally(() => lease.destroy())
  }
  return { url: addressOf(adminUrl, name), stop }
}

const addressOf = (adminUrl: string, name: string): string => {
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.href
}

const administer = async (url: string, act: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await act(client)
  } finally {
    await client.end()
  }
}

interface Joined { lease: Socket, adminUrl: string }

const joinServer = async (): Promise<Joined> => {
  const folder = stateFolder()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) {
    const joined = await takeLease(folder) ?? await startKeeperOnce(folder)
    if (joined) return joined
    await sleep(100)
  }
  const log = await readFile(join(folder, 'keeper.log'), 'utf8').catch(() => '')
  throw new Error(`The test database did not start within 30 s.\n${log.slice(-2000)}`)
}

const keeperState = z.object({ port: z.number(), secret: z.string(), adminUrl: z.string() })

const takeLease = async (folder: string): Promise<Joined | undefined> => {
  const text = await readFile(join(folder, 'state.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { port, secret, adminUrl } = keeperState.parse(JSON.parse(text))
  return new Promise((resolve) => {
    const lease = createConnection({ port, host: '127.0.0.1' })
    lease.once('connect', () => lease.write(`${secret}\n`))
    lease.once('data', () => {
      lease.unref()
      resolve({ lease, adminUrl })
    })
    lease.once('error', () => resolve(undefined))
    lease.once('close', () => resolve(undefined))
  })
}

/** Making a folder is atomic: of all that try, one starts the keeper. A try that died is forgotten after 15 s. */
const startKeeperOnce = async (folder: string): Promise<Joined | undefined> => {
  const starting = join(folder, 'starting')
  try {
    await mkdir(starting)
  } catch {
    const age = await stat(starting).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0)
    if (age > 15_000) await rm(starting, { recursive: true, force: true })
    return undefined
  }
  // it may have become ready since we looked: a second keeper would take its server away
  const joined = await takeLease(folder)
  if (joined) {
    await rm(starting, { recursive: true, force: true })
    return joined
  }
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'test-keeper.ts')], {
    detached: true,
    stdio: 'ignore',
    env: withoutTestFlags(),
  })
  keeper.unref()
  return undefined
}

/** The keeper outlives this jest worker: it must not inherit its flags or its debugger. */
const withoutTestFlags = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_OPTIONS' && !name.startsWith('JEST_')))
