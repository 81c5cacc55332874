/** Reads what tcpdump writes (a pcap stream of IPv4/UDP packets) and RTP with G.711 µ-law inside. */

export interface Datagram {
  /** When the kernel saw it: milliseconds since the epoch, with fractions. */
  atMs: number
  fromPort: number
  toPort: number
  payload: Buffer
}

const littleEndianMicros = 0xa1b2c3d4
const fileHeaderBytes = 24
const packetHeaderBytes = 16
const ethernet = 1
const ethernetHeaderBytes = 14
const udp = 17

const datagram = (frame: Buffer, atMs: number): Datagram | undefined => {
  if (frame.length < ethernetHeaderBytes + 28 || frame.readUInt16BE(12) !== 0x0800) return undefined
  const ip = frame.subarray(ethernetHeaderBytes)
  const headerBytes = (ip.readUInt8(0) & 0x0f) * 4
  if (ip.readUInt8(9) !== udp || ip.length < headerBytes + 8) return undefined
  return { atMs, fromPort: ip.readUInt16BE(headerBytes), toPort: ip.readUInt16BE(headerBytes + 2), payload: ip.subarray(headerBytes + 8) }
}

/** Takes the stream in pieces of any size. @throws Error when it is not what tcpdump writes on a Linux loopback. */
export const createPcapReader = (take: (packet: Datagram) => void) => {
  let pending: Buffer = Buffer.alloc(0)
  let begun = false
  return (chunk: Buffer): void => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    let at = 0
    if (!begun) {
      if (pending.length < fileHeaderBytes) return
      if (pending.readUInt32LE(0) !== littleEndianMicros) throw new Error('The capture is not a pcap stream with microseconds.')
      if (pending.readUInt32LE(20) !== ethernet) throw new Error(`The capture has link type ${pending.readUInt32LE(20)}; Ethernet (1), as the loopback has, was expected.`)
      begun = true
      at = fileHeaderBytes
    }
    while (pending.length - at >= packetHeaderBytes) {
      const bytes = pending.readUInt32LE(at + 8)
      const next = at + packetHeaderBytes + bytes
      if (pending.length < next) break
      const atMs = pending.readUInt32LE(at) * 1000 + pending.readUInt32LE(at + 4) / 1000
      const packet = datagram(pending.subarray(at + packetHeaderBytes, next), atMs)
      if (packet) take(packet)
      at = next
    }
    pending = pending.subarray(at)
  }
}

export interface RtpPacket {
  payloadType: number
  sequence: number
  timestamp: number
  source: number
  payload: Buffer
}

/** RFC 3550, section 5.1; undefined for anything else, RTCP included. */
export const readRtp = (data: Buffer): RtpPacket | undefined => {
  if (data.length < 12 || data.readUInt8(0) >> 6 !== 2) return undefined
  const second = data.readUInt8(1)
  // RTCP's packet types 192-223 stand where RTP has marker and payload type (RFC 5761, section 4).
  if (second >= 192 && second <= 223) return undefined
  const first = data.readUInt8(0)
  let at = 12 + (first & 0x0f) * 4
  if (first & 0x10) {
    if (data.length < at + 4) return undefined
    at += 4 + data.readUInt16BE(at + 2) * 4
  }
  const padding = first & 0x20 ? data.readUInt8(data.length - 1) : 0
  if (at + padding > data.length) return undefined
  return {
    payloadType: second & 0x7f,
    sequence: data.readUInt16BE(2),
    timestamp: data.readUInt32BE(4),
    source: data.readUInt32BE(8),
    payload: data.subarray(at, data.length - padding),
  }
}

/** Payload type of G.711 µ-law (RFC 3551, section 6). */
export const pcmuType = 0

/** ITU-T G.711, as samples between -1 and 1. */
const muLaw = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff
  const magnitude = (((bits & 0x0f) << 3) + 0x84 << ((bits & 0x70) >> 4)) - 0x84
  return (bits & 0x80 ? -magnitude : magnitude) / 32_768
})

export const decodePcmu = (payload: Buffer): Float32Array => Float32Array.from(payload, (code) => muLaw[code] ?? 0)

/** The code nearest to a sample between -1 and 1. */
export const encodePcmu = (sample: number): number => {
  const value = Math.min(32_635, Math.round(Math.abs(sample) * 32_768)) + 0x84
  const exponent = Math.max(0, Math.floor(Math.log2(value)) - 7)
  return ~((sample < 0 ? 0x80 : 0) | exponent << 4 | value >> exponent + 3 & 0x0f) & 0xff
}
