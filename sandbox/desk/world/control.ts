import type { ChosenStatus, Faults, Person, Phone, PhoneFault } from '../types.ts'

/** The sandbox refused, or was not there (`code` "no-sandbox"). `message` can be shown to a person. */
export class ControlError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'ControlError'
    this.code = code
  }
}

export const asControlError = (error: unknown): ControlError =>
  error instanceof ControlError ? error : new ControlError('unexpected', 'Something went wrong on this page. Reload it.')

interface ErrorBody { error?: { code?: string, message?: string } }

/** The control API of the sandbox, typed. Every call rejects with ControlError. */
export const createControl = (fetch: typeof globalThis.fetch) => {
  const send = async <Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`/sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    }).catch(() => {
      throw new ControlError('no-sandbox', 'The sandbox does not answer. Is it still running in the terminal?')
    })
    const json: unknown = await response.json().catch(() => ({}))
    if (response.ok) return json as Answer
    const { code = 'refused', message = `The sandbox answered ${response.status}.` } = (json as ErrorBody).error ?? {}
    throw new ControlError(code, message)
  }
  const post = <Answer>(path: string, body?: unknown) => send<Answer>('POST', path, body ?? {})
  const phone = (deed: 'answer' | 'decline' | 'hangup' | 'hold' | 'resume') =>
    (id: string, callId?: string) => post<Phone>(`phones/${id}/${deed}`, callId === undefined ? {} : { callId })

  return {
    people: () => send<Person[]>('GET', 'people'),
    /** An access token for the app's API, as Teams hands it to the tab. */
    token: async (userId: string) => (await post<{ token: string }>('token', { userId })).token,
    dial: (id: string, to: string) => post<Phone>(`phones/${id}/dial`, { to }),
    answer: phone('answer'),
    decline: phone('decline'),
    hangup: phone('hangup'),
    hold: phone('hold'),
    resume: phone('resume'),
    dtmf: (id: string, digits: string) => post<Phone>(`phones/${id}/dtmf`, { digits }),
    phoneFault: (id: string, fault: PhoneFault, on: boolean) => post<Phone>(`phones/${id}/faults`, { [fault]: on }),
    faults: (changes: Partial<Faults>) => post<Faults>('faults', changes),
    /** What the person chooses in their Teams client; null goes back to what Teams sees. */
    status: (userId: string, availability: ChosenStatus | null) => post<object>(`presence/${userId}`, { availability }),
    say: (userId: string, text: string) => post<object>(`chat/${userId}`, { text }),
    /** Presses a button of a card. `notice` is what Teams shows under the card for a moment. */
    press: (userId: string, action: { verb: string, data: unknown }, replyToId: string) =>
      post<{ notice?: string }>(`chat/${userId}`, { action, replyToId }),
    killApp: () => post<{ running: boolean }>('app/kill'),
    startApp: () => post<{ running: boolean }>('app/start'),
  }
}

export type Control = ReturnType<typeof createControl>
