import type { Request, Response } from 'restify'
import { z } from 'zod/v4'
import type { PersonId, SoundForm } from '../store/port.ts'
import { badRequest } from './errors.ts'
import type { AudioLinks } from './links.ts'

const signedQuery = z.object({ tenant: z.string(), user: z.string(), until: z.string(), signature: z.string() })
const rangeHeader = /^bytes=(\d*)-(\d*)$/

/** Who may hear it: whoever has a token, or the signed address of this one sound. Throws Problem or TokenError. */
export const whoHears = async (request: Request, id: string, links: AudioLinks, whoAsks: (request: Request) => Promise<PersonId>): Promise<PersonId> => {
  const signed = signedQuery.safeParse(request.query)
  if (!signed.success && request.header('authorization') === undefined && request.getQuery() !== '') throw badRequest(signed.error, 'query')
  return signed.success ? links.check(id, signed.data) : whoAsks(request)
}

/** The signed address it was asked for under, where it was: `whoHears` has checked it. */
export const signatureOf = (request: Request): string | null => signedQuery.safeParse(request.query).data?.signature ?? null

export const soundTypes: Record<SoundForm, string> = { wav: 'audio/wav', ogg: 'audio/ogg; codecs=opus' }

/** Begins to answer with a sound, or with the range of it that a player asks for (RFC 9110, section 14): the bytes to be sent. Null when there are none such, and that is said. */
export const rangeOf = (request: Request, response: Response, length: number, form: SoundForm): { start: number; end: number } | null => {
  const [, from = '', to = ''] = rangeHeader.exec(request.header('range') ?? '') ?? []
  const start = from !== '' ? Number(from) : to !== '' ? Math.max(0, length - Number(to)) : 0
  const end = from !== '' && to !== '' ? Math.min(Number(to), length - 1) : length - 1
  const partial = from !== '' || to !== ''
  if (partial && start > end) {
    response.writeHead(416, { 'content-range': `bytes */${length}` })
    response.end()
    return null
  }
  response.writeHead(partial ? 206 : 200, {
    'content-type': soundTypes[form], 'accept-ranges': 'bytes', 'content-length': String(end - start + 1), 'cache-control': 'private, no-store',
    ...(partial ? { 'content-range': `bytes ${start}-${end}/${length}` } : {}),
  })
  return { start, end }
}

/** Sends a sound that is there as a whole, or a range of it. */
export const sendSound = (request: Request, response: Response, audio: Buffer, form: SoundForm): void => {
  const range = rangeOf(request, response, audio.length, form)
  if (range !== null) response.end(audio.subarray(range.start, range.end + 1))
}
