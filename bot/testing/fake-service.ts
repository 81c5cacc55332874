import type { Colleague, Me } from '../../src/api/person.ts'
import type { MyQueue } from '../../src/api/queues.ts'
import type { Settings, SettingsPatch } from '../../src/api/settings.ts'
import type { CallView } from '../../src/call/view.ts'
import { readNumber } from '../../src/line/number.ts'
import { usualPolicy } from '../../src/line/policy.ts'
import type { Check } from '../../src/line/readiness.ts'
import { usualSettings } from '../../src/line/settings.ts'
import { createFeed } from '../../src/service/feed.ts'
import { Problem } from '../../src/service/problem.ts'
import type { GreetingState } from '../../src/service/greetings.ts'
import type { Message } from '../../src/service/voicemail.ts'
import type { HistoryFilter, HistoryRecord, PersonId, WatchRecord } from '../../src/store/port.ts'
import type { BotPorts } from '../ports.ts'
import { dana, me, message, show } from './samples.ts'

export interface Given {
  callId: string
  name: string
  input: unknown
  key: string | undefined
  commandId: string
}

const same = (a: PersonId, b: PersonId) => a.tenantId === b.tenantId && a.userId === b.userId

/** Calls, people and voicemail of one person in memory, for tests of the conversation. A test says what becomes of a command. */
export const fakeService = (owner: PersonId = dana) => {
  const feed = createFeed()
  const given: Given[] = []
  const world = {
    live: [] as CallView[],
    history: [] as HistoryRecord[],
    messages: [message()] as Message[],
    email: false,
    greeting: { usual: null, away: null, applies: null } as GreetingState,
    /** What was last looked for in the history. */
    asked: {} as HistoryFilter,
    /** Notes and tags by call. */
    written: {} as Record<string, { note: string | null; tags: string[] }>,
    me: me() as Me,
    colleagues: [] as Colleague[],
    checks: [] as Check[],
    /** What was asked of the settings. */
    patches: [] as SettingsPatch[],
    /** For whom she waits, who is free, and whether a meeting can be dialled into. */
    waiting: [] as WatchRecord[],
    free: [] as string[],
    dialIn: true,
    usedBot: 0,
    queues: [] as MyQueue[],
    /** Thrown by the next command. */
    refuse: null as Error | null,
    /** Runs inside a command, before it is answered: where a test changes the call or publishes the outcome. */
    onCommand: null as ((given: Given) => void) | null,
  }
  const queues: BotPorts['queues'] = {
    mine: async () => world.queues,
    async setDuty(_person, queueId, on) {
      world.queues = world.queues.map((queue) => (queueId === null || queue.id === queueId ? { ...queue, onDuty: on } : queue))
      if (world.queues.length === 0) throw new Problem('not-found', 'You take calls of no queue. Your administrator can add you to one.')
      return world.queues
    },
  }
  const calls: BotPorts['calls'] = {
    async pickUp(_person, code) {
      if (code !== '42') throw new Problem('not-found', `No call is parked with the code ${code}. Somebody may have picked it up already.`, { field: 'code' })
      return { callId: 'picked-up', from: { number: '+12065550142', name: 'Lena Fischer' } }
    },
    live: (person) => (same(person, owner) ? world.live : []),
    find: (person, callId) => (same(person, owner) ? world.live.find(({ id }) => id === callId) ?? null : null),
    async command(person, callId, name, input, key) {
      if (calls.find(person, callId) === null) throw new Problem('not-found', 'There is no such call.')
      if (world.refuse) throw world.refuse
      const command = { callId, name, input, key, commandId: `command-${given.length + 1}` }
      given.push(command)
      if (name === 'park') world.live = world.live.map((call) => (call.id === callId ? { ...call, state: 'parked', parked: { code: '42', until: '2026-11-24T12:03:00.000Z' } } : call))
      world.onCommand?.(command)
      return { commandId: command.commandId }
    },
  }
  const people: BotPorts['people'] = {
    assign: async () => undefined,
    line: async () => ({ ...owner, number: world.me.number, name: world.me.name, ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null }),
    administer: async () => undefined,
    me: async () => world.me,
    async change(_person, patch) {
      if (patch.ring !== undefined && world.me.preference.locked) throw new Problem('locked', 'Your organisation decides where your calls ring.')
      const { ring, unanswered, quietHours, favourites, callerId, ...plain } = patch
      const { settings } = world.me
      const chosen = unanswered?.to
      const nameOf = (userId: string) => world.colleagues.find((colleague) => colleague.userId === userId)?.name ?? ''
      const to = chosen === undefined ? settings.unanswered.to : chosen.kind === 'colleague' ? { ...chosen, name: nameOf(chosen.userId) } : chosen.kind === 'group' ? { ...chosen, members: chosen.members.map((userId) => ({ userId, name: nameOf(userId) })) } : chosen
      world.me = {
        ...world.me,
        preference: { ...world.me.preference, ...(ring ? { ring } : {}) },
        settings: {
          ...settings, ...(plain as Partial<Settings>),
          unanswered: { afterSeconds: unanswered?.afterSeconds ?? settings.unanswered.afterSeconds, to },
          quietHours: { ...settings.quietHours, ...(quietHours as Partial<Settings['quietHours']>) },
          favourites: favourites?.map(({ number, name }) => ({ number, name: name ?? null })) ?? settings.favourites,
          callerId: { ...settings.callerId, ...(callerId as Partial<Settings['callerId']>) },
        },
      }
      world.patches.push(patch)
      return world.me
    },
    search: async (_person, text) => world.colleagues.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
    async target(_person, to) {
      if (typeof to === 'object' && 'userId' in to) {
        const colleague = world.colleagues.find(({ userId }) => userId === to.userId)
        if (!colleague?.number) throw new Problem('no-number', 'That colleague has no number here. Type the number instead.')
        return { number: colleague.number, name: colleague.name }
      }
      const number = readNumber(typeof to === 'string' ? to : to.number, 'US')
      if (number === null) throw new Problem('bad-number', 'That is not a phone number.')
      return { number, name: null }
    },
  }
  return {
    world, given, feed, calls, queues, people,
    readiness: { of: async () => ({ at: show.now, checks: world.checks }) } satisfies BotPorts['readiness'],
    voicemails: fakeVoicemails(world, (person) => same(person, owner)),
    greetings: fakeGreetings(world),
    async history(person: PersonId, limit: number, filter: HistoryFilter = {}) {
      world.asked = filter
      const fits = ({ remote, outcome, note }: HistoryRecord) => (filter.outcomes?.includes(outcome) ?? true)
        && [remote.name, remote.number, note].some((text) => text?.toLowerCase().includes(filter.text?.toLowerCase() ?? ''))
      return same(person, owner) ? world.history.filter(fits).slice(0, limit) : []
    },
    /** When they were last in Teams, as far as the bot saw. */
    offers: { usedBot: () => void (world.usedBot += 1) } satisfies BotPorts['offers'],
    watches: {
      list: async () => world.waiting,
      async ask(person, colleagueId) {
        const watch = { ...person, colleagueId, name: world.colleagues.find(({ userId }) => userId === colleagueId)?.name ?? '', askedAt: show.now }
        const free = world.free.includes(colleagueId)
        if (!free) world.waiting = [...world.waiting, watch]
        return { free, watch }
      },
      async stop(_person, colleagueId) {
        const before = world.waiting.length
        world.waiting = world.waiting.filter((one) => one.colleagueId !== colleagueId)
        return world.waiting.length < before
      },
    } satisfies BotPorts['watches'],
    meetings: {
      async meet(person, callId, invite = [], key) {
        if (world.refuse) throw world.refuse
        const command = { callId, name: 'meet', input: { invite }, key, commandId: `command-${given.length + 1}` }
        if (calls.find(person, callId) === null) throw new Problem('not-found', 'There is no such call.')
        given.push(command)
        world.onCommand?.(command)
        return { commandId: command.commandId, joinUrl: 'https://teams.microsoft.com/l/meetup-join/x', dialIn: world.dialIn }
      },
    } satisfies BotPorts['meetings'],
    past: {
      async annotate(person, id, { note, tags }) {
        if (!same(person, owner) || ![...world.history, ...world.live].some((call) => call.id === id)) throw new Problem('not-found', 'There is no such call.')
        const before = world.written[id] ?? { note: null, tags: [] }
        return (world.written[id] = { note: note === undefined ? before.note : note, tags: tags ?? before.tags })
      },
      written: async (_person, id) => world.written[id] ?? { note: null, tags: [] },
    } satisfies BotPorts['past'],
    /** What became of a command, as the call's owner publishes it. */
    outcome: (command: Given, code: string, words: string, outcome: 'done' | 'failed' = 'done') =>
      feed.publish(owner, { type: 'command', commandId: command.commandId, callId: command.callId, outcome, code, message: words }),
  }
}

const fakeVoicemails = (world: { messages: Message[]; email: boolean }, isOwner: (person: PersonId) => boolean): BotPorts['voicemails'] => {
  const change = async (person: PersonId, id: string, part: Partial<Message>) => {
    if (!isOwner(person) || !world.messages.some((one) => one.id === id)) throw new Problem('not-found', 'There is no such voicemail.')
    world.messages = world.messages.map((one) => (one.id === id ? { ...one, ...part } : one))
  }
  const settings = async () => ({ email: world.email, days: 60, longestSeconds: 180 })
  return {
    list: async (_person, _before, _limit, deleted = false) => world.messages.filter(({ deletedAt }) => (deletedAt !== null) === deleted),
    unread: async () => world.messages.filter(({ read, deletedAt }) => !read && deletedAt === null).length,
    setRead: (person, id, read) => change(person, id, { read }),
    setKept: (person, id, kept) => change(person, id, { kept, goesAt: kept ? null : show.now }),
    remove: (person, id) => change(person, id, { deletedAt: 1 }),
    restore: (person, id) => change(person, id, { deletedAt: null }),
    async require(_person, id) {
      const found = world.messages.find((one) => one.id === id)
      if (!found) throw new Problem('not-found', 'There is no such voicemail.')
      return found
    },
    settings,
    async setEmail(_person, email) {
      world.email = email
      return settings()
    },
  }
}

const fakeGreetings = (world: { greeting: GreetingState }): BotPorts['greetings'] => ({
  state: async () => world.greeting,
  async remove(_person, kind) {
    if (world.greeting[kind] === null) throw new Problem('not-found', 'There is no such greeting.')
    return (world.greeting = { ...world.greeting, [kind]: null })
  },
  async setAway(_person, dates) {
    const { away } = world.greeting
    if (away === null) throw new Problem('no-greeting', 'You have no away greeting yet. Upload one first.')
    return (world.greeting = { ...world.greeting, away: { ...away, dates } })
  },
})
