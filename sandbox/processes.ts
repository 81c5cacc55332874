import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from './errors.ts'

/** Whether a process with this id exists (one that belongs to another user counts too). */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** In a container without an init, a dead child of a dead parent stays as a zombie: it holds nothing any more. */
const isZombie = (pid: number): boolean => {
  const fields = linuxStat(pid)
  return fields !== undefined && fields[0] === 'Z'
}

/** The fields of /proc/<pid>/stat after the name, state first; undefined where there is no /proc. */
const linuxStat = (pid: number): string[] | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/**
 * A word that differs between two processes that had the same id one after the other: ids are
 * used again, in containers at once. Empty when the process is gone.
 */
export const processBirth = (pid: number): string => {
  const started = linuxStat(pid)?.[19]
  if (started !== undefined) return started
  return psField(pid, 'lstart')
}

/** The program's name as the system shows it, e.g. `postgres`; empty when the process is gone. */
export const processName = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    return psField(pid, 'comm')
  }
}

const psField = (pid: number, field: string): string => {
  if (process.platform === 'linux' || process.platform === 'win32') return ''
  try {
    return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

/** Sends the signal if the process is there; never throws. */
export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name)
  } catch {
    // gone already, which is what was wanted
  }
}

/** Waits until the process is gone; answers false when it is still there after `ms`. */
export const waitForExit = async (pid: number, ms: number): Promise<boolean> => {
  const deadline = Date.now() + ms
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false
    await sleep(20)
  }
  return true
}

/** A TCP port on 127.0.0.1 that is free at this moment; `preferred` when that one is. */
export const freePort = async (preferred?: number): Promise<number> => {
  if (preferred !== undefined && (await tryPort(preferred)) !== undefined) return preferred
  const port = await tryPort(0)
  if (port === undefined) throw new Error('This machine has no free TCP port on 127.0.0.1.')
  return port
}

const tryPort = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined))
    })
  })
