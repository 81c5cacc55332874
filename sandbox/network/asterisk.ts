import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { writeConfiguration } from '../../telephony/render.ts'
import { readSettings } from '../../telephony/settings.ts'
import { freePort, signal } from '../processes.ts'
import type { Programs } from './programs.ts'

const startMs = 20_000
const stopMs = 5_000

export interface Asterisk {
  /** Of ARI, e.g. http://127.0.0.1:8088/ari */
  url: string
  /** undefined while it is not running. */
  pid(): number | undefined
  /** What a command of Asterisk's console answers. */
  console(command: string): Promise<string>
  /** On the same ports, with the same files. */
  start(): Promise<void>
  stop(): Promise<void>
  /** As a crash would end it. */
  kill(): Promise<void>
  logFile: string
}

export interface AsteriskOptions {
  programs: Pick<Programs, 'asterisk' | 'asteriskModules' | 'asteriskData'>
  /** For its configuration, logs and recordings. */
  folder: string
  /** Those of telephony/settings.ts, without the folders. */
  settings: Record<string, string>
  /** For each process that begins and ends. */
  onProcess?: (pid: number, now: 'started' | 'ended') => void
}

/** Starts a real Asterisk with our configuration; ARI answers when this is done. Several may run side by side, on ports of their own. */
export const startAsterisk = async ({ programs, folder, settings, onProcess }: AsteriskOptions): Promise<Asterisk> => {
  const home = resolve(folder)
  // a socket's path may have 107 characters, and the sandbox's folder can lie deep
  const sockets = await mkdtemp(join(tmpdir(), 'asterisk-'))
  const read = readSettings({
    ...settings,
    ASTERISK_CONFIG_FOLDER: join(home, 'etc'),
    ASTERISK_VAR_FOLDER: join(home, 'var'),
    ASTERISK_SPOOL_FOLDER: join(home, 'spool'),
    ASTERISK_LOG_FOLDER: join(home, 'log'),
    ASTERISK_RUN_FOLDER: sockets,
    ...(programs.asteriskModules === null ? {} : { ASTERISK_MODULES_FOLDER: programs.asteriskModules }),
    ...(programs.asteriskData === null ? {} : { ASTERISK_DATA_FOLDER: programs.asteriskData }),
  })
  for (const name of ['var', 'spool/recording', 'log']) await mkdir(join(home, name), { recursive: true })
  await writeConfiguration(join(home, 'etc'), read)

  const configuration = join(home, 'etc/asterisk.conf')
  const logFile = join(home, 'log/messages.log')
  const url = `http://${read.ARI_BIND}:${read.ARI_PORT}/ari`
  const authorization = `Basic ${Buffer.from(`${read.ARI_USER}:${read.ARI_PASSWORD}`).toString('base64')}`
  let child: ChildProcess | undefined

  const answers = async (): Promise<boolean> => {
    try {
      return (await fetch(`${url}/asterisk/info`, { headers: { authorization }, signal: AbortSignal.timeout(1_000) })).ok
    } catch {
      return false
    }
  }

  const lastWords = async (): Promise<string> => {
    const texts = await Promise.all([join(home, 'log/console.log'), logFile].map((file) => readFile(file, 'utf8').catch(() => '')))
    return texts.join('\n').split('\n').filter((line) => /ERROR|Failed|Unable|in use/.test(line)).slice(-8).join('\n')
  }

  const start = async (): Promise<void> => {
    if (child !== undefined) return
    // Asterisk would start without a port that is taken, and another one's ARI would answer in its place
    for (const port of [read.ARI_PORT, read.SIP_PORT]) {
      if ((await freePort(port)) !== port) throw new Error(`Asterisk can't start: something on this machine uses port ${port} already.`)
    }
    const output = await open(join(home, 'log/console.log'), 'a')
    const started = spawn(programs.asterisk, ['-f', '-C', configuration], { stdio: ['ignore', output.fd, output.fd] })
    child = started
    const failed = new Promise<string>((done) => {
      started.once('error', (error) => done(error.message))
      started.once('exit', (code, name) => done(`it ended at once (${name ?? code})`))
    })
    await output.close()
    const { pid } = started
    if (pid !== undefined) {
      onProcess?.(pid, 'started')
      started.once('exit', () => {
        if (child === started) child = undefined
        onProcess?.(pid, 'ended')
      })
    }
    let trouble: string | undefined
    void failed.then((why) => { trouble = why })
    for (const deadline = Date.now() + startMs; !(await answers()) || trouble !== undefined; await sleep(25)) {
      if (trouble === undefined && Date.now() < deadline) continue
      if (pid !== undefined) signal(pid, 'SIGKILL')
      child = undefined
      throw new Error(`Asterisk did not start: ${trouble ?? 'ARI does not answer'} (${logFile}).\n${await lastWords()}`)
    }
  }

  const end = async (how: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const ending = child
    if (ending?.pid === undefined) return
    const { pid } = ending
    const ended = once(ending, 'exit')
    signal(pid, how)
    const stubborn = setTimeout(() => signal(pid, 'SIGKILL'), stopMs)
    await ended
    clearTimeout(stubborn)
  }

  await start().catch(async (error: unknown) => {
    await rm(sockets, { recursive: true, force: true })
    throw error
  })

  return {
    url, logFile, start,
    pid: () => child?.pid,
    console: async (command) => (await promisify(execFile)(programs.asterisk, ['-C', configuration, '-rx', command], { maxBuffer: 16 * 1024 * 1024 })).stdout,
    async stop() {
      await end('SIGTERM')
      await rm(sockets, { recursive: true, force: true })
    },
    kill: () => end('SIGKILL'),
  }
}
