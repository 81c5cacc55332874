import type { Request, Response } from 'restify'
import { z } from 'zod/v4'
import { audioLink, voicemailChange, voicemailPage, voicemailPatch, voicemailQuery, voicemailSettings, voicemailSettingsPatch } from '../../api/voicemails.ts'
import type { Message, Voicemails } from '../../service/voicemail.ts'
import type { PersonId } from '../../store/port.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { badRequest } from '../errors.ts'
import type { AudioLinks } from '../links.ts'
import { route, type RawRoute, type Route } from '../route.ts'
import { sendSound, signatureOf, whoHears } from '../sound.ts'

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

const present = ({ id, callId, from, receivedAt, durationMs, read, peaks, kept, deletedAt, goesAt }: Message) => ({
  id, callId, from, receivedAt: iso(receivedAt), durationMs, read, peaks, kept, deletedAt: iso(deletedAt), goesAt: iso(goesAt),
})

export const voicemailRoutes = (voicemails: Voicemails, links: AudioLinks): Route[] => {
  const changed = async (person: PersonId, id: string) => {
    const [message, unread] = await Promise.all([voicemails.require(person, id), voicemails.unread(person)])
    return { unread, voicemail: present(message) }
  }
  const idOf = (params: Record<string, string>) => params['id'] ?? ''
  return [
    route({
      method: 'get', path: '/api/voicemails', summary: 'Voicemails, newest first', query: voicemailQuery, answer: voicemailPage,
      async handle({ person, query }) {
        const [rows, unread] = await Promise.all([
          voicemails.list(person, readCursor(query.cursor), query.limit + 1, query.deleted === 'true'), voicemails.unread(person),
        ])
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return { items: items.map(present), next: rows.length > query.limit && last ? writeCursor({ at: last.receivedAt, id: last.id }) : null, unread }
      },
    }),
    route({
      method: 'patch', path: '/api/voicemails/:id', summary: 'Mark a voicemail read or unread, or keep it', body: voicemailPatch, answer: voicemailChange,
      async handle({ person, params, body: { read, kept } }) {
        if (read !== undefined) await voicemails.setRead(person, idOf(params), read)
        if (kept !== undefined) await voicemails.setKept(person, idOf(params), kept)
        return changed(person, idOf(params))
      },
    }),
    route({
      method: 'del', path: '/api/voicemails/:id', summary: 'Delete a voicemail; it can be restored for 30 days', answer: voicemailChange,
      async handle({ person, params }) {
        await voicemails.remove(person, idOf(params))
        return changed(person, idOf(params))
      },
    }),
    route({
      method: 'post', path: '/api/voicemails/:id/restore', summary: 'Bring a deleted voicemail back', answer: voicemailChange,
      async handle({ person, params }) {
        await voicemails.restore(person, idOf(params))
        return changed(person, idOf(params))
      },
    }),
    route({
      method: 'get', path: '/api/voicemails/:id/link', summary: 'Addresses for a player, good for 60 seconds', answer: audioLink,
      async handle({ person, params }) {
        const { compressed } = await voicemails.require(person, idOf(params))
        const { url, expiresAt } = links.make(person, idOf(params))
        return { url, compressed: compressed ? `${url}&form=ogg` : null, expiresAt }
      },
    }),
    route({
      method: 'get', path: '/api/voicemail/settings', summary: 'How voicemail is kept and sent', answer: voicemailSettings,
      handle: ({ person }) => voicemails.settings(person),
    }),
    route({
      method: 'patch', path: '/api/voicemail/settings', summary: 'Whether messages are also sent by e-mail', body: voicemailSettingsPatch, answer: voicemailSettings,
      handle: ({ person, body }) => voicemails.setEmail(person, body.email),
    }),
  ]
}

const formQuery = z.object({ form: z.enum(['wav', 'ogg']).default('wav') })

/** The sound itself: with a token, or with a signed address. */
export const audioRoute = (voicemails: Voicemails, links: AudioLinks, whoAsks: (request: Request) => Promise<PersonId>): RawRoute => ({
  method: 'get',
  path: '/api/voicemails/:id/audio',
  async handle(request: Request, response: Response) {
    const id = String(request.params['id'])
    const person = await whoHears(request, id, links, whoAsks)
    const query = formQuery.safeParse(request.query)
    if (!query.success) throw badRequest(query.error, 'query')
    sendSound(request, response, await voicemails.audio(person, id, query.data.form, signatureOf(request)), query.data.form)
  },
})
