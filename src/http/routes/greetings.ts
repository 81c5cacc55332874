import type { Request, Response } from 'restify'
import { awayPatch, greetingKind, greetings as greetingsAnswer, type GreetingKind } from '../../api/greetings.ts'
import { audioLink } from '../../api/voicemails.ts'
import { greetingLimits, type Greetings, type GreetingState } from '../../service/greetings.ts'
import { Problem } from '../../service/problem.ts'
import type { PersonId } from '../../store/port.ts'
import type { AudioLinks, GreetingAddresses } from '../links.ts'
import { route, type RawRoute, type Route } from '../route.ts'
import { sendSound, whoHears } from '../sound.ts'

const iso = (at: number) => new Date(at).toISOString()

const present = ({ usual, away, applies }: GreetingState) => ({
  usual: usual && { durationMs: usual.durationMs, peaks: usual.peaks, updatedAt: iso(usual.updatedAt) },
  away: away && {
    durationMs: away.durationMs, peaks: away.peaks, updatedAt: iso(away.updatedAt), from: away.dates && iso(away.dates.from), until: away.dates && iso(away.dates.until),
  },
  applies,
})

const noSuch = () => new Problem('not-found', 'There is no such greeting.')

/** Throws Problem `not-found` for what is no kind of greeting. */
const kindOf = (params: unknown): GreetingKind => {
  const kind = greetingKind.safeParse((params as Record<string, string>)['kind'])
  if (!kind.success) throw noSuch()
  return kind.data
}

export const greetingRoutes = (greetings: Greetings, links: AudioLinks): Route[] => [
  route({
    method: 'get', path: '/api/voicemail/greeting', summary: 'What callers hear before the tone', answer: greetingsAnswer,
    handle: async ({ person }) => present(await greetings.state(person)),
  }),
  route({
    method: 'patch', path: '/api/voicemail/greeting/away', summary: 'When the away greeting is played', body: awayPatch, answer: greetingsAnswer,
    handle: async ({ person, body: { dates } }) =>
      present(await greetings.setAway(person, dates && { from: Date.parse(dates.from), until: Date.parse(dates.until) })),
  }),
  route({
    method: 'del', path: '/api/voicemail/greeting/:kind', summary: 'Delete a greeting; callers hear the system\'s own again', answer: greetingsAnswer,
    handle: async ({ person, params }) => present(await greetings.remove(person, kindOf(params))),
  }),
  route({
    method: 'get', path: '/api/voicemail/greeting/:kind/link', summary: 'An address for a player, good for 60 seconds', answer: audioLink,
    async handle({ person, params }) {
      const kind = kindOf(params)
      await greetings.audio(person, kind)
      return { ...links.make(person, kind), compressed: null }
    },
  }),
]

/** The whole body; more than may come is refused before it has all come. */
const readBody = async (request: Request): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer
    size += bytes.length
    if (size > greetingLimits.bytes) throw new Problem('too-large', 'This file is too large: 5 MB at most.', { field: 'audio' })
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

export const greetingRawRoutes = (
  greetings: Greetings, links: AudioLinks, addresses: GreetingAddresses, whoAsks: (request: Request) => Promise<PersonId>,
): RawRoute[] => [
  {
    method: 'put', path: '/api/voicemail/greeting/:kind', upload: true,
    async handle(request: Request, response: Response) {
      // nothing is read of whoever has not signed in
      const person = await whoAsks(request)
      const kind = kindOf(request.params)
      const state = await greetings.put(person, kind, await readBody(request))
      response.header('cache-control', 'no-store')
      response.send(200, present(state))
    },
  },
  {
    method: 'get', path: '/api/voicemail/greeting/:kind/audio',
    async handle(request: Request, response: Response) {
      const kind = kindOf(request.params)
      const { audio } = await greetings.audio(await whoHears(request, kind, links, whoAsks), kind)
      sendSound(request, response, audio, 'wav')
    },
  },
  {
    // for the engine, which has no token: the address itself is signed
    method: 'get', path: '/api/media/greetings/:tenant/:user/:kind/:updated/:signature/greeting.wav',
    async handle(request: Request, response: Response) {
      const { tenant: tenantId = '', user: userId = '', updated, signature = '' } = request.params as Record<string, string>
      const asked = { tenantId, userId, kind: kindOf(request.params), updatedAt: Number(updated) }
      if (!addresses.isGenuine(asked, signature)) throw noSuch()
      const { audio, updatedAt } = await greetings.audio(asked, asked.kind)
      if (updatedAt !== asked.updatedAt) throw noSuch()
      // Asterisk knows the format by this type, keeps what it fetched for as long as it may, and then asks whether it changed
      const etag = `"${updatedAt}"`
      if (request.header('if-none-match') === etag) {
        response.writeHead(304, { etag, 'cache-control': 'private, max-age=86400' })
        return void response.end()
      }
      response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': String(audio.length), 'cache-control': 'private, max-age=86400', etag })
      response.end(audio)
    },
  },
]
