import { TelephonyError, type Done, type EngineEffect } from '../port.ts'
import type { AriClient } from './client.ts'

export interface RecordingSettings {
  /** What everybody hears when recording begins, as ARI media URIs, with commas between several. */
  recordingAnnouncement: string
  /** What everybody hears before a call ends that has to be recorded and can't be. */
  unrecordedWord: string
}

type RecordingEffect = Extract<EngineEffect, { type: 'record-bridge' | 'stop-recording' | 'check-recording' | 'announce-recording' | 'say-unrecorded' }>
type Perform = { [T in RecordingEffect['type']]: (effect: Extract<RecordingEffect, { type: T }>) => Promise<Done> }

const isGone = (error: unknown): boolean => error instanceof TelephonyError && error.code === 'not-found'

/** How a bridge is recorded over ARI: one mixed file of all that is said in it, by a recorder of Asterisk's own that takes part. */
export const recordingPerformer = (ari: AriClient, settings: RecordingSettings): Perform => ({
  async 'record-bridge'({ bridge, name }) {
    // RecordingStarted says that it began, RecordingFailed that it did not
    await ari.request('POST', `/bridges/${bridge}/record`, { name, format: 'wav', ifExists: 'overwrite', beep: 'false', maxDurationSeconds: 0, maxSilenceSeconds: 0 })
    return null
  },
  async 'stop-recording'({ name }) {
    try {
      await ari.request('POST', `/recordings/live/${name}/stop`)
      return null
    } catch (error) {
      if (isGone(error)) return { type: 'recording-finished', name }
      throw error
    }
  },
  async 'check-recording'({ name }) {
    try {
      await ari.request('GET', `/recordings/live/${name}`)
      return { type: 'recording-started', name }
    } catch (error) {
      if (isGone(error)) return { type: 'recording-finished', name }
      throw error
    }
  },
  async 'announce-recording'({ bridge }) {
    await ari.request('POST', `/bridges/${bridge}/play`, { media: settings.recordingAnnouncement })
    return null
  },
  async 'say-unrecorded'({ bridge, legs }) {
    // they hear the word, and nobody hears them
    await Promise.all(legs.map((leg) => ari.request('POST', `/channels/${leg}/mute`, { direction: 'in' }).catch(() => undefined)))
    await ari.request('POST', `/bridges/${bridge}/play`, { media: settings.unrecordedWord })
    return null
  },
})
