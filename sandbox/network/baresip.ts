import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BaresipControl, type BaresipEvent, connectBaresip } from './baresip-control.ts'
import { type TracedMessage, createTraceReader } from './sip-trace.ts'

export type Codec = 'pcmu' | 'g722' | 'opus'

export interface BaresipOptions {
  programs: { baresip: string, baresipModules: string }
  /** For its configuration and log; made when missing. */
  folder: string
  /** The address of record, e.g. `sip:+14255550101@native`. */
  aor: string
  displayName: string
  /** Where it registers and sends everything. */
  proxy: { address: string, port: number }
  /** UDP; baresip listens on TCP there too, and on the next port for TLS. */
  sipPort: number
  /** TCP; neither `sipPort` nor the one after. */
  controlPort: number
  /** UDP, both included; a call takes two. */
  rtpPorts: { from: number, to: number }
  /** Of the tone it says, in Hz. */
  frequency: number
  codec: Codec
  /** SRTP with the key in the SDP (RFC 4568), refusing calls without. */
  encrypted: boolean
  /** Calls at once; further ones are refused as busy, without ringing. */
  mostCalls: number
  onEvent(event: BaresipEvent): void
  onMessage(message: TracedMessage): void
  onProcess?(pid: number, alive: boolean): void
}

export interface Baresip {
  pid: number
  logFile: string
  running(): boolean
  command: BaresipControl['command']
  /** Stands still, as if out of reach, and goes on. */
  freeze(on: boolean): void
  /** Ends its calls, unregisters and ends. */
  close(): Promise<void>
}

const readyWithinMs = 8_000
/** Long enough that a phone registered once never takes its number back from a softphone that came later. */
const registeredForS = 86_400

const codecNames: Record<Codec, string> = { pcmu: 'pcmu', g722: 'G722/16000/1', opus: 'opus/48000/2' }

const configuration = (options: BaresipOptions): string => {
  const modules = ['g711', 'ausine', 'aubridge', ...options.codec === 'pcmu' ? [] : [options.codec], ...options.encrypted ? ['srtp'] : []]
  const lines: Array<[string, string | number]> = [
    ['sip_listen', `127.0.0.1:${options.sipPort}`],
    ['net_interface', '127.0.0.1'],
    ['call_local_timeout', 180],
    ['call_max_calls', options.mostCalls],
    // Which call is put on hold is decided above: two processes can be one handset.
    ['call_hold_other_calls', 'no'],
    ['audio_source', `ausine,${options.frequency}`],
    // A bridge device nobody reads from: what is heard is judged from the captured packets.
    ['audio_player', 'aubridge,ear'],
    ['audio_alert', 'aubridge,ear'],
    // ausine knows this rate only.
    ['ausrc_srate', 48_000],
    ['ausrc_channels', 1],
    ['jitter_buffer_type', 'off'],
    ['rtp_ports', `${options.rtpPorts.from}-${options.rtpPorts.to}`],
    ['rtcp_mux', 'no'],
    ['ctrl_tcp_listen', `127.0.0.1:${options.controlPort}`],
    ['statmode_default', 'off'],
    ['ringback_disabled', 'yes'],
    ['module_path', options.programs.baresipModules],
    ...modules.map((name): [string, string] => ['module', `${name}.so`]),
    ['module_tmp', 'account.so'],
    ['module_app', 'ctrl_tcp.so'],
    ['module_app', 'menu.so'],
  ]
  return `${lines.map(([name, value]) => `${name}\t${value}`).join('\n')}\n`
}

const account = ({ aor, displayName, proxy, codec, encrypted }: BaresipOptions): string => [
  `"${displayName.replaceAll('"', '')}" <${aor}>`,
  `outbound="sip:${proxy.address}:${proxy.port}"`,
  `regint=${registeredForS}`,
  `audio_codecs=${codecNames[codec]}`,
  ...encrypted ? ['mediaenc=srtp-mand'] : [],
  'ptime=20',
  'mwi=no',
].join(';')

/** Starts a phone without a face; resolves when it is registered. @throws Error naming its log when it is not in time. */
export const startBaresip = async (options: BaresipOptions): Promise<Baresip> => {
  const { programs, folder, onProcess } = options
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'config'), configuration(options))
  writeFileSync(join(folder, 'accounts'), `${account(options)}\n`)
  writeFileSync(join(folder, 'contacts'), '')
  const logFile = join(folder, 'baresip.log')
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 })
  // -s prints each SIP message: the only way to learn the Reason of a CANCEL or a BYE. -p leads to no ring tones.
  const child = spawn(programs.baresip, ['-4', '-s', '-f', folder, '-p', folder], { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const { pid } = child
  let ended: string | undefined
  const gone = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      ended = error.message
      resolve()
    })
    child.once('close', (code, signal) => {
      ended ??= `it ended with ${signal ?? `code ${code}`}`
      log.end()
      if (pid !== undefined) onProcess?.(pid, false)
      resolve()
    })
  })
  if (pid !== undefined) onProcess?.(pid, true)

  let registered: number | undefined
  const trace = createTraceReader(`127.0.0.1:${options.sipPort}`, (message) => {
    if (message.answers === 'REGISTER' && message.status !== null && message.status >= 200) registered ??= message.status
    options.onMessage(message)
  })
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    log.write(chunk)
    trace(chunk)
  })
  child.stderr.pipe(log, { end: false })

  const end = async () => {
    if (ended !== undefined) return
    // It waits up to 32 s for the answer to its unregistering; nobody else does.
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 500)
    await gone
    clearTimeout(late)
  }
  const deadline = Date.now() + readyWithinMs
  try {
    const control = await connectBaresip({ port: options.controlPort, ended: () => ended !== undefined, deadline, onEvent: options.onEvent })
    while (registered === undefined) {
      if (ended !== undefined) throw new Error(ended)
      if (Date.now() > deadline) throw new Error(`it was not registered within ${readyWithinMs / 1000} s`)
      await sleep(5)
    }
    if (registered !== 200) throw new Error(`the registrar answered ${registered}`)
    return {
      pid: pid ?? 0,
      logFile,
      running: () => ended === undefined,
      command: control.command,
      freeze: (on) => void child.kill(on ? 'SIGSTOP' : 'SIGCONT'),
      close: async () => {
        await end()
        control.close()
      },
    }
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`The phone ${options.aor} could not be started: ${error instanceof Error ? error.message : String(error)}. Its log is ${logFile}.`, { cause: error })
  }
}
