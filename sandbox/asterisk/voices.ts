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

/** Where in a tune that goes round a piece is most like it: 1 is the same, 0 something else. */
const fit = (piece: Int16Array, tune: Int16Array, shifts: Iterable<number>): { likeness: number; at: number } => {
  const squares = new Float64Array(tune.length + 1)
  for (const [i, sample] of tune.entries()) squares[i + 1] = (squares[i] ?? 0) + sample ** 2
  const until = (i: number) => Math.floor(i / tune.length) * (squares[tune.length] ?? 0) + (squares[i % tune.length] ?? 0)
  let own = 0
  for (const sample of piece) own += sample ** 2
  let best = { likeness: 0, at: 0 }
  for (const at of shifts) {
    let sum = 0
    for (let i = 0; i < piece.length; i++) sum += (piece[i] ?? 0) * (tune[(at + i) % tune.length] ?? 0)
    const likeness = sum <= 0 ? 0 : sum / Math.sqrt(own * (until(at + piece.length) - until(at)))
    if (likeness > best.likeness) best = { likeness, at }
  }
  return best
}

function* upTo(length: number): Generator<number> {
  for (let i = 0; i < length; i++) yield i
}

/** The tunes have nothing above 1 kHz that matters, so every fourth sample tells where to look closely. */
const coarse = 4
const thinned = (samples: Int16Array) => samples.filter((_, i) => i % coarse === 0)
const bestFit = (piece: Int16Array, tune: Int16Array) => {
  const near = fit(thinned(piece), thinned(tune), upTo(tune.length / coarse)).at * coarse
  return fit(piece, tune, [...upTo(2 * coarse + 1)].map((i) => (near - coarse + i + tune.length) % tune.length))
}

/** The piece without that tune, as loud as it is in there. */
const without = (piece: Int16Array, tune: Int16Array, at: number): Int16Array => {
  const there = piece.map((_, i) => tune[(at + i) % tune.length] ?? 0)
  const product = (one: Int16Array, other: Int16Array) => one.reduce((sum, sample, i) => sum + sample * (other[i] ?? 0), 0)
  const loudness = product(piece, there) / product(there, there)
  return piece.map((sample, i) => sample - loudness * (there[i] ?? 0))
}

const energyOf = (samples: Int16Array) => samples.reduce((sum, sample) => sum + sample ** 2, 0)

const atOnce = 4

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
    /**
     * Whether this tune is in a second of the samples, among others. Two tunes may have a note in common: so the likeliest
     * of all is taken out, then the likeliest of what is left.
     */
    isAmong(name: string, samples: Int16Array): boolean {
      tune(name)
      let left: Int16Array = samples.slice(0, sampleRate)
      for (let taken = 0; taken < atOnce; taken++) {
        const [likeliest] = [...tunes].map(([whose, each]) => ({ whose, each, ...bestFit(left, each) })).toSorted((one, other) => other.likeness - one.likeness)
        if (likeliest === undefined || likeliest.likeness < 0.5) return false
        if (likeliest.whose === name) return true
        const before = energyOf(left)
        left = without(left, likeliest.each, likeliest.at)
        // what a tune leaves of itself when it is taken out is no other one
        if (energyOf(left) < before / 100) return false
      }
      return false
    },
    /** Whether half a second of the samples is this tune alone, wherever in it they begin. */
    isIn: (name: string, samples: Int16Array): boolean => fit(samples.subarray(0, sampleRate / 2), tune(name), upTo(tune(name).length)).likeness > 0.9,
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
