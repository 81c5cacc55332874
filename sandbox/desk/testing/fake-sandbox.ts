import { outsideParties, outsidePhoneId, people, phoneIds } from '../../world.ts'
import type { Activity, Person, Phone, PhoneCall } from '../types.ts'
import type { EventStream } from '../world/world.ts'

const phone = (fields: Pick<Phone, 'id' | 'kind' | 'label' | 'number' | 'person'>): Phone => ({
  ...fields, state: 'idle', peer: null, calls: [], faults: { answersByVoicemail: false, doNotDisturb: false, noAudio: false }, lastEnded: null,
})

export const dana = people[0]!
export const marco = people[1]!
const lena = outsideParties[0]!

/** Everyone's phones, as the sandbox lists them, all idle. */
export const allPhones = (): Phone[] => [
  ...people.flatMap(({ key, name, number, userId }) => {
    const [ids, first] = [phoneIds(key), name.split(' ')[0]]
    return [
      phone({ id: ids.native, kind: 'native', label: `${first}'s phone`, number, person: userId }),
      phone({ id: ids.teamsMobile, kind: 'teams', label: `Teams on ${first}'s phone`, number, person: userId }),
      phone({ id: ids.teamsLaptop, kind: 'teams', label: `Teams on ${first}'s laptop`, number, person: userId }),
      phone({ id: ids.desk, kind: 'desk', label: `${first}'s desk phone`, number, person: userId }),
    ]
  }),
  ...outsideParties.map(({ key, name, number }) => phone({ id: outsidePhoneId(key), kind: 'outside', label: name, number, person: null })),
]

export const storyTime = Date.parse('2026-11-22T10:00:00Z')

export const call = (state: PhoneCall['state'], fields: Partial<PhoneCall> = {}): PhoneCall => ({
  id: `call-${state}`, peer: { name: lena.name, number: lena.number }, state, direction: 'incoming', since: new Date(storyTime - 65_000).toISOString(), ...fields,
})

/** The phones with these calls on them. */
export const phonesWith = (calls: Record<string, PhoneCall[]>): Phone[] => allPhones().map((each) => {
  const own = calls[each.id] ?? []
  return { ...each, calls: own, state: own[0]?.state ?? 'idle', peer: own[0]?.peer ?? null }
})

/** Lena calls Dana: her phone's side of it. */
export const lenaCallsDana = (state: 'calling' | 'talking' = 'calling'): Record<string, PhoneCall[]> => ({
  'outside-lena': [call(state, { direction: 'outgoing', peer: { name: dana.name, number: dana.number } })],
})

export const botSays = (fields: Partial<Activity> & { id: string }): Activity => ({
  type: 'message', timestamp: new Date(storyTime).toISOString(), from: { id: '28:bot', name: 'Single Number', role: 'bot' }, attachments: [], ...fields,
})

interface Answer { status: number, body: unknown }

/** The control API and its stream, at the wire: the desk's own client talks to it. */
export const createFakeSandbox = () => {
  const streams = new Set<{ emit: (event: string, data: unknown) => void, fail: () => void }>()
  const requests: { path: string, body: unknown }[] = []
  const answers = new Map<string, Answer | Promise<Answer>>()
  const state = {
    people: people.map(({ tenantId, userId, name, upn, number }): Person => ({ tenantId, userId, name, upn, number })),
    phones: allPhones(),
    app: { running: true },
    isTabServed: true,
  }

  const openEvents = (): EventStream => {
    const listeners = new Map<string, (event: MessageEvent<string>) => void>()
    const stream: EventStream = {
      addEventListener: (type, listener) => void listeners.set(type, listener),
      close: () => void streams.delete(wire),
    }
    const wire = {
      emit: (event: string, data: unknown) => listeners.get(event)?.(new MessageEvent(event, { data: JSON.stringify(data) })),
      fail: () => listeners.get('error')?.(new MessageEvent('error')),
    }
    streams.add(wire)
    queueMicrotask(() => {
      wire.emit('open', null)
      wire.emit('phones', state.phones)
      wire.emit('app', state.app)
      wire.emit('faults', { graph: 'ok', bot: 'ok', teams: 'ok', native: 'ok', database: 'ok' })
      for (const { userId } of state.people) {
        wire.emit('chat', { userId, activities: [] })
        wire.emit('presence', { userId, presence: { id: userId, availability: 'Available', activity: 'Available' } })
      }
    })
    return stream
  }

  const answerTo = (path: string): Answer | Promise<Answer> => {
    const given = answers.get(path)
    if (given) return given
    if (path === 'people') return { status: 200, body: state.people }
    if (path === 'token') return { status: 200, body: { token: 'a token' } }
    return { status: 200, body: {} }
  }
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const path = String(input).replace('/sandbox/', '')
    if (init?.method === 'POST') requests.push({ path, body: JSON.parse(String(init.body)) as unknown })
    const { status, body } = await answerTo(path)
    // jsdom has no Response of its own; these are the parts the client reads.
    return { ok: status < 400, status, json: async () => body } as Response
  }

  return {
    state, requests, openEvents, fetch,
    tell: (event: string, data: unknown) => { for (const { emit } of streams) emit(event, data) },
    cut: () => { for (const { fail } of streams) fail() },
    answer: (path: string, answer: Answer | Promise<Answer>) => void answers.set(path, answer),
  }
}

export type FakeSandbox = ReturnType<typeof createFakeSandbox>
