import { type Datagram, createPcapReader, decodePcmu, encodePcmu, readRtp } from './rtp.ts'

const rtp = (fields: { payloadType?: number, payload?: number[], first?: number } = {}) =>
  Buffer.from([fields.first ?? 0x80, fields.payloadType ?? 0, 0x12, 0x34, 0, 0, 0, 160, 0, 0, 0, 7, ...fields.payload ?? [1, 2, 3]])

const frame = (payload: Buffer, toPort: number) => {
  const ethernet = Buffer.alloc(14)
  ethernet.writeUInt16BE(0x0800, 12)
  const ip = Buffer.alloc(20)
  ip.writeUInt8(0x45, 0)
  ip.writeUInt8(17, 9)
  const udp = Buffer.alloc(8)
  udp.writeUInt16BE(5_000, 0)
  udp.writeUInt16BE(toPort, 2)
  return Buffer.concat([ethernet, ip, udp, payload])
}
const fileHeader = (link = 1) => {
  const header = Buffer.alloc(24)
  header.writeUInt32LE(0xa1b2c3d4, 0)
  header.writeUInt32LE(link, 20)
  return header
}
const record = (seconds: number, micros: number, data: Buffer) => {
  const header = Buffer.alloc(16)
  header.writeUInt32LE(seconds, 0)
  header.writeUInt32LE(micros, 4)
  header.writeUInt32LE(data.length, 8)
  return Buffer.concat([header, data])
}

describe('a pcap stream', () => {
  const stream = Buffer.concat([fileHeader(), record(1_000, 250, frame(rtp(), 27_100)), record(1_000, 20_250, frame(rtp(), 27_102))])

  it.each([1, 7, 64, 1_000])('is read in pieces of %d bytes', (size) => {
    const packets: Datagram[] = []
    const read = createPcapReader((packet) => packets.push(packet))
    for (let at = 0; at < stream.length; at += size) read(stream.subarray(at, at + size))
    expect(packets.map(({ atMs, toPort }) => [atMs, toPort])).toEqual([[1_000_000.25, 27_100], [1_000_020.25, 27_102]])
    expect(packets.map(({ payload }) => payload.equals(rtp()))).toEqual([true, true])
  })

  it('is refused when it is something else', () => {
    expect(() => createPcapReader(() => undefined)(Buffer.alloc(24))).toThrow(/not a pcap stream/)
    expect(() => createPcapReader(() => undefined)(fileHeader(113))).toThrow(/link type 113/)
  })

  it('is skipped where it holds no UDP over IPv4', () => {
    const packets: Datagram[] = []
    createPcapReader((packet) => packets.push(packet))(Buffer.concat([fileHeader(), record(1, 0, Buffer.alloc(60))]))
    expect(packets).toEqual([])
  })
})

describe('RTP', () => {
  it('is read', () => {
    expect(readRtp(rtp())).toEqual({ payloadType: 0, sequence: 0x1234, timestamp: 160, source: 7, payload: Buffer.from([1, 2, 3]) })
    expect(readRtp(rtp({ payloadType: 0x80 | 101 }))?.payloadType).toBe(101)
  })

  it('is read past an extension and before padding', () => {
    const extension = [0xbe, 0xde, 0, 1, 9, 9, 9, 9]
    expect(readRtp(rtp({ first: 0x90, payload: [...extension, 1, 2] }))?.payload).toEqual(Buffer.from([1, 2]))
    expect(readRtp(rtp({ first: 0xa0, payload: [1, 2, 0, 2] }))?.payload).toEqual(Buffer.from([1, 2]))
  })

  it('is not RTCP, STUN or nothing', () => {
    expect(readRtp(rtp({ payloadType: 200 }))).toBeUndefined()
    expect(readRtp(Buffer.alloc(20))).toBeUndefined()
    expect(readRtp(Buffer.alloc(3))).toBeUndefined()
  })
})

describe('G.711 µ-law', () => {
  it('has the standard\'s corner values', () => {
    const [silence, least, loudest, quietest] = decodePcmu(Buffer.from([0xff, 0x7f, 0x80, 0x00]))
    expect([silence, least].map((value) => Math.abs(value ?? 1))).toEqual([0, 0])
    expect(loudest).toBeCloseTo(32_124 / 32_768, 5)
    expect(quietest).toBeCloseTo(-32_124 / 32_768, 5)
  })

  it('gives back each code it decodes', () => {
    // 0x7f is minus zero, which has a code of its own that no sample needs.
    const codes = Array.from({ length: 256 }, (_, code) => code).filter((code) => code !== 0x7f)
    expect([...decodePcmu(Buffer.from(codes))].map(encodePcmu)).toEqual(codes)
  })
})
