import type { Request, Response } from 'restify'
import { holdPut, recording, recordingPage, recordingQuery } from '../../api/recordings.ts'
import { audioLink } from '../../api/voicemails.ts'
import type { SignedIn } from '../../microsoft/entra.ts'
import type { NamedRecording, Recordings } from '../../service/recordings.ts'
import type { PersonId } from '../../store/port.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import type { AudioLinks } from '../links.ts'
import { requireRole, route, type RawRoute, type Route } from '../route.ts'
import { rangeOf, signatureOf, whoHears } from '../sound.ts'

const iso = (at: number) => new Date(at).toISOString()
const idOf = (params: Record<string, string>) => params['id'] ?? ''

const present = ({ id, callId, userId, name, part, beside, direction, remote, startedAt, endedAt, durationMs, legalHold, deleteAfter }: NamedRecording) => ({
  id, callId, userId, name, part, beside, direction, remote, startedAt: iso(startedAt), endedAt: iso(endedAt), durationMs, held: legalHold, goesAt: iso(deleteAfter),
})

/** For whoever answers for compliance; to everybody else a recording is one word on the entry of their own call. */
export const recordingRoutes = (recordings: Recordings, links: AudioLinks): Route[] => [
  route({
    method: 'get', path: '/api/recordings', summary: 'Recordings, newest first', role: 'Compliance', query: recordingQuery, answer: recordingPage,
    async handle({ person, query: { person: userId, from, to, cursor, limit } }) {
      const filter = { ...(userId === undefined ? {} : { userId }), ...(from === undefined ? {} : { from: Date.parse(from) }), ...(to === undefined ? {} : { to: Date.parse(to) }) }
      const rows = await recordings.list(person, filter, readCursor(cursor), limit + 1)
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return { items: items.map(present), next: rows.length > limit && last ? writeCursor({ at: last.startedAt, id: last.id }) : null }
    },
  }),
  route({
    method: 'put', path: '/api/recordings/:id/hold', summary: 'Hold a recording, so that retention leaves it alone, or let it go', role: 'Compliance', body: holdPut, answer: recording,
    handle: async ({ person, params, body }) => present(await recordings.hold(person, idOf(params), body.on)),
  }),
  route({
    method: 'get', path: '/api/recordings/:id/link', summary: 'An address for a player, good for 60 seconds', role: 'Compliance', answer: audioLink,
    handle: async ({ person, params }) => ({ ...links.make(person, idOf(params)), compressed: null }),
  }),
]

/** The sound: with a token of the role, or with an address that was signed for such a person. */
export const recordingAudioRoute = (recordings: Recordings, links: AudioLinks, whoAsks: (request: Request) => Promise<SignedIn>): RawRoute => {
  const officer = async (request: Request): Promise<PersonId> => {
    const person = await whoAsks(request)
    requireRole(person, 'Compliance')
    return person
  }
  return {
    method: 'get',
    path: '/api/recordings/:id/audio',
    async handle(request: Request, response: Response) {
      const id = String(request.params['id'])
      const sound = await recordings.listen(await whoHears(request, id, links, officer), id, signatureOf(request))
      const range = rangeOf(request, response, sound.bytes, 'wav')
      if (range === null) return
      // decrypted as it goes out, a piece at a time, at the pace of whoever hears it
      for await (const piece of sound.read(range.start, range.end)) {
        if (response.destroyed) return
        if (!response.write(piece)) await new Promise<void>((resolve) => { response.once('drain', resolve); response.once('close', resolve) })
      }
      response.end()
    },
  }
}
