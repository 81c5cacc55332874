import { createDecoder } from 'libopus-wasm'
import { encodeOpus } from './opus.ts'

const { PI, round, sin } = Math
const tone = (seconds: number) => Int16Array.from({ length: 8_000 * seconds }, (_unused, index) => round(12_000 * sin((2 * PI * 440 * index) / 8_000)))

/** The packets of an Ogg file, with what each page says. */
const pagesOf = (file: Buffer) => {
  const pages: { granule: number; flag: number; sequence: number; packets: Buffer[] }[] = []
  for (let at = 0; at < file.length; ) {
    expect(file.toString('latin1', at, at + 4)).toBe('OggS')
    const count = file.readUInt8(at + 26)
    const lacing = [...file.subarray(at + 27, at + 27 + count)]
    const packets: Buffer[] = []
    let body = at + 27 + count
    let size = 0
    for (const value of lacing) {
      size += value
      if (value === 255) continue
      packets.push(file.subarray(body, body + size))
      body += size
      size = 0
    }
    pages.push({ granule: Number(file.readBigInt64LE(at + 6)), flag: file.readUInt8(at + 5), sequence: file.readUInt32LE(at + 18), packets })
    at = body
  }
  return pages
}

describe('a message as Ogg Opus', () => {
  it('is a tenth as large, decodes to the same sound, and says exactly how long it is', async () => {
    const samples = tone(3)
    const file = await encodeOpus(samples)
    expect(file.length).toBeLessThan(samples.length * 2 * 0.2)
    const [head, tags, ...sound] = pagesOf(file)
    expect(head?.packets[0]?.toString('latin1', 0, 8)).toBe('OpusHead')
    expect(tags?.packets[0]?.toString('latin1', 0, 8)).toBe('OpusTags')
    expect([head?.flag, sound.at(-1)?.flag]).toEqual([2, 4])
    expect(sound.map(({ sequence }) => sequence)).toEqual(sound.map((_page, index) => index + 2))
    const preSkip = head!.packets[0]!.readUInt16LE(10)
    expect((sound.at(-1)!.granule - preSkip) / 48_000).toBe(3)
    const decoder = await createDecoder({ sampleRate: 8_000, channels: 1 })
    const heard = sound.flatMap(({ packets }) => packets.flatMap((packet) => [...decoder.decode(Uint8Array.from(packet))]))
    decoder.free()
    let [real, imaginary] = [0, 0]
    heard.slice(4_000, 20_000).forEach((sample, index) => {
      real += sample * Math.cos((2 * Math.PI * 440 * index) / 8_000)
      imaginary += sample * Math.sin((2 * Math.PI * 440 * index) / 8_000)
    })
    expect((2 * Math.hypot(real, imaginary)) / 16_000).toBeGreaterThan(9_000)
  })

  it('lets others work while the longest message is made', async () => {
    let turns = 0
    const counting = setInterval(() => { turns += 1 }, 1)
    await encodeOpus(tone(180))
    clearInterval(counting)
    expect(turns).toBeGreaterThan(20)
  })
})
