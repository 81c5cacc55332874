import { readWav } from './wav.ts'

/** What telephones speak: samples a second, one channel, 16 bits. */
export const telephoneRate = 8_000

/** Why a file can't become a greeting: what is wrong with it, for whoever turns it into words. */
export class UnusableSound extends Error {
  readonly why: 'not-wav' | 'not-pcm' | 'empty'
  constructor(why: UnusableSound['why']) {
    super(`unusable sound: ${why}`)
    this.name = 'UnusableSound'
    this.why = why
  }
}

type Read = (at: number) => number

interface Source {
  rate: number
  /** Samples of each channel. */
  length: number
  /** The channels mixed into one, -1 to 1. */
  sample: (index: number) => number
}

// WAVE_FORMAT_*: RFC 2361, and mmreg.h for EXTENSIBLE, whose subformat begins with the plain number
const pcm = 1
const float = 3
const extensible = 0xfffe

const readerOf = (file: Buffer, format: number, bits: number): Read | null => {
  if (format === float && bits === 32) return (at) => file.readFloatLE(at)
  if (format === float && bits === 64) return (at) => file.readDoubleLE(at)
  if (format !== pcm) return null
  switch (bits) {
    // 8-bit samples are unsigned, all wider ones signed
    case 8: return (at) => (file.readUInt8(at) - 128) / 128
    case 16: return (at) => file.readInt16LE(at) / 32_768
    case 24: return (at) => file.readIntLE(at, 3) / 8_388_608
    case 32: return (at) => file.readInt32LE(at) / 2_147_483_648
    default: return null
  }
}

/** Walks the chunks of a RIFF file. Throws UnusableSound. */
const open = (file: Buffer): Source => {
  if (file.length < 44 || file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') throw new UnusableSound('not-wav')
  let read: Read | null = null
  let rate = 0
  let channels = 0
  let width = 0
  for (let at = 12; at + 8 <= file.length; ) {
    const id = file.toString('latin1', at, at + 4)
    const size = file.readUInt32LE(at + 4)
    const body = at + 8
    if (id === 'fmt ' && body + 16 <= file.length) {
      const told = file.readUInt16LE(body)
      const format = told === extensible && size >= 40 && body + 26 <= file.length ? file.readUInt16LE(body + 24) : told
      channels = file.readUInt16LE(body + 2)
      rate = file.readUInt32LE(body + 4)
      width = file.readUInt16LE(body + 14) / 8
      read = readerOf(file, format, width * 8)
    } else if (id === 'data') {
      if (read === null || channels < 1 || channels > 8 || rate < 4_000 || rate > 192_000) throw new UnusableSound('not-pcm')
      const whole = read
      // a recorder that was cut off leaves a size that was never filled in
      const length = Math.floor(Math.min(size, file.length - body) / width / channels)
      if (length === 0) throw new UnusableSound('empty')
      return { rate, length, sample: (index) => {
        let sum = 0
        for (let channel = 0; channel < channels; channel++) sum += whole(body + (index * channels + channel) * width)
        return sum / channels
      } }
    }
    at = body + size + (size % 2)
  }
  throw new UnusableSound(read === null ? 'not-wav' : 'empty')
}

/** Half the length of the filter, in samples of the lower rate. */
const reach = 8

/** A windowed sinc (Hann) that lets through what fits under half of both rates: without it, high tones come back as false low ones. */
const resample = ({ rate, length, sample }: Source): Float64Array => {
  // looked up once, not a hundred times a sample
  const { cos, PI, sin } = Math
  if (rate === telephoneRate) return Float64Array.from({ length }, (_unused, index) => sample(index))
  const mono = Float64Array.from({ length }, (_unused, index) => sample(index))
  const step = rate / telephoneRate
  const cut = Math.min(1, 1 / step)
  const half = Math.ceil(reach / cut)
  return Float64Array.from({ length: Math.floor(length / step) }, (_unused, index) => {
    const centre = index * step
    const first = Math.max(0, Math.ceil(centre - half))
    const last = Math.min(length - 1, Math.floor(centre + half))
    let sum = 0
    let weights = 0
    for (let at = first; at <= last; at++) {
      const distance = (at - centre) * cut
      const sinc = distance === 0 ? 1 : sin(PI * distance) / (PI * distance)
      const weight = sinc * (0.5 + 0.5 * cos((PI * (at - centre)) / half))
      sum += (mono[at] ?? 0) * weight
      weights += weight
    }
    return weights === 0 ? 0 : sum / weights
  })
}

/** A RIFF/WAVE file of 8 kHz mono 16-bit PCM, which every engine plays. */
export const telephoneWav = (samples: Int16Array): Buffer => {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples.length * 2, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(pcm, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(telephoneRate, 24)
  header.writeUInt32LE(telephoneRate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.length * 2, 40)
  const body = Buffer.alloc(samples.length * 2)
  samples.forEach((sample, index) => body.writeInt16LE(sample, index * 2))
  return Buffer.concat([header, body])
}

/** Milliseconds, without converting anything. Throws UnusableSound. */
export const lengthOf = (file: Buffer): number => {
  const { length, rate } = open(file)
  return Math.round((length / rate) * 1000)
}

/**
 * Any common WAV (8 to 32 bits or float, one to eight channels, 4 to 192 kHz) as telephones play it: 8 kHz mono 16-bit.
 * Throws UnusableSound.
 */
export const toTelephone = (file: Buffer): { audio: Buffer; durationMs: number; peaks: number[] } => {
  const samples = Int16Array.from(resample(open(file)), (value) => Math.round(Math.max(-1, Math.min(1, value)) * 32_767))
  if (samples.length === 0) throw new UnusableSound('empty')
  const audio = telephoneWav(samples)
  return { audio, ...readWav(audio) }
}

/** Below this (of 1) is no speech, only the line. */
const quiet = 0.02
/** What stays behind the last word. */
const tailMs = 400

/** A telephone recording without the silence that ended it: whoever calls should not wait through it. */
export const withoutTail = (file: Buffer): Buffer => {
  const source = open(file)
  let last = source.length - 1
  while (last > 0 && Math.abs(source.sample(last)) < quiet) last--
  const length = Math.min(source.length, last + 1 + Math.round((tailMs / 1000) * source.rate))
  if (length === source.length || source.rate !== telephoneRate) return file
  return telephoneWav(Int16Array.from({ length }, (_unused, index) => Math.round(source.sample(index) * 32_768)))
}
