import { createReceived, longestGap, receive, startCapture } from './capture.ts'
import { encodePcmu } from './rtp.ts'
import { phoneTones, sampleRate } from './tones.ts'

const [first, second] = phoneTones
const samples = 160

/** 20 ms of a tone, or of silence, as the packet number `index` of a stream. */
const packet = (index: number, frequency: number | null) => ({
  atMs: 1_000 + index * 20,
  payloadType: 0,
  payload: Buffer.from(Array.from({ length: samples }, (_, at) =>
    encodePcmu(frequency === null ? 0 : 0.5 * Math.sin(2 * Math.PI * frequency * (index * samples + at) / sampleRate)))),
})

describe('a received stream', () => {
  it('notes from which packet on a tone was there, and until which', () => {
    const stream = createReceived()
    for (let index = 0; index < 50; index += 1) receive(stream, packet(index, index >= 10 && index < 30 ? first : null), phoneTones)
    const spans = stream.spans.get(first)
    expect(spans).toHaveLength(1)
    expect(spans?.[0]?.from).toBe(1_000 + 10 * 20)
    // It fades out of the window over one or two packets.
    expect(spans?.[0]?.to).toBeGreaterThanOrEqual(1_000 + 29 * 20)
    expect(spans?.[0]?.to).toBeLessThanOrEqual(1_000 + 31 * 20)
    expect([...stream.spans.keys()]).toEqual([first])
  })

  it('notes a tone that follows another without a pause', () => {
    const stream = createReceived()
    for (let index = 0; index < 50; index += 1) receive(stream, packet(index, index < 25 ? first : second), phoneTones)
    expect(Math.abs((stream.spans.get(second)?.[0]?.from ?? 0) - (1_000 + 25 * 20))).toBeLessThanOrEqual(20)
  })

  it('keeps the last second, and forgets what lies before a pause', () => {
    const stream = createReceived()
    for (let index = 0; index < 100; index += 1) receive(stream, packet(index, first), phoneTones)
    expect(stream.filled).toBe(sampleRate)
    receive(stream, packet(200, first), phoneTones)
    expect(stream.filled).toBe(samples)
    expect(stream.arrivals).toHaveLength(101)
  })

  it('takes telephone events for no other codec', () => {
    const stream = createReceived()
    receive(stream, { atMs: 1, payloadType: 101, payload: Buffer.alloc(4) }, phoneTones)
    expect(stream.lastPayloadType).toBe(0)
    receive(stream, { atMs: 2, payloadType: 9, payload: Buffer.alloc(160) }, phoneTones)
    expect(stream.lastPayloadType).toBe(9)
  })
})

describe('the longest gap', () => {
  const arrivals = [0, 20, 40, 100, 120, 140]

  it('is between neighbours', () => expect(longestGap(arrivals, 10, 130)).toBe(60))
  it('is seen whole where it runs over an end', () => {
    expect(longestGap(arrivals, 50, 130)).toBe(60)
    expect(longestGap(arrivals, 10, 60)).toBe(60)
  })
  it('lasts until the end when nothing comes any more', () => expect(longestGap(arrivals, 110, 300)).toBe(160))
  it('is all of it when nothing came', () => expect(longestGap([], 100, 300)).toBe(200))
})

it('says what is missing when the loopback can\'t be watched', async () => {
  const phones = [{ id: 'one', rtpPorts: { from: 27_100, to: 27_119 }, frequency: first }]
  await expect(startCapture({ programs: { tcpdump: '/nowhere/tcpdump' }, phones })).rejects.toThrow(/Audio can't be watched: tcpdump could not be started/)
})
