import { TelephonyError } from '../port.ts'

/** What Asterisk says of a channel that is gone: 404 when the path names it, 400 when the query does (trace late-commands). */
const channelGone = 'Channel not found'

/** `{"message": …}`, or `{"error": …}` when it ran out of something (trace originate-to-nobody); a proxy before ARI may answer with anything. */
const reasonIn = (body: string): string => {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null) {
      if ('message' in parsed) return String(parsed.message)
      if ('error' in parsed) return String(parsed.error)
    }
  } catch {
    // not ARI's own words: as they stand
  }
  return body.slice(0, 200)
}

/** A refusal of the engine's as the port's error. `request` is for people: method and path. */
export const failure = (request: string, status: number, body: string): TelephonyError => {
  const reason = reasonIn(body)
  const code = status === 404 || reason === channelGone ? 'not-found' : status >= 500 ? 'away' : 'refused'
  return new TelephonyError(code, `${request}: ${status} ${reason}`, status, reason)
}

/** No answer, or none that could be read: what was asked for may have happened all the same. */
export const noAnswer = (request: string, error: unknown): TelephonyError =>
  new TelephonyError('away', `${request}: ${error instanceof Error ? error.message : 'no answer'}`)

/** The leg itself is gone, not only what was asked of it (there are no statistics before there is audio: also 404). */
export const isLegGone = (error: unknown): boolean => error instanceof TelephonyError && error.reason === channelGone

/** For the log: of our own errors the words, of anything else all there is. */
export const wordsOf = (error: unknown): unknown => (error instanceof TelephonyError ? error.message : error)
