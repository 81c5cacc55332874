/** Telephone audio: 8 kHz, 16-bit, mono. */
export const sampleRate = 8000

const steps = [0, 2, 4, 7, 9, 12, 14, 16]
const loopSeconds = 4
const noteSeconds = 0.25

const seedOf = (name: string): number => {
  let hash = 2166136261
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0
  return hash
}

/** A short tune of its own for each name: a pentatonic melody over four seconds, with a breath at the end of each bar. */
const compose = (name: string): Int16Array => {
  let seed = seedOf(name)
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  const base = 220 * 2 ** (Math.floor(random() * 12) / 12)
  const samples = new Int16Array(loopSeconds * sampleRate)
  const length = Math.floor(noteSeconds * sampleRate)
  for (let note = 0; note * length < samples.length; note++) {
    const rest = note % 4 === 3 && random() < 0.5
    if (rest) continue
    const frequency = base * 2 ** ((steps[Math.floor(random() * steps.length)] ?? 0) / 12)
    const strength = 0.3 + 0.7 * random()
    for (let i = 0; i < length; i++) {
      const envelope = strength * Math.min(1, i / 160, (length - i) / 400) * Math.exp(-2 * i / length)
      const angle = 2 * Math.PI * frequency * i / sampleRate
      samples[note * length + i] = Math.round(20_000 * envelope * (0.8 * Math.sin(angle) + 0.2 * Math.sin(2 * angle)))
    }
  }
  return samples
}

/** The best correlation of a piece with a tune that goes round: 1 is the same, 0 something else. */
const likeness = (piece: Int16Array, tune: Int16Array, step = 1): number => {
  const power = (samples: Int16Array, from: number) => {
    let sum = 0
    for (let i = 0; i < piece.length; i++) sum += (samples[(from + i) % samples.length] ?? 0) ** 2
    return sum
  }
  const own = power(piece, 0)
  let best = 0
  for (let from = 0; from < tune.length; from += step) {
    let sum = 0
    for (let i = 0; i < piece.length; i++) sum += (piece[i] ?? 0) * (tune[(from + i) % tune.length] ?? 0)
    if (sum <= 0) continue
    best = Math.max(best, sum / Math.sqrt(own * power(tune, from)))
  }
  return best
}

/** Gives each name its tune, made once. */
export const createVoices = () => {
  const tunes = new Map<string, Int16Array>()
  const tune = (name: string): Int16Array => {
    const known = tunes.get(name)
    if (known) return known
    const made = compose(name)
    tunes.set(name, made)
    return made
  }
  return {
    tune,
    /** Whether half a second of the samples is this tune, wherever in it they begin. */
    /** Whether this tune is in a second of the samples, among others. */
    isAmong: (name: string, samples: Int16Array): boolean => likeness(samples.subarray(0, sampleRate), tune(name), 2) > 0.4,
    isIn: (name: string, samples: Int16Array): boolean => likeness(samples.subarray(0, sampleRate / 2), tune(name)) > 0.9,
  }
}

export type Voices = ReturnType<typeof createVoices>

/** A RIFF/WAVE file of mono 16-bit PCM at 8 kHz. */
export const wavFile = (samples: Int16Array): Buffer => {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples.byteLength, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(sampleRate, 24)
  header.writeUInt32LE(sampleRate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.byteLength, 40)
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)])
}
