import { createEncoder } from 'libopus-wasm'
import { telephoneRate } from './telephone-sound.ts'

/** 20 ms, as telephony has it. */
const frameSamples = 160
/** Ogg counts Opus in 48 kHz samples whatever was encoded (RFC 7845, section 4). */
const granulesPerFrame = 960
/** What the encoder looks ahead at 8 kHz, in 48 kHz samples: players drop it at the beginning (RFC 7845, section 5.1). */
const preSkip = 312
const framesPerPage = 50
/** About 16 kbit/s: a tenth of the WAV, and speech sounds the same. */
const bitrate = 16_000

const crcTable = Uint32Array.from({ length: 256 }, (_unused, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value & 0x80000000 ? 0x04c11db7 : 0)
  return value >>> 0
})
const crcOf = (page: Buffer): number => {
  let value = 0
  for (const byte of page) value = ((value << 8) ^ (crcTable[((value >>> 24) & 0xff) ^ byte] ?? 0)) >>> 0
  return value
}

const flags = { first: 2, last: 4, none: 0 }

/** One page of Ogg (RFC 3533, section 6). Packets stay below 255 x 255 bytes a page: ours are some 40 bytes, 50 of them. */
const page = (packets: Uint8Array[], { granule, sequence, flag }: { granule: number; sequence: number; flag: number }): Buffer => {
  const lacing = packets.flatMap((packet) => [...Array.from({ length: Math.floor(packet.length / 255) }, () => 255), packet.length % 255])
  const header = Buffer.alloc(27)
  header.write('OggS', 0)
  header.writeUInt8(flag, 5)
  header.writeBigInt64LE(BigInt(granule), 6)
  header.writeUInt32LE(1, 14)
  header.writeUInt32LE(sequence, 18)
  header.writeUInt8(lacing.length, 26)
  const whole = Buffer.concat([header, Buffer.from(lacing), ...packets])
  whole.writeUInt32LE(crcOf(whole), 22)
  return whole
}

const head = (): Buffer => {
  const packet = Buffer.alloc(19)
  packet.write('OpusHead', 0)
  packet.writeUInt8(1, 8)
  packet.writeUInt8(1, 9)
  packet.writeUInt16LE(preSkip, 10)
  packet.writeUInt32LE(telephoneRate, 12)
  return packet
}

const tags = (): Buffer => {
  const vendor = Buffer.from('single-number')
  const packet = Buffer.alloc(8 + 4 + vendor.length + 4)
  packet.write('OpusTags', 0)
  packet.writeUInt32LE(vendor.length, 8)
  vendor.copy(packet, 12)
  return packet
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * 8 kHz mono samples as Ogg Opus (RFC 7845), which Chromium, Firefox and Safari (18.4 and later) play. Lets other work
 * run after every second of sound, so that a long message never holds up a call.
 */
export const encodeOpus = async (samples: Int16Array): Promise<Buffer> => {
  const encoder = await createEncoder({ sampleRate: telephoneRate, channels: 1, application: 2048, bitrate, frameSize: frameSamples })
  try {
    const pages = [page([head()], { granule: 0, sequence: 0, flag: flags.first }), page([tags()], { granule: 0, sequence: 1, flag: flags.none })]
    // the encoder's look-ahead comes out last, so a little silence is pushed behind the sound
    const total = samples.length * (48_000 / telephoneRate) + preSkip
    const frames = Math.ceil(total / granulesPerFrame)
    for (let first = 0; first < frames; first += framesPerPage) {
      const last = Math.min(frames, first + framesPerPage)
      const packets: Uint8Array[] = []
      for (let index = first; index < last; index++) {
        const frame = new Int16Array(frameSamples)
        frame.set(samples.subarray(index * frameSamples, (index + 1) * frameSamples))
        packets.push(Uint8Array.from(encoder.encode(frame)))
      }
      const isLast = last === frames
      // the last page says where the sound ends within its last frame
      pages.push(page(packets, { granule: isLast ? total : last * granulesPerFrame, sequence: pages.length, flag: isLast ? flags.last : flags.none }))
      await breathe()
    }
    return Buffer.concat(pages)
  } finally {
    encoder.free()
  }
}
