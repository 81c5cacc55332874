import { z } from 'zod/v4'

export interface Failure {
  /** The channel's HTTP status; null when there was no answer. */
  status: number | null
  code: string | null
  retryAfterSeconds: number | null
  message: string
}

/** The shape of what the Connector client throws: a RestError with the response it got. */
const restError = z.looseObject({
  message: z.string().catch(''),
  code: z.string().nullish().catch(null),
  statusCode: z.number().nullish().catch(null),
  response: z.looseObject({ headers: z.unknown() }).nullish().catch(null),
})

interface Headers {
  get(name: string): string | null | undefined
}
const hasGet = (headers: unknown): headers is Headers => typeof headers === 'object' && headers !== null && 'get' in headers && typeof headers.get === 'function'

/** Seconds, or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
const secondsOf = (value: string | null | undefined): number | null => {
  if (!value) return null
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000))
}

/** What the channel answered, from whatever was thrown. */
export const failureOf = (error: unknown): Failure => {
  const parsed = restError.safeParse(error)
  if (!parsed.success) return { status: null, code: null, retryAfterSeconds: null, message: String(error) }
  const { statusCode, code, response, message } = parsed.data
  const headers = response?.headers
  return { status: statusCode ?? null, code: code ?? null, retryAfterSeconds: hasGet(headers) ? secondsOf(headers.get('retry-after')) : null, message }
}
