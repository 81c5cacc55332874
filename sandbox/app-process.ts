/** The app as a process of its own, so that it can be killed as a real one can. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from './errors.ts'

export interface AppProcessOptions {
  /** The server's entry, `src/main.ts` of the project. */
  entry: string
  cwd: string
  /** All the app's settings; of the caller's own environment it gets only what programs need to run at all. */
  environment: Record<string, string>
  /** Where the app listens, e.g. `http://127.0.0.1:24105`. */
  url: string
  logFile: string
  /** A line for the person at the terminal. */
  say(line: string): void
  /** Told of every process it starts and of that one's end. */
  onProcess?(pid: number, alive: boolean): void
  /** Waits before a restart after an unexpected end. */
  restartMs?: number
}

export interface AppProcess {
  url: string
  running(): boolean
  /** The process id while it runs. */
  pid(): number | undefined
  /** Starts it unless it runs; resolves when `/readyz` answers 200. @throws Error when it ends or is not ready in time. */
  start(): Promise<void>
  /** As by kill -9, and no restart. Resolves when the process is gone. */
  kill(): Promise<void>
  /** Asks it to end (SIGTERM); after 8 s it is killed. */
  stop(): Promise<void>
  onChange(listener: (running: boolean) => void): () => void
}

const readyWithinMs = 30_000
const mostRestarts = 5
const inherited = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TZ', 'SYSTEMROOT', 'NODE_COMPILE_CACHE']

export const createAppProcess = ({ entry, cwd, environment, url, logFile, say, onProcess, restartMs = 1_000 }: AppProcessOptions): AppProcess => {
  let child: ChildProcess | undefined
  let wanted = false
  let restarts = 0
  let ready: Promise<void> | undefined
  const listeners = new Set<(running: boolean) => void>()
  const tell = (running: boolean) => {
    for (const listener of listeners) listener(running)
  }

  const launch = (): ChildProcess => {
    const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 })
    const base = Object.fromEntries(inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
    // `detached`: Ctrl-C reaches the sandbox, which ends the app in good order.
    const started = spawn(process.execPath, [entry], { cwd, env: { ...base, ...environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    started.stdout.pipe(log, { end: false })
    started.stderr.pipe(log, { end: false })
    started.stderr.on('data', (chunk: Buffer) => say(chunk.toString().trimEnd()))
    started.stdout.on('data', (chunk: Buffer) => errorLines(chunk.toString()).forEach(say))
    const { pid } = started
    if (pid !== undefined) onProcess?.(pid, true)
    started.once('error', (error) => say(`The app could not be started: ${error.message}`))
    started.once('close', (code, signal) => {
      log.end()
      if (pid !== undefined) onProcess?.(pid, false)
      if (child !== started) return
      child = undefined
      tell(false)
      if (wanted) void restart(signal ?? `code ${code}`)
    })
    return started
  }

  const restart = async (how: string): Promise<void> => {
    restarts += 1
    if (restarts > mostRestarts) {
      wanted = false
      return say(`The app ended again (${how}). It is left alone now; its log is ${logFile}.`)
    }
    say(`The app ended unexpectedly (${how}); starting it again. Its log is ${logFile}.`)
    await sleep(restartMs)
    if (wanted && !child) await begin().catch((error: unknown) => say(messageOf(error)))
  }

  const begin = (): Promise<void> => {
    const started = launch()
    child = started
    ready = untilReady(started, url, logFile).then(() => {
      tell(true)
      // A minute of life is a new beginning: the limit is for an app that can't start.
      setTimeout(() => { if (child === started) restarts = 0 }, 60_000).unref()
    })
    return ready
  }

  const end = async (how: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    wanted = false
    const ending = child
    if (!ending) return
    const gone = new Promise<void>((resolve) => ending.once('close', () => resolve()))
    ending.kill(how)
    const late = setTimeout(() => ending.kill('SIGKILL'), 8_000)
    await gone
    clearTimeout(late)
  }

  return {
    url,
    running: () => child !== undefined,
    pid: () => child?.pid,
    start: () => {
      if (child && ready) return ready
      wanted = true
      restarts = 0
      return begin()
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const untilReady = async (child: ChildProcess, url: string, logFile: string): Promise<void> => {
  const deadline = Date.now() + readyWithinMs
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  while (Date.now() < deadline) {
    if (hasEnded()) throw new Error(`The app ended before it was ready. Its log is ${logFile}.`)
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok && !hasEnded()) return
    await sleep(50)
  }
  throw new Error(`The app was not ready within ${readyWithinMs / 1000} s. Its log is ${logFile}.`)
}

/** pino writes one JSON object a line; 50 is error, 60 fatal. */
const errorLines = (text: string): string[] => text.split('\n').filter((line) => /"level":(?:50|60|"error"|"fatal")/.test(line))
