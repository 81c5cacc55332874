import { createHmac, timingSafeEqual } from 'node:crypto'
import type { GreetingKind } from '../api/greetings.ts'
import type { Clock } from '../clock.ts'
import { Problem } from '../service/problem.ts'
import type { PersonId } from '../store/port.ts'

/** Seconds a signed address works. */
const lifetimeSeconds = 60

/** What is played, and the path under which it is. */
const kinds = {
  voicemail: (id: string) => `/api/voicemails/${encodeURIComponent(id)}/audio`,
  recording: (id: string) => `/api/recordings/${encodeURIComponent(id)}/audio`,
  greeting: (id: string) => `/api/voicemail/greeting/${encodeURIComponent(id)}/audio`,
} as const

const isSame = (expected: string, given: string): boolean => {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Signed addresses for players, which can't send an Authorization header: one sound of one person, for 60 seconds. */
export const audioLinks = (signingKey: string, clock: Clock, kind: keyof typeof kinds = 'voicemail') => {
  const sign = ({ tenantId, userId }: PersonId, id: string, until: number): string =>
    createHmac('sha256', signingKey).update(JSON.stringify([kind, tenantId, userId, id, until])).digest('base64url')

  return {
    make(person: PersonId, id: string): { url: string; expiresAt: string } {
      const until = clock.now() + lifetimeSeconds * 1000
      const query = new URLSearchParams({ tenant: person.tenantId, user: person.userId, until: String(until), signature: sign(person, id, until) })
      return { url: `${kinds[kind](id)}?${query}`, expiresAt: new Date(until).toISOString() }
    },
    /** Throws Problem `link-expired` when the address is not ours, was changed, or is too old. */
    check(id: string, query: { tenant: string; user: string; until: string; signature: string }): PersonId {
      const person = { tenantId: query.tenant, userId: query.user }
      const until = Number(query.until)
      if (!isSame(sign(person, id, until), query.signature) || until < clock.now()) throw new Problem('link-expired', 'This link works for a minute only. Press play again.')
      return person
    },
  }
}
export type AudioLinks = ReturnType<typeof audioLinks>

/** A greeting for the engine to fetch: one recording of one person. */
export interface GreetingFor extends PersonId {
  kind: GreetingKind
  updatedAt: number
}

/**
 * Addresses from which the engine fetches greetings. One stands for one recording and ends with it: re-recorded or
 * deleted, the address is good for nothing. It does not end by the clock, on purpose: Asterisk keeps what it fetched
 * under its address (res_http_media_cache) and would fetch, and store, the same greeting anew for every call. Nobody
 * learns from it what they would not hear by calling. Ending in .wav tells Asterisk the format.
 */
export const greetingAddresses = (signingKey: string, mediaUrl: string) => {
  const sign = ({ tenantId, userId, kind, updatedAt }: GreetingFor): string =>
    createHmac('sha256', signingKey).update(JSON.stringify(['greeting-media', tenantId, userId, kind, updatedAt])).digest('base64url')
  return {
    make(greeting: GreetingFor): string {
      const { tenantId, userId, kind, updatedAt } = greeting
      return `${mediaUrl}/api/media/greetings/${tenantId}/${userId}/${kind}/${updatedAt}/${sign(greeting)}/greeting.wav`
    },
    isGenuine: (greeting: GreetingFor, signature: string): boolean => isSame(sign(greeting), signature),
  }
}
export type GreetingAddresses = ReturnType<typeof greetingAddresses>
