/** What a player needs to know of a WAV file: its length in milliseconds and its loudness over time. */
export interface WavFacts {
  durationMs: number
  /** `count` peaks from 0 to 1, evenly spread. */
  peaks: number[]
}

/**
 * Reads 16-bit PCM WAV (RIFF, as Asterisk's `wav` format writes it: 8 kHz mono).
 * Throws on anything else.
 */
export const readWav = (file: Buffer, count = 100): WavFacts => {
  if (file.length < 44 || file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') throw new Error('not a WAV file')
  let rate = 0
  let channels = 0
  for (let at = 12; at + 8 <= file.length; ) {
    const id = file.toString('latin1', at, at + 4)
    const size = file.readUInt32LE(at + 4)
    const body = at + 8
    if (id === 'fmt ') {
      if (file.readUInt16LE(body) !== 1 || file.readUInt16LE(body + 14) !== 16) throw new Error('not 16-bit PCM')
      channels = file.readUInt16LE(body + 2)
      rate = file.readUInt32LE(body + 4)
    } else if (id === 'data') {
      if (rate === 0 || channels === 0) throw new Error('a WAV file without a format')
      const samples = Math.floor(Math.min(size, file.length - body) / 2)
      return { durationMs: Math.round((samples / channels / rate) * 1000), peaks: peaksOf(file, body, samples, count) }
    }
    at = body + size + (size % 2)
  }
  throw new Error('a WAV file without sound')
}

/** The samples of a telephone's WAV (8 kHz mono 16-bit, as our engines write it); null for any other. */
export const samplesOf = (file: Buffer): Int16Array | null => {
  if (file.length < 44 || file.toString('latin1', 12, 16) !== 'fmt ' || file.readUInt16LE(22) !== 1 || file.readUInt32LE(24) !== 8_000 || file.readUInt16LE(34) !== 16) return null
  const at = file.indexOf('data', 36, 'latin1')
  if (at < 0) return null
  const bytes = Math.min(file.readUInt32LE(at + 4), file.length - at - 8)
  return Int16Array.from({ length: Math.floor(bytes / 2) }, (_unused, index) => file.readInt16LE(at + 8 + index * 2))
}

const peaksOf = (file: Buffer, start: number, samples: number, count: number): number[] =>
  Array.from({ length: count }, (_unused, index) => {
    const first = Math.floor((index * samples) / count)
    const last = Math.floor(((index + 1) * samples) / count)
    let peak = 0
    for (let sample = first; sample < last; sample++) peak = Math.max(peak, Math.abs(file.readInt16LE(start + sample * 2)))
    return Math.round((peak / 32768) * 1000) / 1000
  })
