import { sleep, type Clock } from '../clock.ts'
import type { Call } from '../call/model.ts'
import type { Logger } from '../log.ts'
import type { Cursor, PersonId, Store, VoicemailRecord } from '../store/port.ts'
import { TelephonyError, type Telephony } from '../telephony/port.ts'
import type { Feed } from './feed.ts'
import { Problem } from './problem.ts'
import { readWav, type WavFacts } from './wav.ts'

export interface Voicemails {
  /** Fetches a finished recording, keeps it as a message, deletes it at the engine. null when it is too short to be one. Throws when it can't be fetched or kept now. */
  keep(call: Call, name: string): Promise<string | null>
  list(person: PersonId, before: Cursor | null, limit: number): Promise<VoicemailRecord[]>
  unread(person: PersonId): Promise<number>
  setRead(person: PersonId, id: string, read: boolean): Promise<void>
  /** Throws Problem `not-found` unless the person has this message. */
  require(person: PersonId, id: string): Promise<void>
  /** The sound as WAV. Listening is audited and marks nothing read. */
  audio(person: PersonId, id: string): Promise<Buffer>
}

/** Shorter than this is a caller who changed their mind. */
const shortestMs = 1_000

export const createVoicemails = (ports: { store: Store; telephony: Telephony; clock: Clock; feed: Feed; log: Logger }): Voicemails => {
  const { store, telephony, clock, feed, log } = ports

  const fetched = async (name: string): Promise<Buffer | null> => {
    try {
      return await telephony.recording(name)
    } catch (error) {
      if (error instanceof TelephonyError && error.code === 'not-found') return null
      throw error
    }
  }

  /** The message is kept whatever becomes of this; the engine's copy is nobody's business any more. */
  const deleteAtEngine = async (name: string): Promise<void> => {
    for (let left = 5; ; left--) {
      try {
        return await telephony.deleteRecording(name)
      } catch (error) {
        if (left === 0) return log.error({ name, err: error instanceof Error ? error.message : error }, 'a recording is still at the engine')
        await sleep(clock, 5_000)
      }
    }
  }

  /** null for what will never be readable, so that nobody tries for ever. */
  const factsOf = (call: Call, audio: Buffer): WavFacts | null => {
    try {
      return readWav(audio)
    } catch (error) {
      log.error({ callId: call.id, bytes: audio.length, err: error instanceof Error ? error.message : error }, 'a recording could not be read and is dropped')
      return null
    }
  }

  const changed = async (person: PersonId) => feed.publish(person, { type: 'voicemails' })

  return {
    async keep(call, name) {
      const audio = await fetched(name)
      // it may have been kept and deleted just before a crash
      if (audio === null) return (await store.hasVoicemail(call.line, name)) ? name : null
      const facts = factsOf(call, audio)
      if (facts === null || facts.durationMs < shortestMs) {
        void deleteAtEngine(name)
        return null
      }
      const { durationMs, peaks } = facts
      const id = await store.putVoicemail({
        id: name, callId: call.id, tenantId: call.line.tenantId, userId: call.line.userId, from: call.remote, receivedAt: clock.now(), durationMs, read: false, peaks,
      }, audio)
      log.info({ callId: call.id, voicemailId: id, durationMs }, 'voicemail kept')
      await changed(call.line)
      void deleteAtEngine(name)
      return id
    },
    list: (person, before, limit) => store.voicemails(person, before, limit),
    unread: (person) => store.unreadVoicemails(person),
    async setRead(person, id, read) {
      if (!(await store.setVoicemailRead(person, id, read))) throw new Problem('not-found', 'There is no such voicemail.')
      await changed(person)
    },
    async require(person, id) {
      if (!(await store.hasVoicemail(person, id))) throw new Problem('not-found', 'There is no such voicemail.')
    },
    async audio(person, id) {
      const audio = await store.voicemailAudio(person, id)
      if (audio === null) throw new Problem('not-found', 'There is no such voicemail.')
      await store.audit({ ...person, at: clock.now(), action: 'voicemail-played', subject: id, detail: {} })
      return audio
    },
  }
}
