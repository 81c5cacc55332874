import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Trunk, TrunkState } from '../phones/network.ts'
import { emergencyNumbers } from './emergency.ts'

/** The carrier's addresses: the anchor tells its trunks apart by them. */
export const carrierAddresses = { edge: '127.0.0.10', native: '127.0.0.11', teams: '127.0.0.12', operator: '127.0.0.13', pbx: '127.0.0.14' } as const

export interface CarrierOptions {
  programs: { kamailio: string, kamailioModules: string }
  /** For its configuration and log; made when missing. */
  folder: string
  /** UDP port on each of its addresses. */
  port: number
  /** UDP port on the edge's address by which trunk states are set. */
  rpcPort: number
  anchor: { address: string, port: number }
  /** E.164: people whose calls are anchored. */
  subscribers: string[]
  /** E.164: numbers of the outside world that exist, answering 480 while nobody is registered for them. */
  outside: string[]
  /** Told of every process it starts and of that one's end. */
  onProcess?(pid: number, alive: boolean): void
}

export interface Carrier {
  /** Where phones register. */
  address: string
  port: number
  logFile: string
  setTrunk(trunk: Trunk, state: TrunkState): Promise<void>
  close(): Promise<void>
}

const readyWithinMs = 5_000
const template = join(import.meta.dirname, 'carrier.cfg')

/** A pattern for exactly these; one that matches nothing when there are none. */
const anyOf = (numbers: readonly string[]): string =>
  numbers.length === 0 ? '^$' : `^(${numbers.map((number) => number.replaceAll('+', '[+]')).join('|')})$`

/** Fills in the template. @throws Error naming what in it has no value. */
export const carrierConfiguration = (options: Omit<CarrierOptions, 'folder' | 'onProcess'>): string => {
  const values: Record<string, string> = {
    PORT: String(options.port),
    RPC_PORT: String(options.rpcPort),
    MODULES: options.programs.kamailioModules,
    ANCHOR_ADDRESS: options.anchor.address,
    ANCHOR_PORT: String(options.anchor.port),
    SUBSCRIBERS: anyOf(options.subscribers),
    OUTSIDE: anyOf(options.outside),
    EMERGENCY: anyOf([...emergencyNumbers]),
  }
  return readFileSync(template, 'utf8').replaceAll(/@([A-Z_]+)@/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`The carrier's configuration asks for "${name}", which has no value.`)
    return value
  })
}

const remoteCall = (port: number, method: string, params: string[], withinMs: number): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    const end = (run: () => void) => {
      clearTimeout(late)
      socket.close()
      run()
    }
    const late = setTimeout(() => end(() => reject(new Error(`The carrier did not answer ${method} within ${withinMs} ms.`))), withinMs)
    socket.once('error', (error) => end(() => reject(error)))
    socket.once('message', (message) => end(() => {
      const answer: unknown = JSON.parse(message.toString())
      if (typeof answer === 'object' && answer !== null && 'error' in answer) reject(new Error(`The carrier refused ${method}: ${JSON.stringify(answer.error)}`))
      else resolve(answer)
    }))
    socket.send(JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 }), port, carrierAddresses.edge)
  })

/** Starts the carrier; resolves when it answers. @throws Error with the end of its log when it does not. */
export const startCarrier = async (options: CarrierOptions): Promise<Carrier> => {
  const { programs, folder, port, rpcPort, onProcess } = options
  mkdirSync(folder, { recursive: true })
  const configuration = join(folder, 'carrier.cfg')
  const logFile = join(folder, 'carrier.log')
  writeFileSync(configuration, carrierConfiguration(options))
  const log = openSync(logFile, 'a', 0o600)
  // -DD: the main process stays this child and ends its workers with itself. Memory in MB: shared, per worker.
  const child = spawn(programs.kamailio, ['-DD', '-E', '-f', configuration, '-m', '16', '-M', '4', '-Y', folder, '-w', folder], { stdio: ['ignore', log, log], detached: true })
  closeSync(log)
  const { pid } = child
  if (pid !== undefined) onProcess?.(pid, true)
  let failure: string | undefined
  const gone = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      failure = error.message
      resolve()
    })
    child.once('exit', (code, signal) => {
      failure ??= `it ended with ${signal ?? `code ${code}`}`
      if (pid !== undefined) onProcess?.(pid, false)
      resolve()
    })
  })
  const close = async () => {
    if (failure !== undefined) return
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
    await gone
    clearTimeout(late)
  }

  const deadline = Date.now() + readyWithinMs
  while (failure === undefined) {
    const ready = await remoteCall(rpcPort, 'core.uptime', [], 100).then(() => true, () => false)
    if (ready) break
    if (Date.now() > deadline) failure = `it did not answer within ${readyWithinMs / 1000} s`
    else await sleep(10)
  }
  if (failure !== undefined) {
    const why = failure
    child.kill('SIGKILL')
    throw new Error(`The carrier (Kamailio) could not be started: ${why}. The end of ${logFile}:\n${readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-8).join('\n')}`)
  }
  return {
    address: carrierAddresses.edge,
    port,
    logFile,
    setTrunk: async (trunk, state) => {
      await remoteCall(rpcPort, 'htable.sets', ['trunk', trunk, state], 2_000)
    },
    close,
  }
}
