import { spawn } from 'node:child_process'
import { createPcapReader, decodePcmu, pcmuType, readRtp } from './rtp.ts'
import { amplitudes, isTone, listen, sampleRate } from './tones.ts'

export interface CapturedPhone {
  id: string
  /** UDP ports it receives audio on, both included. */
  rtpPorts: { from: number, to: number }
  /** Of the tone it says, in Hz. */
  frequency: number
}

export interface Capture {
  /** The phones whose tones reach this one now, and whether other sound does. @throws Error when its audio can't be read (encrypted, or not G.711 µ-law). */
  hears(phone: string): { phones: string[], other: boolean }
  /**
   * The longest time in which no audio packet reached the phone between two moments (milliseconds since the epoch).
   * Packets before and after count as ends, so a silence that runs over an end is seen whole, or as far as is known.
   */
  gap(phone: string, fromMs: number, toMs: number): number
  /** When another's tone first reached the phone at or after `sinceMs`; undefined when it has not. */
  firstTone(phone: string, of: string, sinceMs: number): number | undefined
  /** Audio packets that reached the phone between two moments. */
  packets(phone: string, fromMs: number, toMs: number): number
  close(): Promise<void>
}

export interface Received {
  /** Arrival of each packet, in order: milliseconds since the epoch. */
  arrivals: number[]
  /** The last second, oldest first. */
  samples: Float32Array
  filled: number
  lastPayloadType: number
  /** Per tone: when it was there. The last one may still be open. */
  spans: Map<number, Array<{ from: number, to: number }>>
}

const keptSamples = sampleRate
const mostArrivals = 100_000
/** A pause this long begins anew: what lies before it is not "now". */
const pauseMs = 100
const staleMs = 160
const spanSamples = 480
const packetMs = 20

export const createReceived = (): Received => ({ arrivals: [], samples: new Float32Array(keptSamples), filled: 0, lastPayloadType: pcmuType, spans: new Map() })

/** Notes one RTP packet of a stream; `tones` are all that may be in it. */
export const receive = (stream: Received, packet: { atMs: number, payloadType: number, payload: Buffer }, tones: readonly number[]): void => {
  const { atMs } = packet
  const previous = stream.arrivals.at(-1)
  if (previous === undefined || atMs - previous > pauseMs) stream.filled = 0
  if (stream.arrivals.length >= mostArrivals) stream.arrivals.splice(0, mostArrivals / 2)
  stream.arrivals.push(atMs)
  // Telephone events (RFC 4733) and comfort noise come between; they are no other codec.
  if (packet.payload.length <= 16) return
  stream.lastPayloadType = packet.payloadType
  if (packet.payloadType !== pcmuType) return
  const samples = decodePcmu(packet.payload)
  const over = stream.filled + samples.length - keptSamples
  if (over > 0) {
    stream.samples.copyWithin(0, over, stream.filled)
    stream.filled -= over
  }
  stream.samples.set(samples, stream.filled)
  stream.filled += samples.length
  noteTones(stream, atMs, tones)
}

const noteTones = (stream: Received, atMs: number, tones: readonly number[]) => {
  // Every other packet is enough: the window holds three.
  if (stream.filled < spanSamples || stream.arrivals.length % 2 === 1) return
  const recent = stream.samples.subarray(stream.filled - spanSamples, stream.filled)
  amplitudes(recent, tones).forEach((amplitude, index) => {
    const tone = tones[index]
    if (tone === undefined || !isTone(amplitude)) return
    const spans = stream.spans.get(tone) ?? []
    stream.spans.set(tone, spans)
    const last = spans.at(-1)
    if (last && atMs - last.to <= pauseMs) last.to = atMs
    else spans.push({ from: atMs - startedBefore(recent, tone), to: atMs })
  })
}

/** How long before the last packet's arrival the tone's first packet came: it is noticed only once it fills some of the window. */
const startedBefore = (recent: Float32Array, tone: number): number => {
  const packets = spanSamples / 160
  for (let index = 0; index < packets; index += 1) {
    const [amplitude = 0] = amplitudes(recent.subarray(index * 160, (index + 1) * 160), [tone])
    if (isTone(amplitude)) return (packets - 1 - index) * packetMs
  }
  return 0
}

/** The longest interval between neighbours that lies at least partly between the two moments. */
export const longestGap = (arrivals: readonly number[], fromMs: number, toMs: number): number => {
  let longest = 0
  let previous = fromMs
  for (const arrival of arrivals) {
    if (arrival <= fromMs) {
      previous = arrival
      continue
    }
    longest = Math.max(longest, arrival - previous)
    previous = arrival
    if (arrival >= toMs) return longest
  }
  return Math.max(longest, toMs - previous)
}

/**
 * Watches the loopback with tcpdump. Needs the right to capture.
 * @throws Error saying what is missing when tcpdump may not capture or can't be started.
 */
export const startCapture = async (options: {
  programs: { tcpdump: string }
  phones: CapturedPhone[]
  onProcess?: (pid: number, alive: boolean) => void
}): Promise<Capture> => {
  const { phones, onProcess } = options
  const tones = phones.map(({ frequency }) => frequency)
  const streams = new Map<number, Received>()
  const first = Math.min(...phones.map(({ rtpPorts }) => rtpPorts.from))
  const last = Math.max(...phones.map(({ rtpPorts }) => rtpPorts.to))
  const asRoot = process.getuid?.() === 0
  // A user "tcpdump" to become may not exist here. 320 bytes hold 20 ms of µ-law; the rest of larger packets is not read.
  const child = spawn(options.programs.tcpdump, [
    '-i', 'lo', '-n', '-q', '-U', '--immediate-mode', '-s', '320', '-B', '4096', ...asRoot ? ['-Z', 'root'] : [], '-w', '-', `udp and dst portrange ${first}-${last}`,
  ], { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const { pid } = child
  if (pid !== undefined) onProcess?.(pid, true)
  let ended = false
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => {
      ended = true
      if (pid !== undefined) onProcess?.(pid, false)
      resolve()
    })
  })
  const read = createPcapReader(({ atMs, toPort, payload }) => {
    const packet = readRtp(payload)
    if (!packet) return
    const stream = streams.get(toPort) ?? createReceived()
    streams.set(toPort, stream)
    receive(stream, { atMs, payloadType: packet.payloadType, payload: packet.payload }, tones)
  })
  child.stdout.on('data', (chunk: Buffer) => read(chunk))

  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('listening on')) resolve()
    })
    const refuse = (why: string) => reject(new Error(/permission|not permitted/i.test(why)
      ? `Audio can't be watched: tcpdump may not capture on the loopback. Run as root, or give it the capability: setcap cap_net_raw+ep ${options.programs.tcpdump}. It said: ${why}`
      : `Audio can't be watched: tcpdump could not be started. It said: ${why}`))
    child.once('error', (error) => refuse(error.message))
    child.once('close', () => refuse(said.trim()))
  })

  const phoneOf = (id: string): CapturedPhone => {
    const phone = phones.find((candidate) => candidate.id === id)
    if (phone) return phone
    throw new Error(`No audio is captured of a phone "${id}".`)
  }
  const streamsOf = (id: string): Received[] => {
    const { rtpPorts } = phoneOf(id)
    return [...streams].flatMap(([port, stream]) => (port >= rtpPorts.from && port <= rtpPorts.to ? [stream] : []))
  }
  const arrivalsOf = (id: string): number[] => streamsOf(id).flatMap(({ arrivals }) => arrivals).sort((a, b) => a - b)

  return {
    hears(id) {
      const now = Date.now()
      const active = streamsOf(id).filter(({ arrivals }) => now - (arrivals.at(-1) ?? 0) < staleMs)
      const unread = active.find(({ lastPayloadType }) => lastPayloadType !== pcmuType)
      if (unread) throw new Error(`What ${id} hears can't be told: its audio has payload type ${unread.lastPayloadType}, and only G.711 µ-law (0) is read.`)
      const heard = active.map(({ samples, filled }) => listen(samples.subarray(0, filled), tones))
      const phoneIds = phones.filter(({ frequency }) => heard.some((one) => one.tones.includes(frequency))).map((phone) => phone.id)
      return { phones: phoneIds.sort(), other: heard.some(({ other }) => other) }
    },
    gap: (id, fromMs, toMs) => longestGap(arrivalsOf(id), fromMs, toMs),
    firstTone(id, of, sinceMs) {
      const { frequency } = phoneOf(of)
      const spans = streamsOf(id).flatMap((stream) => stream.spans.get(frequency) ?? []).filter(({ to }) => to >= sinceMs)
      return spans.length === 0 ? undefined : Math.max(sinceMs, Math.min(...spans.map(({ from }) => from)))
    },
    packets: (id, fromMs, toMs) => arrivalsOf(id).filter((arrival) => arrival >= fromMs && arrival <= toMs).length,
    async close() {
      if (ended) return
      child.kill('SIGTERM')
      await gone
    },
  }
}
