import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type CrowdOptions, register, startSipp } from './crowd.ts'

export interface SetUps {
  /** Milliseconds from INVITE to 200. */
  p50: number
  p95: number
  calls: number
  failed: number
}

/** So many calls a second for so long, each answered at once; how long it takes until they are. */
export const measureSetUps = async ({ programs, folder, edge, callee, rate, seconds, ports }: Pick<CrowdOptions, 'programs' | 'folder' | 'edge' | 'callee' | 'ports'> & { rate: number, seconds: number }): Promise<SetUps> => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const handset = startSipp({ programs, folder, name: 'handset' }, ['-sn', 'uas', '-i', '127.0.0.1', '-p', String(ports.sip), '-mp', String(ports.audio), '-nostdin'])
  try {
    const status = await register(edge, callee, ports.sip)
    if (status !== 200) throw new Error(`The carrier answered the registration with ${status}.`)
    const calls = rate * seconds
    await startSipp({ programs, folder, name: 'caller' }, [
      '-sf', join(import.meta.dirname, 'set-up-caller.xml'), '-i', '127.0.0.1', '-p', String(ports.sip + 1), '-mp', String(ports.audio + 20), '-s', callee, '-m', String(calls), '-r', String(rate),
      '-l', String(calls), '-nostdin', '-trace_rtt', '-rtt_freq', '1', '-timeout', `${seconds + 20}s`, `${edge.address}:${edge.port}`,
    ]).ended
    const file = readdirSync(folder).find((name) => name.endsWith('_rtt.csv'))
    // each line: the time of day, the time it took in milliseconds, the timer's name
    const times = (file === undefined ? '' : readFileSync(join(folder, file), 'utf8')).split('\n').slice(1).map((line) => Number(line.split(';')[1])).filter((ms) => ms > 0).sort((a, b) => a - b)
    const at = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? Number.POSITIVE_INFINITY
    return { p50: at(0.5), p95: at(0.95), calls, failed: calls - times.length }
  } finally {
    await handset.kill()
  }
}
