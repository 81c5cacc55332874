import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { Problem } from '../service/problem.ts'
import type { PersonId } from '../store/port.ts'

/** Seconds a signed address works. */
const lifetimeSeconds = 60

/** Signed addresses for players, which can't send an Authorization header: one message of one person, for 60 seconds. */
export const audioLinks = (signingKey: string, clock: Clock) => {
  const sign = ({ tenantId, userId }: PersonId, id: string, until: number): string =>
    createHmac('sha256', signingKey).update(JSON.stringify(['voicemail', tenantId, userId, id, until])).digest('base64url')

  return {
    make(person: PersonId, id: string): { url: string; expiresAt: string } {
      const until = clock.now() + lifetimeSeconds * 1000
      const query = new URLSearchParams({ tenant: person.tenantId, user: person.userId, until: String(until), signature: sign(person, id, until) })
      return { url: `/api/voicemails/${encodeURIComponent(id)}/audio?${query}`, expiresAt: new Date(until).toISOString() }
    },
    /** Throws Problem `link-expired` when the address is not ours, was changed, or is too old. */
    check(id: string, query: { tenant: string; user: string; until: string; signature: string }): PersonId {
      const person = { tenantId: query.tenant, userId: query.user }
      const until = Number(query.until)
      const expected = Buffer.from(sign(person, id, until))
      const given = Buffer.from(query.signature)
      const genuine = expected.length === given.length && timingSafeEqual(expected, given)
      if (!genuine || until < clock.now()) throw new Problem('link-expired', 'This link works for a minute only. Press play again.')
      return person
    },
  }
}
export type AudioLinks = ReturnType<typeof audioLinks>
