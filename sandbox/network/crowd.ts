/** Many calls at once: SIPp as the outside parties and as the handset that answers them all and echoes what it hears. */
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sampleRate } from './tones.ts'

export interface CrowdOptions {
  programs: { sipp: string }
  folder: string
  edge: { address: string, port: number }
  /** Who is called, E.164: their SIM's phone is taken over meanwhile. */
  callee: string
  /** Four digits each: the callers are +1 206 555 and these. */
  callers: string[]
  ratePerSecond: number
  /** Two SIP ports, then one for the handset's audio, then two for each caller's. */
  ports: { sip: number, audio: number }
  onProcess?(pid: number, alive: boolean): void
}

export interface Crowd {
  /** Audio ports of the callers, both included. */
  callerAudio: { from: number, to: number }
  close(): Promise<void>
}

/** G.711 µ-law of a steady tone, one second. */
const tone = (frequency: number): Buffer =>
  Buffer.from(Array.from({ length: sampleRate }, (_, index) => encodePcmu(Math.round(12_000 * Math.sin(2 * Math.PI * frequency * index / sampleRate)))))

/** ITU-T G.711, µ-law. */
const encodePcmu = (sample: number): number => {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(32_635, Math.abs(sample)) + 132
  const exponent = Math.max(0, 31 - Math.clz32(magnitude) - 7)
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff
}

/** Tells the carrier where a number's phone is now. Resolves with the SIP status of the answer. */
export const register = (edge: CrowdOptions['edge'], number: string, contactPort: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    const late = setTimeout(() => end(() => reject(new Error('The carrier did not answer the registration.'))), 2_000)
    const end = (then: () => void) => {
      clearTimeout(late)
      socket.close()
      then()
    }
    socket.once('error', (error) => end(() => reject(error)))
    socket.once('message', (answer) => end(() => resolve(Number(/^SIP\/2.0 (\d+)/.exec(answer.toString())?.[1] ?? 0))))
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address()
      socket.send([
        'REGISTER sip:native SIP/2.0', `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK${Date.now()};rport`, `From: <sip:${number}@native>;tag=1`, `To: <sip:${number}@native>`,
        `Call-ID: crowd-${Date.now()}`, 'CSeq: 1 REGISTER', `Contact: <sip:${number}@127.0.0.1:${contactPort}>`, 'Expires: 3600', 'Max-Forwards: 70', 'Content-Length: 0', '', '',
      ].join('\r\n'), edge.port, edge.address)
    })
  })

interface Sipp {
  /** Resolves when it has ended by itself, or was killed. */
  ended: Promise<void>
  kill(): Promise<void>
}

export const startSipp = ({ programs, folder, name, onProcess }: Pick<CrowdOptions, 'programs' | 'folder' | 'onProcess'> & { name: string }, args: string[]): Sipp => {
  const output = openSync(join(folder, `${name}.log`), 'a')
  const child = spawn(programs.sipp, args, { cwd: folder, stdio: ['ignore', output, output] })
  closeSync(output)
  const { pid } = child
  if (pid !== undefined) onProcess?.(pid, true)
  const ended = new Promise<void>((resolve) => child.once('close', () => {
    if (pid !== undefined) onProcess?.(pid, false)
    resolve()
  }))
  return {
    ended,
    kill() {
      child.kill('SIGKILL')
      return ended
    },
  }
}

/** The calls are placed at once, at the given rate; they go on until somebody ends them. */
export const startCrowd = async ({ programs, folder, edge, callee, callers, ratePerSecond, ports, onProcess }: CrowdOptions): Promise<Crowd> => {
  mkdirSync(folder, { recursive: true })
  const toneFile = join(folder, 'tone.ul')
  writeFileSync(toneFile, tone(1017))
  writeFileSync(join(folder, 'callers.csv'), ['SEQUENTIAL', ...callers.map((digits) => `${digits};${toneFile}`)].join('\n'))
  const children: Sipp[] = []
  const run = (name: string, args: string[]) => children.push(startSipp({ programs, folder, name, ...(onProcess ? { onProcess } : {}) }, args))
  const callerAudio = { from: ports.audio + 10, to: ports.audio + 10 + callers.length * 4 }
  run('handset', ['-sn', 'uas', '-i', '127.0.0.1', '-p', String(ports.sip), '-mp', String(ports.audio), '-rtp_echo', '-nostdin', '-default_behaviors', '-abortunexp'])
  const status = await register(edge, callee, ports.sip)
  if (status !== 200) throw new Error(`The carrier answered the registration with ${status}.`)
  run('callers', [
    '-sf', join(import.meta.dirname, 'crowd-caller.xml'), '-inf', join(folder, 'callers.csv'), '-i', '127.0.0.1', '-p', String(ports.sip + 1), '-s', callee,
    '-m', String(callers.length), '-l', String(callers.length), '-r', String(ratePerSecond), '-min_rtp_port', String(callerAudio.from), '-max_rtp_port', String(callerAudio.to),
    '-nostdin', '-trace_err', `${edge.address}:${edge.port}`,
  ])
  return {
    callerAudio,
    async close() {
      await Promise.all(children.map((child) => child.kill()))
    },
  }
}
