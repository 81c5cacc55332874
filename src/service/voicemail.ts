import type { Clock } from '../clock.ts'
import type { Call } from '../call/model.ts'
import type { Logger } from '../log.ts'
import { goesAt, type VoicemailSettings } from '../line/retention.ts'
import type { Cursor, PersonId, SoundForm, Store, VoicemailRecord } from '../store/port.ts'
import type { Telephony } from '../telephony/port.ts'
import { engineSpool } from './engine-spool.ts'
import type { Feed } from './feed.ts'
import { notingOnce } from './note-once.ts'
import { Problem } from './problem.ts'
import { readWav, type WavFacts } from './wav.ts'

/** A message, and when retention takes it away (epoch ms); null for one that is kept. */
export type Message = VoicemailRecord & { goesAt: number | null }

export interface Voicemails {
  /** Fetches a finished recording, keeps it as a message, deletes it at the engine. null when it is too short to be one. Throws when it can't be fetched or kept now. */
  keep(call: Call, name: string): Promise<string | null>
  /** Those that are there, or with `deleted` those that can be brought back. */
  list(person: PersonId, before: Cursor | null, limit: number, deleted?: boolean): Promise<Message[]>
  unread(person: PersonId): Promise<number>
  // each of these throws Problem `not-found` unless the person has this message
  setRead(person: PersonId, id: string, read: boolean): Promise<void>
  /** A kept message stays until it is deleted, whatever the retention. */
  setKept(person: PersonId, id: string, kept: boolean): Promise<void>
  /** It can be brought back for 30 days. */
  remove(person: PersonId, id: string): Promise<void>
  restore(person: PersonId, id: string): Promise<void>
  require(person: PersonId, id: string): Promise<Message>
  /** The sound; `ogg` as soon as there is that form. Listening is audited, once for each signed address (`address`, checked by the caller), and marks nothing read. */
  audio(person: PersonId, id: string, form: SoundForm, address: string | null): Promise<Buffer>
  settings(person: PersonId): Promise<VoicemailSettings>
  /** What the person may choose themselves. */
  setEmail(person: PersonId, email: boolean): Promise<VoicemailSettings>
}

/** Shorter than this is a caller who changed their mind. */
const shortestMs = 1_000
const triesToDelete = 5

/** In a mailbox that takes messages for a queue, it says so. */
const fromOf = ({ remote, rules: { mailbox } }: Call): Call['remote'] =>
  mailbox === undefined ? remote : { number: remote.number, name: remote.name === null ? `For ${mailbox.of}` : `${remote.name}, for ${mailbox.of}` }

export const createVoicemails = (ports: { store: Store; telephony: Telephony; clock: Clock; feed: Feed; log: Logger }): Voicemails => {
  const { store, telephony, clock, feed, log } = ports

  const spool = engineSpool({ telephony, clock, log })
  const noteOnce = notingOnce()

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

  const noSuch = () => new Problem('not-found', 'There is no such voicemail.')
  const change = async (person: PersonId, id: string, action: string, what: { deletedAt?: number | null; kept?: boolean }) => {
    if (!(await store.changeVoicemail(person, id, what))) throw noSuch()
    await store.audit({ ...person, at: clock.now(), action, subject: id, detail: {} })
    await changed(person)
  }
  const withEnd = (message: VoicemailRecord, { days }: VoicemailSettings): Message => ({ ...message, goesAt: goesAt(message, days) })

  return {
    async keep(call, name) {
      const audio = await spool.fetch(name)
      // it may have been kept and deleted just before a crash
      const person = { tenantId: call.line.tenantId, userId: call.rules.mailbox?.userId ?? call.line.userId }
      if (audio === null) return (await store.hasVoicemail(person, name)) ? name : null
      const facts = factsOf(call, audio)
      if (facts === null || facts.durationMs < shortestMs) {
        void spool.delete(name, triesToDelete)
        return null
      }
      const { durationMs, peaks } = facts
      const id = await store.putVoicemail({
        id: name, callId: call.id, ...person, from: fromOf(call), receivedAt: clock.now(), durationMs, read: false, peaks,
      }, audio)
      log.info({ callId: call.id, voicemailId: id, durationMs }, 'voicemail kept')
      // before the engine forgets it: whoever dies in between finds the recording again, and asks for the same work under the same keys
      await store.addJobs([{ task: 'compress-voicemail', person, voicemailId: id }, { task: 'mail-voicemail', person, voicemailId: id }])
      await changed(person)
      void spool.delete(name, triesToDelete)
      return id
    },
    async list(person, before, limit, deleted = false) {
      const [messages, settings] = await Promise.all([store.voicemails(person, before, limit, deleted), store.voicemailSettings(person)])
      return messages.map((message) => withEnd(message, settings))
    },
    unread: (person) => store.unreadVoicemails(person),
    async setRead(person, id, read) {
      if (!(await store.setVoicemailRead(person, id, read))) throw noSuch()
      await changed(person)
    },
    setKept: (person, id, kept) => change(person, id, kept ? 'voicemail-kept' : 'voicemail-not-kept', { kept }),
    remove: (person, id) => change(person, id, 'voicemail-deleted', { deletedAt: clock.now() }),
    restore: (person, id) => change(person, id, 'voicemail-restored', { deletedAt: null }),
    async require(person, id) {
      const [message, settings] = await Promise.all([store.voicemail(person, id), store.voicemailSettings(person)])
      if (message === null) throw noSuch()
      return withEnd(message, settings)
    },
    async audio(person, id, form, address) {
      const audio = await store.voicemailAudio(person, id, form)
      if (audio === null) throw noSuch()
      await noteOnce(address, () => store.audit({ ...person, at: clock.now(), action: 'voicemail-played', subject: id, detail: {} }))
      return audio
    },
    settings: (person) => store.voicemailSettings(person),
    async setEmail(person, email) {
      await store.setVoicemailSettings(person, { email })
      await store.audit({ ...person, at: clock.now(), action: 'settings-changed', subject: person.userId, detail: { emailVoicemail: email } })
      await changed(person)
      return store.voicemailSettings(person)
    },
  }
}
