import { z } from 'zod/v4'
import { accepted, annotation, historyPage, liveCalls, pickedUp, tagsInUse, type Annotation, type HistoryFilters, type OperationName, type operationBodies } from '../src/api/calls.ts'
import { errorBody } from '../src/api/common.ts'
import { colleagues, me, signedIn, signInConfig, type SettingsPatch } from '../src/api/person.ts'
import { myQueues } from '../src/api/queues.ts'
import { readiness } from '../src/api/readiness.ts'
import { greetings, type AwayPatch, type GreetingKind } from '../src/api/greetings.ts'
import { watchAnswer, watches } from '../src/api/watches.ts'
import { recording, recordingPage } from '../src/api/recordings.ts'
import { audioLink, voicemailChange, voicemailPage, voicemailSettings } from '../src/api/voicemails.ts'

export type ClientConfig = z.infer<typeof signInConfig>

/** A command was taken. `joinUrl` when it made a meeting. */
const taken = accepted.extend({ joinUrl: z.url().optional() })

export type OperationBody<Name extends OperationName> = z.infer<(typeof operationBodies)[Name]>

/**
 * Anything that kept a request from its answer. `message` is for people. `status` is 0 when there was no answer.
 * Codes of our own: `offline`, `sign-in`, `bad-answer`; the others are the service's.
 */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  readonly id: string | undefined

  constructor(input: { status: number, code: string, message: string, field?: string | undefined, id?: string | undefined, cause?: unknown }) {
    super(input.message, { cause: input.cause })
    this.status = input.status
    this.code = input.code
    this.field = input.field
    this.id = input.id
  }
}

/** Turns whatever was thrown into an `ApiError` that can be shown. */
export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError
    ? error
    : new ApiError({ status: 0, code: 'unexpected', message: 'Something went wrong here. Try again.', cause: error })

export interface ApiInput {
  fetch: typeof fetch
  getToken: (options: { fresh: boolean }) => Promise<string>
  /** Resolves after so many milliseconds. */
  wait: (ms: number) => Promise<void>
  /** A new random id, for Idempotency-Key. */
  newId: () => string
}
export type Api = ReturnType<typeof createApi>

export interface Call<Answer> {
  path: string
  answer: z.ZodType<Answer>
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  body?: unknown
  /** Sent as it is, in the place of a body. */
  file?: Blob
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
}

const offline = (cause: unknown) => new ApiError({
  status: 0, code: 'offline', message: 'The service can’t be reached. Check your connection and try again.', cause,
})

/** Reads the body of a refusal; a proxy in between may answer something that isn't ours. */
const refusal = async (response: Response): Promise<ApiError> => {
  const parsed = errorBody.safeParse(await response.json().catch(() => null))
  if (parsed.success) return new ApiError({ status: response.status, ...parsed.data.error })
  return new ApiError({
    status: response.status,
    code: `http-${response.status}`,
    message: response.status >= 500 ? 'The service has a problem right now. Try again in a moment.' : 'The service did not accept this.',
  })
}

const parseAnswer = async <Answer>(response: Response, schema: z.ZodType<Answer>): Promise<Answer> => {
  const parsed = schema.safeParse(await response.json().catch(() => null))
  if (parsed.success) return parsed.data
  throw new ApiError({
    status: response.status, code: 'bad-answer', message: 'The service answered something this page does not understand. Reload the tab.', cause: parsed.error,
  })
}

export const withQuery = (path: string, query: Record<string, string | null | undefined>) => {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries)}`
}

/** What the tab needs before anyone is signed in. */
export const loadConfig = async (fetch: typeof globalThis.fetch): Promise<ClientConfig> => {
  const response = await fetch('/api/config', { headers: { accept: 'application/json' } }).catch((error: unknown) => { throw offline(error) })
  if (!response.ok) throw await refusal(response)
  return parseAnswer(response, signInConfig)
}

/** The typed client. Every function rejects with `ApiError` only (or the abort of its own signal). */
export const createApi = ({ fetch, getToken, wait, newId }: ApiInput) => {
  const token = (fresh: boolean) => getToken({ fresh }).catch((error: unknown) => {
    if (error instanceof ApiError) throw error
    throw new ApiError({ status: 401, code: 'sign-in', message: 'Teams could not sign you in.', cause: error })
  })

  const send = async <Answer>(call: Call<Answer>, fresh: boolean): Promise<Response> => {
    const authorization = `Bearer ${await token(fresh)}`
    const headers = { accept: 'application/json', ...(call.body === undefined ? {} : { 'content-type': 'application/json' }), ...call.headers, authorization }
    const init: RequestInit = { method: call.method ?? 'GET', headers, cache: 'no-store' }
    if (call.body !== undefined) init.body = JSON.stringify(call.body)
    if (call.file) init.body = call.file
    if (call.signal) init.signal = call.signal
    return fetch(call.path, init).catch((error: unknown) => {
      if (call.signal?.aborted) throw error
      throw offline(error)
    })
  }

  const answered = async <Answer>(call: Call<Answer>): Promise<Response> => {
    let response = await send(call, false)
    // The token may have run out on its way: one fresh one, then it is a sign-in problem.
    if (response.status === 401) response = await send(call, true)
    if (!response.ok) throw await refusal(response)
    return response
  }

  const request = async <Answer>(call: Call<Answer>): Promise<Answer> => parseAnswer(await answered(call), call.answer)

  const greetingPath = (kind?: GreetingKind) => (kind === undefined ? '/api/voicemail/greeting' : `/api/voicemail/greeting/${kind}`)
  const queryOf = ({ outcome, ...filters }: HistoryFilters) => ({ ...filters, outcome: outcome?.join(',') })

  const watchPath = (userId: string) => `/api/watches/${encodeURIComponent(userId)}`
  const messagePath = (id: string) => `/api/voicemails/${encodeURIComponent(id)}`

  return {
    /** For pages that few people open: what they ask for is described where they are. */
    request,
    me: () => request({ path: '/api/me', answer: me }),
    /** For whoever has no number: everybody else's roles stand in `me`. */
    signedIn: () => request({ path: '/api/roles', answer: signedIn }),
    saveSettings: (patch: SettingsPatch) => request({ path: '/api/settings', method: 'PATCH', body: patch, answer: me }),
    /** One page of the history, newest first. `cursor` is the page before's `next`. */
    history: (cursor: string | null, filters: HistoryFilters = {}) => request({ path: withQuery('/api/calls', { ...queryOf(filters), cursor, limit: '30' }), answer: historyPage }),
    /** Writes on a call; only what is named changes. */
    annotate: (id: string, patch: Partial<Annotation>) => request({ path: `/api/calls/${encodeURIComponent(id)}`, method: 'PATCH', body: patch, answer: annotation }),
    tags: () => request({ path: '/api/calls/tags', answer: tagsInUse }),
    /** The calls with these filters as CSV, with times of this zone (IANA name). */
    exportCalls: async (filters: HistoryFilters, timeZone: string): Promise<Blob> => {
      const response = await answered({ path: withQuery('/api/calls/export.csv', { ...queryOf(filters), timeZone }), answer: z.unknown(), headers: { accept: 'text/csv' } })
      return response.blob().catch((error: unknown) => { throw offline(error) })
    },
    liveCalls: () => request({ path: '/api/calls/live', answer: liveCalls }),
    /**
     * Asks for something to be done to a call. The answer only says it was taken; what became of it arrives on the
     * live stream under `commandId`. Sent once more when the network failed, under the same Idempotency-Key, so it
     * can't happen twice.
     */
    command: async <Name extends OperationName>(callId: string, operation: Name, body: OperationBody<Name>) => {
      const call = {
        path: `/api/calls/${encodeURIComponent(callId)}/${operation}`,
        method: 'POST' as const, body, headers: { 'idempotency-key': newId() }, answer: taken,
      }
      try {
        return await request(call)
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'offline') throw error
        await wait(500)
        return request(call)
      }
    },
    /** The person's own phones ring with the call a colleague parked under this code. */
    pickUp: (code: string) => request({ path: `/api/parked/${encodeURIComponent(code)}/pick-up`, method: 'POST', body: {}, answer: pickedUp }),
    /** Whether the person takes calls of this queue; answers all of theirs as they are then. */
    setDuty: (queueId: string, onDuty: boolean) => request({ path: `/api/queues/${encodeURIComponent(queueId)}/duty`, method: 'PUT', body: { onDuty }, answer: myQueues }),
    /** Colleagues whose name matches, for a transfer. */
    people: (text: string, signal?: AbortSignal) => request({ path: withQuery('/api/people', { q: text }), answer: colleagues, signal }),
    /** What the number needs; `fresh` looks again instead of telling what was seen within the last day. */
    readiness: (fresh: boolean) => request({ path: withQuery('/api/readiness', { fresh: fresh ? 'true' : null }), answer: readiness }),
    voicemails: (cursor: string | null) => request({ path: withQuery('/api/voicemails', { cursor }), answer: voicemailPage }),
    /** What was deleted and can be brought back. */
    deletedVoicemails: (cursor: string | null) => request({ path: withQuery('/api/voicemails', { cursor, deleted: 'true' }), answer: voicemailPage }),
    /** This and the next two answer the message as it is then, and how many are unread. */
    changeVoicemail: (id: string, change: { read?: boolean, kept?: boolean }) => request({ path: messagePath(id), method: 'PATCH', body: change, answer: voicemailChange }),
    deleteVoicemail: (id: string) => request({ path: messagePath(id), method: 'DELETE', answer: voicemailChange }),
    restoreVoicemail: (id: string) => request({ path: `${messagePath(id)}/restore`, method: 'POST', body: {}, answer: voicemailChange }),
    /** Addresses a player can fetch, good for 60 seconds. */
    voicemailLink: (id: string) => request({ path: `${messagePath(id)}/link`, answer: audioLink }),
    /** For the role Compliance. */
    recordings: (cursor: string | null, filter: { person?: string, from?: string, to?: string } = {}) => request({ path: withQuery('/api/recordings', { ...filter, cursor }), answer: recordingPage }),
    recordingLink: (id: string) => request({ path: `/api/recordings/${encodeURIComponent(id)}/link`, answer: audioLink }),
    holdRecording: (id: string, on: boolean) => request({ path: `/api/recordings/${encodeURIComponent(id)}/hold`, method: 'PUT', body: { on }, answer: recording }),
    voicemailSettings: () => request({ path: '/api/voicemail/settings', answer: voicemailSettings }),
    saveVoicemailSettings: (patch: { email: boolean }) => request({ path: '/api/voicemail/settings', method: 'PATCH', body: patch, answer: voicemailSettings }),
    greetings: () => request({ path: greetingPath(), answer: greetings }),
    uploadGreeting: (kind: GreetingKind, file: Blob) => request({ path: greetingPath(kind), method: 'PUT', file, headers: { 'content-type': 'audio/wav' }, answer: greetings }),
    deleteGreeting: (kind: GreetingKind) => request({ path: greetingPath(kind), method: 'DELETE', answer: greetings }),
    greetingLink: (kind: GreetingKind) => request({ path: `${greetingPath(kind)}/link`, answer: audioLink }),
    /** Colleagues the bot tells of once they are free. */
    waitFor: (userId: string) => request({ path: watchPath(userId), method: 'PUT', answer: watchAnswer }),
    stopWaiting: (userId: string) => request({ path: watchPath(userId), method: 'DELETE', answer: watches }),
    setAway: (patch: AwayPatch) => request({ path: greetingPath('away'), method: 'PATCH', body: patch, answer: greetings }),
  }
}
