import { spawn } from 'node:child_process'
import { join } from 'node:path'

export interface ChildWatch {
  /** Sends `signal` to the process should this one be killed. */
  add(pid: number, signal: NodeJS.Signals): void
  remove(pid: number): void
  close(): void
}

/** Sees to it that no child process is left when the sandbox itself is killed with -9 (see watchman.ts). */
export const watchChildren = (): ChildWatch => {
  const watchman = spawn(process.execPath, [join(import.meta.dirname, 'watchman.ts')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  watchman.unref()
  const { stdin } = watchman
  stdin.on('error', () => undefined)
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
  const write = (line: string) => {
    if (stdin.writable) stdin.write(`${line}\n`)
  }
  return {
    add: (pid, signal) => write(`+${signal} ${pid}`),
    remove: (pid) => write(`-${pid}`),
    close: () => void stdin.end(),
  }
}
