/** Which phones' tones, and what else, a piece of telephone audio holds. */

export const sampleRate = 8_000

/**
 * One tone a phone, in Hz. Between the notes of equal temperament (hold music has no such note), at least 60 Hz apart,
 * none three times another (clipping makes that overtone), none of DTMF's.
 */
export const phoneTones = [1017, 1281, 1523, 1811, 2033, 2282, 2562, 1077, 1357, 1710, 1919, 2154, 2418, 906, 1141, 1438] as const

/** What a voicemail says: no phone's tone. */
export const voicemailTone = 629

/** Full scale is 1; a phone says its tone with 0.5. */
const toneAtLeast = 0.12
const otherAtLeastRms = 0.005

const hann = (length: number): Float32Array => Float32Array.from({ length }, (_, index) => 0.5 - 0.5 * Math.cos(2 * Math.PI * (index + 0.5) / length))
const windows = new Map<number, Float32Array>()
const windowOf = (length: number): Float32Array => {
  const known = windows.get(length)
  if (known) return known
  const made = hann(length)
  windows.set(length, made)
  return made
}

/** Goertzel's algorithm, any frequency, over samples already weighted: the magnitude of the sum. */
const magnitude = (weighted: Float32Array, frequency: number): number => {
  const twiceCosine = 2 * Math.cos(2 * Math.PI * frequency / sampleRate)
  let last = 0
  let beforeLast = 0
  // By index: this loop is most of the work of watching many streams.
  for (let index = 0; index < weighted.length; index += 1) {
    const now = (weighted[index] ?? 0) + twiceCosine * last - beforeLast
    beforeLast = last
    last = now
  }
  return Math.sqrt(Math.max(0, last * last + beforeLast * beforeLast - twiceCosine * last * beforeLast))
}

/** How loud each of these tones is in the samples (amplitude, 1 is full scale). From 480 samples on, 60 Hz apart are told apart. */
export const amplitudes = (samples: Float32Array, tones: readonly number[]): number[] => {
  const window = windowOf(samples.length)
  const weighted = new Float32Array(samples.length)
  for (let index = 0; index < samples.length; index += 1) weighted[index] = (samples[index] ?? 0) * (window[index] ?? 0)
  return tones.map((tone) => magnitude(weighted, tone) * 4 / samples.length)
}

/** Whether this tone is in a piece of telephone audio, 16-bit at 8 kHz. */
export const toneIsIn = (samples: Int16Array, tone: number): boolean =>
  (amplitudes(Float32Array.from(samples, (sample) => sample / 32_768), [tone])[0] ?? 0) >= toneAtLeast

export const isTone = (amplitude: number): boolean => amplitude >= toneAtLeast

/** Of one piece of sound: the tones in it, and whether there is something else. */
const listenTo = (samples: Float32Array, tones: readonly number[]): { tones: boolean[], other: boolean } => {
  const loud = amplitudes(samples, tones)
  const window = windowOf(samples.length)
  let power = 0
  let weight = 0
  for (const [index, sample] of samples.entries()) {
    const factor = (window[index] ?? 0) ** 2
    power += factor * sample * sample
    weight += factor
  }
  const heard = loud.map(isTone)
  const explained = loud.reduce((sum, amplitude, index) => sum + (heard[index] ? amplitude * amplitude / 2 : 0), 0)
  const rest = Math.max(0, power / weight - explained)
  return { tones: heard, other: Math.sqrt(rest) >= otherAtLeastRms && rest >= explained * 0.1 }
}

const blockSamples = 640
const blocks = 4

/**
 * What the last 320 ms hold. A tone or other sound counts when it is in three of the four pieces: where one sound
 * follows another, the piece with the seam holds neither cleanly.
 */
export const listen = (samples: Float32Array, tones: readonly number[]): { tones: number[], other: boolean } => {
  const count = Math.min(blocks, Math.floor(samples.length / blockSamples))
  const from = samples.length - count * blockSamples
  const pieces = Array.from({ length: count }, (_, index) => {
    const start = from + index * blockSamples
    return listenTo(samples.subarray(start, start + blockSamples), tones)
  })
  const enough = (test: (piece: { tones: boolean[], other: boolean }) => boolean) => pieces.filter(test).length >= blocks - 1
  return { tones: tones.filter((_, index) => enough((piece) => piece.tones[index] === true)), other: enough((piece) => piece.other) }
}
