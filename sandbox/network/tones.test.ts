import { amplitudes, listen, phoneTones, sampleRate, voicemailTone } from './tones.ts'
import { decodePcmu, encodePcmu } from './rtp.ts'

const length = 2_560
const tone = (frequency: number, amplitude = 0.5) => (index: number) => amplitude * Math.sin(2 * Math.PI * frequency * index / sampleRate)
/** Repeatable noise between -1 and 1. */
const noise = (amplitude: number) => {
  let seed = 12_345
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return amplitude * (seed / 1_073_741_824 - 1)
  }
}
/** As it comes from the wire: clipped and through µ-law. */
const heard = (...parts: Array<(index: number) => number>) =>
  decodePcmu(Buffer.from(Array.from({ length }, (_, index) => encodePcmu(Math.max(-1, Math.min(1, parts.reduce((sum, part) => sum + part(index), 0)))))))
const [first, second, third] = phoneTones

describe('listening', () => {
  it.each(phoneTones)('tells %d Hz from all the others', (frequency) => {
    expect(listen(heard(tone(frequency)), phoneTones)).toEqual({ tones: [frequency], other: false })
  })

  it('hears two tones at once, with some noise', () => {
    expect(listen(heard(tone(first), tone(second), noise(0.01)), phoneTones)).toEqual({ tones: [first, second], other: false })
  })

  it('hears three tones though their sum clips', () => {
    expect(listen(heard(tone(first), tone(second), tone(third)), phoneTones).tones).toEqual([first, second, third])
  })

  it('tells the nearest neighbours apart', () => {
    expect(listen(heard(tone(1017)), phoneTones).tones).toEqual([1017])
    expect(listen(heard(tone(1017), tone(1077)), phoneTones).tones.toSorted()).toEqual([1017, 1077])
  })

  it('hears nothing in silence', () => {
    expect(listen(heard(), phoneTones)).toEqual({ tones: [], other: false })
  })

  it('hears other sound, as music, a voicemail and loud noise are', () => {
    const chord = [262, 330, 392, 523, 659].map((frequency) => tone(frequency, 0.08))
    expect(listen(heard(...chord), phoneTones)).toEqual({ tones: [], other: true })
    expect(listen(heard(tone(voicemailTone)), phoneTones)).toEqual({ tones: [], other: true })
    expect(listen(heard(noise(0.3)), phoneTones)).toEqual({ tones: [], other: true })
  })

  it('hears a tone over music', () => {
    expect(listen(heard(tone(first), tone(262, 0.3), tone(392, 0.3)), phoneTones)).toEqual({ tones: [first], other: true })
  })

  it('takes the moment where one tone follows another for no other sound', () => {
    const samples = heard((index) => (index < 500 ? tone(first)(index) : tone(second)(index)))
    expect(listen(samples, phoneTones)).toEqual({ tones: [second], other: false })
  })

  it('wants more than a moment of sound', () => {
    expect(listen(heard(tone(first)).subarray(0, 1_000), phoneTones)).toEqual({ tones: [], other: false })
  })
})

it('measures how loud a tone is', () => {
  const [loud = 0, absent = 1] = amplitudes(heard(tone(first, 0.25)).subarray(0, 480), [first, second])
  expect(loud).toBeCloseTo(0.25, 1)
  expect(absent).toBeLessThan(0.01)
})
