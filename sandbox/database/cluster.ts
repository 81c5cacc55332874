import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { freePort, processName, signal, waitForExit } from '../processes.ts'
import { type Account, postgresAccount } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'

export interface Cluster {
  port: number
  pid: number
  /** Address of a database on this server, user and password included. */
  url(database: string): string
  /** Ends all sessions and stops the server (PostgreSQL's "fast" shutdown). */
  stop(): Promise<void>
  /** Resolves when the server process has ended, asked or not. */
  ended: Promise<void>
}

export interface ClusterOptions {
  /** The folder that holds `data` and `server.log`; made when absent. */
  home: string
  password: string
  /** False loses the last seconds when the machine itself crashes: right for tests only. */
  durable: boolean
  /** Removes what is there first. */
  fresh?: boolean
}

const user = 'single_number'

/**
 * Starts PostgreSQL on a folder, making the database files the first time (about 0.5 s; later starts
 * 0.1 s). It listens on a free port of 127.0.0.1, with a password, and on no socket file. A server that
 * a killed parent left behind on the same folder is stopped first: the caller holds the lock on the folder.
 */
export const startCluster = async ({ home, password, durable, fresh = false }: ClusterOptions): Promise<Cluster> => {
  const account = postgresAccount()
  const binaries = await findBinaries()
  const data = join(home, 'data')
  await ownedFolder(home, account)
  await stopLeftover(data)
  if (fresh) await rm(data, { recursive: true, force: true })
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise({ binaries, account, data, password })

  // Another program may take the port between the look and the start: then look again.
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    const server = await launch({ binaries, account, home, data, port, durable })
    if ('pid' in server) return { port, ...server, url: (database) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}` }
    if (attempt === 3 || !server.log.includes('could not bind')) {
      throw new Error(`PostgreSQL did not start. The end of its log:\n${server.log.slice(-2000)}`)
    }
  }
}

const ownedFolder = async (folder: string, account: Account | undefined): Promise<void> => {
  // Only the leaf is private: the user postgres has to pass through the folders above it.
  await mkdir(dirname(folder), { recursive: true, mode: 0o755 })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  if (account) await chown(folder, account.uid, account.gid)
}

/** postmaster.pid: the process id stands in its first line (PostgreSQL, "Database File Layout"). */
const stopLeftover = async (data: string): Promise<void> => {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  // The id may belong to another program by now.
  if (!Number.isInteger(pid) || pid <= 1 || !processName(pid).includes('postgres')) return
  signal(pid, 'SIGINT')
  if (await waitForExit(pid, 5_000)) return
  signal(pid, 'SIGQUIT')
  if (!(await waitForExit(pid, 5_000))) throw new Error(`A PostgreSQL left behind on this data (process ${pid}) does not stop. End it and start again.`)
}

interface Initialise { binaries: Binaries, account: Account | undefined, data: string, password: string }

const initialise = async ({ binaries, account, data, password }: Initialise): Promise<void> => {
  // Left by an initialisation that was cut off: nothing of value is in it without PG_VERSION.
  await rm(data, { recursive: true, force: true })
  const passwordFile = join(dirname(data), '.password')
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) await chown(passwordFile, account.uid, account.gid)
  const child = spawn(binaries.initdb, [
    `--pgdata=${data}`, `--username=${user}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256',
    // The same sorting on every machine, whatever locales it has.
    '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
    '--no-sync', '--no-instructions',
  ], { ...account, cwd: tmpdir(), env: quietEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
  const code = await exitCode(child)
  await rm(passwordFile, { force: true })
  if (code !== 0) {
    await rm(data, { recursive: true, force: true })
    throw new Error(`The database files could not be made in ${data}:\n${said.slice(-2000)}`)
  }
}

interface Launch { binaries: Binaries, account: Account | undefined, home: string, data: string, port: number, durable: boolean }
type Launched = Pick<Cluster, 'pid' | 'stop' | 'ended'> | { log: string }

const launch = async ({ binaries, account, home, data, port, durable }: Launch): Promise<Launched> => {
  const child = spawn(binaries.postgres, [
    '-D', data, '-p', String(port),
    ...settings({
      listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200', shared_buffers: '64MB',
      ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    }),
  ], { ...account, cwd: home, env: quietEnvironment(), stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  // `detached`: Ctrl-C in the terminal reaches the sandbox only, which stops the app first and the database last.
  const ended = exitCode(child).then(() => undefined)
  const log = join(home, 'server.log')
  await writeFile(log, '')
  let said = ''
  const ready = new Promise<boolean>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      const text = chunk.toString()
      if (said.length < 20_000) said += text
      void appendFile(log, text).catch(() => undefined)
      if (said.includes('database system is ready to accept connections')) resolve(true)
    })
    void ended.then(() => resolve(false))
  })
  const isReady = await ready
  if (!isReady || child.pid === undefined) return { log: said }
  const pid = child.pid
  const stop = async () => {
    child.kill('SIGINT')
    const slow = setTimeout(() => child.kill('SIGQUIT'), 8_000)
    await ended
    clearTimeout(slow)
  }
  return { pid, stop, ended }
}

const settings = (values: Record<string, string>): string[] =>
  Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])

/** Messages in English, since the start is recognised by its words; nothing of the caller's PG* settings. */
const quietEnvironment = (): NodeJS.ProcessEnv => {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_') && name !== 'LANG')
  return { ...Object.fromEntries(inherited), LC_ALL: 'C' }
}

const exitCode = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.once('error', () => resolve(-1))
    child.once('close', (code) => resolve(code ?? -1))
  })
