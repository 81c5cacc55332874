import type { Voices } from './voices.ts'
import { sampleRate } from './voices.ts'

/** One stretch of time during which a far end sends audio; `to` is null while it still does. */
export interface Stretch {
  voice: string
  from: number
  to: number | null
}

/** What a channel's far end has said so far, and what it says now. Times are milliseconds since the epoch. */
export interface Speech {
  stretches: Stretch[]
  /** Called at every change, so that a silence can be measured. */
  onChange: Set<() => void>
}

export const createSpeech = (): Speech => ({ stretches: [], onChange: new Set() })

export const isSpeaking = (speech: Speech): boolean => speech.stretches.at(-1)?.to === null

/** The far end begins to send with this voice, or stops (null). */
export const speak = (speech: Speech, now: number, voice: string | null): void => {
  const last = speech.stretches.at(-1)
  if (last && last.to === null) {
    if (last.voice === voice) return
    last.to = now
  } else if (voice === null) {
    return
  }
  if (voice !== null) speech.stretches.push({ voice, from: now, to: null })
  for (const changed of speech.onChange) changed()
}

/** Milliseconds of audio sent between two moments. */
export const spokenMs = (speech: Speech, from: number, to: number): number =>
  speech.stretches.reduce((sum, stretch) => sum + Math.max(0, Math.min(stretch.to ?? to, to) - Math.max(stretch.from, from)), 0)

/** A part of a recording: whose speech, from when, until when. */
export interface Track {
  speech: Speech
  from: number
  to: number | null
}

/** Mixes what was said on the tracks between two moments into one piece of telephone audio. */
export const mix = (voices: Voices, tracks: Track[], from: number, to: number): Int16Array => {
  const total = Math.max(0, Math.round((to - from) * sampleRate / 1000))
  const samples = new Int16Array(total)
  for (const track of tracks) {
    const begin = Math.max(from, track.from)
    const end = Math.min(to, track.to ?? to)
    for (const stretch of track.speech.stretches) {
      const first = Math.max(begin, stretch.from)
      const last = Math.min(end, stretch.to ?? end)
      if (last <= first) continue
      const tune = voices.tune(stretch.voice)
      const at = Math.round((first - from) * sampleRate / 1000)
      const offset = Math.round((first - stretch.from) * sampleRate / 1000)
      const count = Math.min(total - at, Math.round((last - first) * sampleRate / 1000))
      for (let i = 0; i < count; i++) {
        const mixed = (samples[at + i] ?? 0) + (tune[(offset + i) % tune.length] ?? 0)
        samples[at + i] = Math.max(-32768, Math.min(32767, mixed))
      }
    }
  }
  return samples
}

/** strictrtp drops a new source's first packets while it learns; about 80 ms in the traces. */
export const learningMs = 80
const packetMs = 20

/** Packets that came through from the far end (`rxcount`), answered at `answeredAt`. */
export const receivedPackets = (speech: Speech, answeredAt: number, now: number): number =>
  Math.floor(spokenMs(speech, answeredAt + learningMs, now) / packetMs)

/** All the figures of GET /channels/{id}/rtp_statistics; only the counters are alive. */
export const rtpStatistics = (id: string, received: number, sent: number): Record<string, number | string> => {
  const zeros = (names: string[]) => Object.fromEntries(names.map((name) => [name, 0]))
  const ssrc = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)
  const spread = (side: string, what: string) => ['max', 'min', 'normdev', 'stdev'].map((kind) => `${side}_${kind}${what}`)
  return {
    txcount: sent,
    rxcount: received,
    ...zeros(['txploss', 'rxploss']),
    local_ssrc: ssrc,
    remote_ssrc: received > 0 ? (ssrc ^ 0x5a5a5a5a) >>> 0 : 0,
    txoctetcount: sent * 160,
    rxoctetcount: received * 160,
    channel_uniqueid: id,
    ...zeros(['txjitter', 'rxjitter', ...spread('remote', 'jitter'), ...spread('local', 'jitter')]),
    ...zeros([...spread('remote', 'rxploss'), ...spread('local', 'rxploss')]),
    ...zeros(['rtt', 'maxrtt', 'minrtt', 'normdevrtt', 'stdevrtt', 'txmes', 'rxmes', ...spread('remote', 'mes'), ...spread('local', 'mes')]),
  }
}
