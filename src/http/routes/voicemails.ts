import type { Request, Response } from 'restify'
import { z } from 'zod/v4'
import { historyQuery } from '../../api/calls.ts'
import { audioLink, voicemailPage, voicemailPatch } from '../../api/voicemails.ts'
import type { Voicemails } from '../../service/voicemail.ts'
import type { PersonId, VoicemailRecord } from '../../store/port.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { badRequest } from '../errors.ts'
import type { AudioLinks } from '../links.ts'
import { route, type RawRoute, type Route } from '../route.ts'

const present = (voicemail: VoicemailRecord) => ({
  id: voicemail.id, callId: voicemail.callId, from: voicemail.from, receivedAt: new Date(voicemail.receivedAt).toISOString(), durationMs: voicemail.durationMs,
  read: voicemail.read, peaks: voicemail.peaks,
})

export const voicemailRoutes = (voicemails: Voicemails, links: AudioLinks): Route[] => [
  route({
    method: 'get', path: '/api/voicemails', summary: 'Voicemails, newest first', query: historyQuery, answer: voicemailPage,
    async handle({ person, query }) {
      const [rows, unread] = await Promise.all([voicemails.list(person, readCursor(query.cursor), query.limit + 1), voicemails.unread(person)])
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return { items: items.map(present), next: rows.length > query.limit && last ? writeCursor({ at: last.receivedAt, id: last.id }) : null, unread }
    },
  }),
  route({
    method: 'patch', path: '/api/voicemails/:id', summary: 'Mark a voicemail read or unread', body: voicemailPatch, answer: z.object({ unread: z.number() }),
    async handle({ person, params, body }) {
      await voicemails.setRead(person, params['id'] ?? '', body.read)
      return { unread: await voicemails.unread(person) }
    },
  }),
  route({
    method: 'get', path: '/api/voicemails/:id/link', summary: 'An address for a player, good for 60 seconds', answer: audioLink,
    async handle({ person, params }) {
      const id = params['id'] ?? ''
      await voicemails.require(person, id)
      return links.make(person, id)
    },
  }),
]

const signedQuery = z.object({ tenant: z.string(), user: z.string(), until: z.string(), signature: z.string() })
const rangeHeader = /^bytes=(\d*)-(\d*)$/

/** The sound itself: with a token, or with a signed address. Players ask for ranges (RFC 9110, section 14). */
export const audioRoute = (voicemails: Voicemails, links: AudioLinks, whoAsks: (request: Request) => Promise<PersonId>): RawRoute => ({
  method: 'get',
  path: '/api/voicemails/:id/audio',
  async handle(request: Request, response: Response) {
    const id = String(request.params['id'])
    const signed = signedQuery.safeParse(request.query)
    if (!signed.success && request.header('authorization') === undefined && request.getQuery() !== '') throw badRequest(signed.error, 'query')
    const person = signed.success ? links.check(id, signed.data) : await whoAsks(request)
    const audio = await voicemails.audio(person, id)
    const [, from = '', to = ''] = rangeHeader.exec(request.header('range') ?? '') ?? []
    const start = from !== '' ? Number(from) : to !== '' ? Math.max(0, audio.length - Number(to)) : 0
    const end = from !== '' && to !== '' ? Math.min(Number(to), audio.length - 1) : audio.length - 1
    const partial = from !== '' || to !== ''
    if (partial && start > end) {
      response.writeHead(416, { 'content-range': `bytes */${audio.length}` })
      return void response.end()
    }
    response.writeHead(partial ? 206 : 200, {
      'content-type': 'audio/wav', 'accept-ranges': 'bytes', 'content-length': String(end - start + 1), 'cache-control': 'private, no-store',
      ...(partial ? { 'content-range': `bytes ${start}-${end}/${audio.length}` } : {}),
    })
    response.end(audio.subarray(start, end + 1))
  },
})
