import { sleep, type Clock } from '../clock.ts'
import { greetingAt, type AwayDates, type GreetingKind } from '../line/greeting.ts'
import type { Logger } from '../log.ts'
import type { GreetingRecord, PersonId, Store } from '../store/port.ts'
import type { EngineEffect } from '../telephony/port.ts'
import type { Feed } from './feed.ts'
import { Problem } from './problem.ts'
import { lengthOf, toTelephone, UnusableSound } from './telephone-sound.ts'

export interface GreetingState {
  usual: GreetingRecord | null
  away: GreetingRecord | null
  /** What a caller hears now; null for the system's own greeting. */
  applies: GreetingKind | null
}

/** What a greeting may be at most: nobody waits longer for a tone. */
export const greetingLimits = { longestMs: 90_000, shortestMs: 1_000, bytes: 5_000_000 } as const

export interface Greetings {
  state(person: PersonId): Promise<GreetingState>
  /** Keeps a WAV as this greeting. Throws Problem that names `audio`. */
  put(person: PersonId, kind: GreetingKind, file: Buffer): Promise<GreetingState>
  /** Callers hear the system's own greeting again. Throws Problem `not-found` when there is none. */
  remove(person: PersonId, kind: GreetingKind): Promise<GreetingState>
  /** When the away greeting is played; null for never. Throws Problem. */
  setAway(person: PersonId, dates: AwayDates | null): Promise<GreetingState>
  /** As WAV, with the instant it was recorded. Throws Problem `not-found`. */
  audio(person: PersonId, kind: GreetingKind): Promise<{ audio: Buffer; updatedAt: number }>
  /**
   * Gives an effect what the line has for it at this moment: the greeting to play, the longest message. Never rejects and
   * never takes long: without the database a caller hears the usual greeting.
   */
  prepare<E extends Extract<EngineEffect, { type: 'greet' | 'record' }>>(person: PersonId, effect: E): Promise<E>
  /** Where the engine fetches a greeting. */
  address(greeting: Pick<GreetingRecord, 'tenantId' | 'userId' | 'kind' | 'updatedAt'>): string
}

export interface GreetingPorts {
  store: Pick<Store, 'greetings' | 'putGreeting' | 'setAwayDates' | 'deleteGreeting' | 'greetingAudio' | 'voicemailSettings' | 'audit'>
  clock: Clock
  feed: Feed
  log: Logger
  address: Greetings['address']
}

/** A caller waits no longer for the database than this. */
const patienceMs = 300

const wordsOf: Record<UnusableSound['why'], string> = {
  'not-wav': 'This is not a WAV file. Save the recording as WAV and try again.',
  'not-pcm': 'This kind of WAV can’t be read. Save it as plain PCM, for example 16 bits and 44.1 kHz.',
  empty: 'There is no sound in this file.',
}
const badAudio = (code: string, words: string) => new Problem('bad-audio', words, { code, field: 'audio' })

/** Throws Problem for what is no greeting. */
const readGreeting = (file: Buffer) => {
  if (file.length > greetingLimits.bytes) throw new Problem('too-large', 'This file is too large: 5 MB at most.', { field: 'audio' })
  try {
    // asked before anything is converted: a long file would hold everybody up
    if (lengthOf(file) > greetingLimits.longestMs) throw badAudio('too-long', 'This is too long for a greeting: 90 seconds at most.')
    const sound = toTelephone(file)
    if (sound.durationMs < greetingLimits.shortestMs) throw badAudio('too-short', 'This is too short for a greeting: at least one second.')
    return sound
  } catch (error) {
    if (error instanceof UnusableSound) throw badAudio(error.why, wordsOf[error.why])
    throw error
  }
}

export const createGreetings = ({ store, clock, feed, log, address }: GreetingPorts): Greetings => {
  const state = async (person: PersonId): Promise<GreetingState> => {
    const all = await store.greetings(person)
    const usual = all.find(({ kind }) => kind === 'usual') ?? null
    const away = all.find(({ kind }) => kind === 'away') ?? null
    return { usual, away, applies: greetingAt({ usual: usual !== null, away }, clock.now()) }
  }
  const changed = async (person: PersonId, action: string, subject: GreetingKind, detail: Record<string, number | null> = {}) => {
    await store.audit({ ...person, at: clock.now(), action, subject, detail })
    feed.publish(person, { type: 'voicemails' })
    return state(person)
  }

  const prepared = async <E extends Extract<EngineEffect, { type: 'greet' | 'record' }>>(person: PersonId, effect: E): Promise<E> => {
    if (effect.type === 'record') {
      const { longestSeconds } = await store.voicemailSettings(person)
      return { ...effect, maxMs: Math.min(effect.maxMs, longestSeconds * 1000) }
    }
    const { usual, away, applies } = await state(person)
    const greeting = applies === 'away' ? away : applies === 'usual' ? usual : null
    return greeting === null ? effect : { ...effect, play: { url: address(greeting), instead: 'usual' } }
  }

  return {
    state,
    address,
    async put({ tenantId, userId }, kind, file) {
      const { audio, durationMs, peaks } = readGreeting(file)
      await store.putGreeting({ tenantId, userId, kind, durationMs, peaks, updatedAt: clock.now() }, audio)
      return changed({ tenantId, userId }, 'greeting-changed', kind, { durationMs })
    },
    async remove(person, kind) {
      if (!(await store.deleteGreeting(person, kind))) throw new Problem('not-found', 'There is no such greeting.')
      return changed(person, 'greeting-deleted', kind)
    },
    async setAway(person, dates) {
      if (dates !== null && dates.until <= dates.from) throw new Problem('bad-request', 'The last day can’t be before the first.', { field: 'until' })
      if (dates !== null && dates.until <= clock.now()) throw new Problem('bad-request', 'That day is over already.', { field: 'until' })
      if (!(await store.setAwayDates(person, dates))) throw new Problem('no-greeting', 'You have no away greeting yet. Upload one first.')
      return changed(person, 'greeting-away', 'away', { from: dates?.from ?? null, until: dates?.until ?? null })
    },
    async audio(person, kind) {
      const found = await store.greetingAudio(person, kind)
      if (found === null) throw new Problem('not-found', 'There is no such greeting.')
      return found
    },
    async prepare(person, effect) {
      const asIs = sleep(clock, patienceMs).then(() => effect)
      const own = prepared(person, effect).catch((error: unknown) => {
        log.warn({ effect: effect.type, err: error instanceof Error ? error.message : error }, 'voicemail goes by the usual settings')
        return effect
      })
      return Promise.race([own, asIs])
    },
  }
}
