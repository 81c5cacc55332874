import { lengthOf, telephoneWav, toTelephone, UnusableSound, withoutTail } from './telephone-sound.ts'
import { readWav, samplesOf } from './wav.ts'

// a look at a global costs much under jest
const { cos, hypot, PI, round, sin } = Math

interface Shape { rate: number; channels: number; bits: number; float?: boolean; extensible?: boolean }

/** A second of a tone at half its strength, as recorders write it. */
const recorded = ({ rate, channels, bits, float = false, extensible = false }: Shape, tone = 400, seconds = 1): Buffer => {
  const width = bits / 8
  const data = Buffer.alloc(rate * seconds * channels * width)
  for (let index = 0; index < rate * seconds; index++) {
    const value = 0.5 * sin((2 * PI * tone * index) / rate)
    for (let channel = 0; channel < channels; channel++) {
      const at = (index * channels + channel) * width
      if (float && bits === 32) data.writeFloatLE(value, at)
      else if (float) data.writeDoubleLE(value, at)
      else if (bits === 8) data.writeUInt8(round(128 + value * 127), at)
      else data.writeIntLE(round(value * (2 ** (bits - 1) - 1)), at, width)
    }
  }
  const format = Buffer.alloc(extensible ? 40 : 16)
  format.writeUInt16LE(extensible ? 0xfffe : float ? 3 : 1, 0)
  format.writeUInt16LE(channels, 2)
  format.writeUInt32LE(rate, 4)
  format.writeUInt16LE(bits, 14)
  if (extensible) format.writeUInt16LE(float ? 3 : 1, 24)
  const chunk = (id: string, body: Buffer) => {
    const header = Buffer.alloc(8)
    header.write(id, 0)
    header.writeUInt32LE(body.length, 4)
    return Buffer.concat([header, body, Buffer.alloc(body.length % 2)])
  }
  const chunks = Buffer.concat([Buffer.from('WAVE'), chunk('LIST', Buffer.from('odd')), chunk('fmt ', format), chunk('data', data)])
  return chunk('RIFF', chunks)
}

/** How strong a tone is in telephone sound, 0 to 1. */
const strengthOf = (tone: number, samples: Int16Array): number => {
  let [real, imaginary] = [0, 0]
  samples.forEach((sample, index) => {
    real += sample * cos((2 * PI * tone * index) / 8_000)
    imaginary += sample * sin((2 * PI * tone * index) / 8_000)
  })
  return (2 * hypot(real, imaginary)) / samples.length / 32_768
}
const converted = (file: Buffer) => {
  const sound = toTelephone(file)
  return { ...sound, samples: samplesOf(sound.audio) ?? new Int16Array() }
}

describe('a recording becomes telephone sound', () => {
  it.each<Shape>([
    { rate: 8_000, channels: 1, bits: 16 }, { rate: 44_100, channels: 2, bits: 16 }, { rate: 48_000, channels: 2, bits: 24 }, { rate: 48_000, channels: 1, bits: 32, float: true },
    { rate: 96_000, channels: 1, bits: 64, float: true }, { rate: 16_000, channels: 1, bits: 32 }, { rate: 11_025, channels: 1, bits: 8 }, { rate: 22_050, channels: 6, bits: 16, extensible: true },
    { rate: 44_100, channels: 1, bits: 32, float: true, extensible: true },
  ])('from $rate Hz, $channels channels, $bits bits', (shape) => {
    const { samples, durationMs, audio } = converted(recorded(shape))
    expect(audio.readUInt32LE(24)).toBe(8_000)
    expect(Math.abs(durationMs - 1_000)).toBeLessThan(5)
    expect(readWav(audio).durationMs).toBe(durationMs)
    expect(strengthOf(400, samples)).toBeGreaterThan(0.45)
    expect(strengthOf(400, samples)).toBeLessThan(0.55)
  })

  it('and tones a telephone can\'t carry do not come back as others', () => {
    // 7 kHz sampled at 8 kHz without a filter is heard at 1 kHz
    const { samples } = converted(recorded({ rate: 48_000, channels: 1, bits: 16 }, 7_000))
    expect(strengthOf(1_000, samples)).toBeLessThan(0.01)
  })

  it('also when the recorder never filled in the size', () => {
    const file = recorded({ rate: 8_000, channels: 1, bits: 16 })
    file.writeUInt32LE(0xffffffff, file.indexOf('data') + 4)
    expect(converted(file).durationMs).toBe(1_000)
  })

  it.each([
    ['an MP3', Buffer.concat([Buffer.from('ID3'), Buffer.alloc(200)]), 'not-wav'],
    ['nothing', Buffer.alloc(0), 'not-wav'],
    ['a-law', (() => { const file = recorded({ rate: 8_000, channels: 1, bits: 8 }); file.writeUInt16LE(6, file.indexOf('fmt ') + 8); return file })(), 'not-pcm'],
    ['a rate of nothing', (() => { const file = recorded({ rate: 8_000, channels: 1, bits: 16 }); file.writeUInt32LE(0, file.indexOf('fmt ') + 12); return file })(), 'not-pcm'],
    ['silence of no length', telephoneWav(new Int16Array()), 'empty'],
  ])('and %s is refused with its reason', (_name, file, why) => {
    expect(() => toTelephone(file)).toThrow(expect.objectContaining({ why }) as UnusableSound)
    expect(() => lengthOf(file)).toThrow(UnusableSound)
  })

  it('never more than it holds, whatever a file says of itself', () => {
    for (let at = 0; at < 60; at++) {
      const file = recorded({ rate: 8_000, channels: 1, bits: 16 })
      file.fill(0xff, at, at + 4)
      try {
        expect(toTelephone(file).durationMs).toBeLessThan(30_000)
      } catch (error) {
        expect(error).toBeInstanceOf(UnusableSound)
      }
    }
  })

  it('without the silence that ended it', () => {
    const spoken = samplesOf(recorded16(1))!
    const withSilence = new Int16Array(spoken.length + 32_000)
    withSilence.set(spoken)
    expect(readWav(withoutTail(telephoneWav(withSilence))).durationMs).toBeGreaterThan(1_390)
    expect(readWav(withoutTail(telephoneWav(withSilence))).durationMs).toBeLessThan(1_410)
    expect(readWav(withoutTail(telephoneWav(new Int16Array(16_000)))).durationMs).toBeLessThan(500)
  })
})

const recorded16 = (seconds: number) => toTelephone(recorded({ rate: 8_000, channels: 1, bits: 16 }, 400, seconds)).audio
