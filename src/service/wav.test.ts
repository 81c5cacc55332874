import { readWav } from './wav.ts'

const wav = (samples: number[], rate = 8_000, extra: Buffer = Buffer.alloc(0)): Buffer => {
  const data = Buffer.alloc(samples.length * 2)
  samples.forEach((sample, index) => data.writeInt16LE(sample, index * 2))
  const head = Buffer.alloc(36)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + extra.length + data.length, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  const dataHead = Buffer.alloc(8)
  dataHead.write('data', 0, 'latin1')
  dataHead.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, extra, dataHead, data])
}

describe('a recording', () => {
  it('tells how long it is and how loud over time', () => {
    const facts = readWav(wav([...Array<number>(8_000).fill(0), ...Array<number>(8_000).fill(-16_384)]), 4)
    expect(facts).toEqual({ durationMs: 2_000, peaks: [0, 0, 0.5, 0.5] })
  })
  it('may carry chunks we do not know', () => {
    const list = Buffer.from('LIST\x04\x00\x00\x00INFO', 'latin1')
    expect(readWav(wav([1, 2, 3, 4], 8_000, list), 1).durationMs).toBe(1)
  })
  it('cut short by a crash still reads', () => {
    const whole = wav(Array<number>(8_000).fill(100))
    expect(readWav(whole.subarray(0, whole.length - 8_000), 2).durationMs).toBe(500)
  })
  it('of another kind is refused', () => {
    expect(() => readWav(Buffer.from('ID3 this is an mp3, not a wave file at all, sorry'))).toThrow('not a WAV')
  })
})
