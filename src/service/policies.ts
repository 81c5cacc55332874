import { isDeepStrictEqual } from 'node:util'
import type { PolicyInput, PolicySettings } from '../api/policies.ts'
import type { Clock } from '../clock.ts'
import { fieldsOf, resolvePolicy, type PolicyLayer } from '../line/policies.ts'
import type { LinePolicy } from '../line/policy.ts'
import { mustBeWithUs } from '../line/recording.ts'
import { rulesInWords, type RuleWords } from '../line/policy-words.ts'
import { GraphError, type Graph } from '../microsoft/port.ts'
import type { EffectivePolicy, GovernedLine, PolicyRecord } from '../store/port/policies.ts'
import type { AuditEntry, PersonId, Store } from '../store/port.ts'
import type { Feed } from './feed.ts'
import type { MustRecord } from './must-record.ts'
import { changedMeanwhile, Problem } from './problem.ts'

/** Whoever decides: their user id, or `command line`. */
export interface Decider {
  tenantId: string
  by: string
}

export interface EffectiveForPerson {
  effective: PolicySettings
  sources: LinePolicy['sources']
  rules: RuleWords[]
}

/** When what somebody changes was written, as they saw it; null for something new, undefined where they don't say. */
export const seenIn = ({ updatedAt }: { updatedAt?: string | null | undefined }): number | null | undefined => (typeof updatedAt === 'string' ? Date.parse(updatedAt) : updatedAt)

export interface Policies {
  list(tenantId: string): Promise<PolicyRecord[]>
  /** Throws Problem `not-found`. */
  get(tenantId: string, id: string): Promise<PolicyRecord>
  /** Creates or replaces; counts from the next call. Throws Problem, `changed-meanwhile` when it is no longer as `input.updatedAt` has it. */
  put(decider: Decider, id: string, input: PolicyInput): Promise<PolicyRecord>
  remove(decider: Decider, id: string): Promise<void>
  /** Changes what is decided for one person; `undefined` leaves a field to the others again. */
  decideFor(person: PersonId, by: string, change: (settings: PolicySettings) => PolicySettings): Promise<void>
  /** What counts for a person, and whose decision each field is. Throws Problem. */
  of(person: PersonId): Promise<EffectiveForPerson>
  /** Brings what counts for a person in line with the policies and the groups they were last seen in. */
  refresh(person: PersonId): Promise<void>
  /** Asks Graph which groups a person is in, then the same. Throws GraphError; then those last known stay. */
  readGroups(person: PersonId): Promise<void>
}

export interface PolicyPorts {
  store: Store
  graph: Pick<Graph, 'groupsOf'>
  feed: Feed
  clock: Clock
  /** False without a key for recordings. */
  canRecord: boolean
  /** Told when lines become such that must be recorded, or are it no longer. */
  mustRecord: Pick<MustRecord, 'changed'>
}

export const createPolicies = ({ store, graph, feed, clock, canRecord, mustRecord }: PolicyPorts): Policies => {
  const tellOf = (changed: Decided[]): void => {
    for (const line of changed) feed.publish(line, { type: 'me' })
    if (changed.some(({ mustChanges }) => mustChanges)) mustRecord.changed()
  }
  /** Brings these lines in line, or all of the tenant. */
  const bringInLine = async (tenantId: string, userIds: string[] | null): Promise<void> => tellOf(await store.govern(tenantId, userIds, decide))

  const entryOf = ({ tenantId, by }: Decider, action: string, { id, scope, subject, name, priority, settings }: PolicyRecord): AuditEntry => ({
    // what is decided for one person is about them
    tenantId, ...(scope === 'person' ? { userId: subject, actor: by } : { userId: by }), at: clock.now(), action, subject: id, detail: { scope, for: scope === 'everyone' ? null : subject, name, priority: scope === 'group' ? priority : null, settings: JSON.stringify(settings) },
  })

  const get = async (tenantId: string, id: string): Promise<PolicyRecord> => {
    const found = await store.policy(tenantId, id)
    if (found === null) throw new Problem('not-found', 'There is no such policy.')
    return found
  }

  const nameFor = async (tenantId: string, input: PolicyInput): Promise<string> => {
    if (input.scope !== 'person') return input.scope === 'group' ? input.name : 'Everyone'
    const [line] = await store.linesOf(tenantId, [input.subject])
    if (line === undefined) throw new Problem('no-number', 'That person has no number here, so there is nothing to decide for them.', { field: 'subject' })
    return line.name
  }

  const put = async (decider: Decider, id: string, input: PolicyInput): Promise<PolicyRecord> => {
    const { tenantId, by } = decider
    const record: PolicyRecord = {
      tenantId, id, scope: input.scope, subject: input.scope === 'everyone' ? '' : input.subject, name: await nameFor(tenantId, input), priority: input.scope === 'group' ? input.priority : 0,
      settings: input.settings, updatedAt: clock.now(), updatedBy: by,
    }
    checkCompanyNumber(record)
    // the service would not start with such a policy and no key
    if (!canRecord && (input.settings.recording ?? 'none') !== 'none') throw new Problem('no-recording-key', 'Calls can’t be recorded yet: the service has no key for recordings. Set RECORDING_KEY first.', { field: 'settings.recording' })
    const before = await store.policy(tenantId, id)
    // one that was for somebody else before counts no longer for them
    const isPersonal = record.scope === 'person' && (before === null || (before.scope === 'person' && before.subject === record.subject))
    const outcome = await store.putPolicy(record, seenIn(input), { entry: entryOf(decider, 'policy-set', record), userIds: isPersonal ? [record.subject] : null, decide })
    if (outcome === 'taken') throw new Problem('policy-taken', 'There is a policy for them already. Change that one.', { field: 'scope' })
    if (outcome === 'changed') {
      // sent again because the answer got lost
      if (before !== null && isSame(before, record)) return before
      throw changedMeanwhile()
    }
    tellOf(outcome)
    if (record.scope === 'group' && before?.subject !== record.subject) await lookAtGroups(tenantId)
    return record
  }

  /** A group nobody had a policy for before: who is in it is asked in the background. */
  const lookAtGroups = async (tenantId: string): Promise<void> => {
    const lines = await store.governedLines(tenantId, null)
    await store.addJobs(lines.map(({ userId }) => ({ task: 'groups', person: { tenantId, userId } })))
  }

  return {
    list: (tenantId) => store.policies(tenantId),
    get,
    put,
    async remove(decider, id) {
      const record = await get(decider.tenantId, id)
      const changed = await store.deletePolicy(decider.tenantId, id, { entry: entryOf(decider, 'policy-removed', record), userIds: record.scope === 'person' ? [record.subject] : null, decide })
      tellOf(changed ?? [])
    },
    async decideFor(person, by, change) {
      const { tenantId, userId } = person
      const before = (await store.policies(tenantId)).find(({ scope, subject }) => scope === 'person' && subject === userId)
      await put({ tenantId, by }, before?.id ?? `person-${userId}`, { scope: 'person', subject: userId, settings: change(before?.settings ?? {}), updatedAt: before === undefined ? null : new Date(before.updatedAt).toISOString() })
    },
    async of({ tenantId, userId }) {
      const [line] = await store.governedLines(tenantId, [userId])
      if (line === undefined) throw new Problem('not-found', 'That person has no number here.')
      const { sources, ...settings } = line.policy
      return { effective: { dialer: line.dialer, ...settings }, sources, rules: rulesInWords(line.policy, line.dialer) }
    },
    refresh: ({ tenantId, userId }) => bringInLine(tenantId, [userId]),
    async readGroups(person) {
      try {
        await store.putGroups(person, await graph.groupsOf(person), clock.now())
      } catch (error) {
        // refused for good: asked again tomorrow, not in a minute
        if (error instanceof GraphError && (error.status === 403 || error.status === 404)) await store.putGroups(person, null, clock.now())
        throw error
      }
      await bringInLine(person.tenantId, [person.userId])
    },
  }
}

interface Decided extends EffectivePolicy { mustChanges: boolean }

/** What counts for these lines, where it is not what counted. */
const decide = (lines: GovernedLine[], policies: PolicyRecord[]): Decided[] => lines.flatMap((line) => {
  const { dialer, policy } = resolvePolicy(layersFor(line, policies))
  if (dialer === line.dialer && isDeepStrictEqual(policy, line.policy)) return []
  return [{ tenantId: line.tenantId, userId: line.userId, dialer, policy, mustChanges: mustBeWithUs({ linePolicy: policy }) !== mustBeWithUs({ linePolicy: line.policy }) }]
})

/** The policies that bear on a line. Those groups a person was never seen in are none of theirs. */
const layersFor = ({ userId, groups }: GovernedLine, policies: PolicyRecord[]): PolicyLayer[] =>
  policies.filter(({ scope, subject }) => scope === 'everyone' || (scope === 'person' ? subject === userId : groups?.includes(subject)))

/** By the same person, too. */
const isSame = ({ updatedAt: _one, ...before }: PolicyRecord, { updatedAt: _other, ...record }: PolicyRecord): boolean => isDeepStrictEqual(before, JSON.parse(JSON.stringify(record)))

const checkCompanyNumber = ({ scope, settings }: PolicyRecord): void => {
  const named = new Map(fieldsOf(settings))
  const [first] = settings.callerId?.allowed ?? []
  if (scope === 'everyone' && named.get('callerId.locked') === true && first === 'company' && !named.get('callerId.companyNumber')) {
    throw new Problem('bad-request', 'The company number is needed before it can be the only one.', { field: 'settings.callerId.companyNumber' })
  }
}
