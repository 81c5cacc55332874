import type { Colleague, Me, SettingsPatch } from '../api/person.ts'
import type { Clock } from '../clock.ts'
import { readNumber } from '../line/number.ts'
import { effectivePolicy, preferenceOf, usualPolicy } from '../line/policy.ts'
import { rulesInWords } from '../line/policy-words.ts'
import { happensTo } from '../line/sentence.ts'
import { usualSettings } from '../line/settings.ts'
import type { Logger } from '../log.ts'
import type { Graph } from '../microsoft/port.ts'
import type { Job, LineRecord, PersonId, Store } from '../store/port.ts'
import type { Feed } from './feed.ts'
import { limitsOf, readChanges, settingsOf } from './line-settings.ts'
import type { Policies } from './policies.ts'
import { Problem } from './problem.ts'
import type { Reachability } from './reachability.ts'

export interface People {
  /** Gives a person their single number, or changes what it is. Settings they chose are kept. `by`: who is written into the log; `jobs`: the work it makes besides. */
  assign(line: Pick<LineRecord, 'tenantId' | 'userId' | 'number' | 'name'> & Partial<LineRecord>, by?: string, jobs?: Job[]): Promise<void>
  /** What an administrator decides about a line besides its number. */
  administer(person: PersonId, changes: Partial<Pick<LineRecord, 'desk'>>): Promise<void>
  line(person: PersonId): Promise<LineRecord>
  me(person: PersonId): Promise<Me>
  change(person: PersonId, patch: SettingsPatch): Promise<Me>
  /** Colleagues by name, those with a number first. */
  search(person: PersonId, text: string): Promise<Colleague[]>
  /** A transfer's target: a number as people write it, or a colleague by user id. */
  target(person: PersonId, to: string | { number: string } | { userId: string }): Promise<{ number: string; name: string | null }>
}

const searchLimit = 8

/** What was chosen; of lists and parts only that they changed. */
const auditOf = (patch: SettingsPatch): Record<string, string | boolean> =>
  Object.fromEntries(Object.entries(patch).map(([name, value]) => [name, typeof value === 'string' || typeof value === 'boolean' ? value : 'changed']))

/** The colleague to whom calls nobody answers go, with the number they have now. */
export const colleagueOf = async (own: LineRecord, store: Pick<Store, 'linesOf'>): Promise<{ number: string; name: string } | null> => {
  const { unanswered } = own.settings
  if (unanswered.kind !== 'colleague') return null
  const [colleague] = await store.linesOf(own.tenantId, [unanswered.userId])
  return colleague === undefined ? null : { number: colleague.number, name: colleague.name }
}

export interface PeoplePorts {
  store: Store
  graph: Graph
  feed: Feed
  clock: Clock
  log: Logger
  country: string
  policies: Pick<Policies, 'refresh'>
  reachability: Pick<Reachability, 'down'>
  /** When the operator's voicemail behind the native leg takes over, in seconds of ringing. */
  voicemailBehindSeconds: number
}

export const createPeople = (ports: PeoplePorts): People => {
  const { store, graph, feed, clock, log, country, policies, reachability, voicemailBehindSeconds } = ports

  const line = async (person: PersonId): Promise<LineRecord> => {
    const found = await store.lineOf(person)
    if (found === null) throw new Problem('no-line', "You don't have a number yet. Ask your administrator to assign you one.")
    return found
  }

  const me = async (person: PersonId): Promise<Me> => {
    const [own, presence] = await Promise.all([
      line(person),
      // presence is a courtesy: without Graph everything else still works
      graph.presence(person).catch((error: unknown) => {
        log.info({ err: error instanceof Error ? error.message : error }, 'presence is unknown')
        return null
      }),
    ])
    const happens = happensTo(own, {
      at: clock.now(), availability: presence?.availability ?? null, down: reachability.down(own.number), colleague: await colleagueOf(own, store), voicemailBehindSeconds,
    }, country)
    return {
      tenantId: own.tenantId, userId: own.userId, name: own.name, number: own.number, presence, preference: preferenceOf(own),
      settings: settingsOf(own, voicemailBehindSeconds),
      limits: limitsOf(own, voicemailBehindSeconds),
      rules: rulesInWords(effectivePolicy(own), own.policy),
      happens: { ...happens, next: happens.next && { ...happens.next, at: new Date(happens.next.at).toISOString() } },
    }
  }

  const find = async (person: PersonId, text: string): Promise<Colleague[]> => {
    const found = await graph.searchPeople(person.tenantId, text, searchLimit).catch((error: unknown) => {
      log.warn({ err: error instanceof Error ? error.message : error }, 'people search failed')
      throw new Problem('graph-away', "We can't look people up right now. You can type a number instead.")
    })
    const others = found.filter((colleague) => colleague.userId !== person.userId)
    const lines = await store.linesOf(person.tenantId, others.map((colleague) => colleague.userId))
    const numbers = new Map(lines.map((other) => [other.userId, other.number]))
    const colleagues = others.map((colleague) => ({ ...colleague, number: numbers.get(colleague.userId) ?? null }))
    return [...colleagues.filter((colleague) => colleague.number !== null), ...colleagues.filter((colleague) => colleague.number === null)]
  }

  return {
    async assign(assigned, by, jobs = []) {
      const before = await store.lineOf(assigned)
      const person = { tenantId: assigned.tenantId, userId: assigned.userId }
      const entry = { ...person, actor: by ?? null, at: clock.now(), detail: {} }
      await store.putLine({
        ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null, ...before, ...assigned,
      }, {
        audit: [
          // the one they had is free from now on
          ...(before !== null && before.number !== assigned.number ? [{ ...entry, action: 'number-unassigned', subject: before.number }] : []),
          { ...entry, action: 'number-assigned', subject: assigned.number },
        ],
        jobs: [...(before === null ? [{ task: 'groups' as const, person }] : []), ...jobs],
      })
      // what was decided for everyone, and for groups they are known to be in, counts for them at once
      await policies.refresh(assigned)
      feed.publish(assigned, { type: 'me' })
    },
    async administer(person, changes) {
      await store.putLine({ ...(await line(person)), ...changes })
      // a policy may have changed meanwhile
      await policies.refresh(person)
      await store.audit({ ...person, at: clock.now(), action: 'line-administered', subject: person.userId, detail: { changed: Object.keys(changes).join(' ') } })
      feed.publish(person, { type: 'me' })
    },
    line,
    me,
    async change(person, patch) {
      const own = await line(person)
      await store.setSettings(person, await readChanges(own, patch, { store, country, voicemailBehindSeconds }))
      // which settings, not whom a person favours
      await store.audit({ ...person, at: clock.now(), action: 'settings-changed', subject: person.userId, detail: auditOf(patch) })
      feed.publish(person, { type: 'me' })
      return me(person)
    },
    search: find,
    async target(person, to) {
      const own = await line(person)
      if (typeof to === 'object' && 'userId' in to) {
        const [colleague] = await store.linesOf(person.tenantId, [to.userId])
        if (colleague === undefined) throw new Problem('no-number', "That colleague has no number here. Type the number instead.", { field: 'to' })
        if (colleague.number === own.number) throw new Problem('own-number', "You can't transfer a call to yourself. Use move instead.", { field: 'to' })
        return { number: colleague.number, name: colleague.name }
      }
      const text = typeof to === 'string' ? to : to.number
      const number = readNumber(text, country)
      if (number === null) throw new Problem('bad-number', `“${text.slice(0, 40)}” is not a phone number. Type one like +1 425 555 0102, or choose a colleague.`, { field: 'to' })
      if (number === own.number) throw new Problem('own-number', "That is your own number. Use move instead.", { field: 'to' })
      const known = await store.lineByNumber(number)
      return { number, name: known !== null && known.tenantId === person.tenantId ? known.name : null }
    },
  }
}
