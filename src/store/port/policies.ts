import type { PolicySettings } from '../../line/policies.ts'
import type { LinePolicy, PolicySource } from '../../line/policy.ts'
import type { RingSettings } from '../../line/routing.ts'
import type { AuditEntry } from './audit.ts'

type DialerPolicy = RingSettings['policy']
interface PersonId {
  tenantId: string
  userId: string
}

/** What an administrator decided for everyone, a group or a person. There is one policy for each of them. */
export interface PolicyRecord {
  tenantId: string
  id: string
  scope: PolicySource['scope']
  /** The group's object id, or the person's; empty for everyone. */
  subject: string
  /** What people read: the group's or the person's name. */
  name: string
  /** Among groups, the higher one counts. */
  priority: number
  settings: PolicySettings
  updatedAt: number
  updatedBy: string
}

/** What resolving the policies of a tenant needs to know of a line. */
export interface GovernedLine extends PersonId {
  dialer: DialerPolicy
  policy: LinePolicy
  /** Object ids of the groups they were last seen in; null when nobody has looked. */
  groups: string[] | null
}

/** What counts for a line from now on. */
export interface EffectivePolicy extends PersonId {
  dialer: DialerPolicy
  policy: LinePolicy
}

/** What goes with a change of policies, in the same transaction: its entry in the log, and what counts for these people (null: for all) from now on. */
export interface Consequences<Decided extends EffectivePolicy> {
  entry: AuditEntry
  userIds: string[] | null
  decide: Decide<Decided>
}
/** Sees every policy of the tenant and the lines in question, and gives what is new. Pure. */
export type Decide<Decided extends EffectivePolicy> = (lines: GovernedLine[], policies: PolicyRecord[]) => Decided[]

/**
 * Nothing is done unless it was `put`. `changed`: it is not (any more) as it was `seen`, by its `updatedAt`, where null stands
 * for none; whoever has seen nothing replaces whatever is there.
 */
export type PutOutcome = 'put' | 'taken' | 'changed'

export interface PolicyStore {
  policies(tenantId: string): Promise<PolicyRecord[]>
  policy(tenantId: string, id: string): Promise<PolicyRecord | null>
  /** Creates or replaces, as PutOutcome says, and gives what was decided; `taken` when another policy is for the same people. */
  putPolicy<Decided extends EffectivePolicy>(policy: PolicyRecord, seen: number | null | undefined, consequences: Consequences<Decided>): Promise<Decided[] | Exclude<PutOutcome, 'put'>>
  /** Null when there is none. */
  deletePolicy<Decided extends EffectivePolicy>(tenantId: string, id: string, consequences: Consequences<Decided>): Promise<Decided[] | null>
  /** Every line of the tenant, or those of these people. */
  governedLines(tenantId: string, userIds: string[] | null): Promise<GovernedLine[]>
  /**
   * Keeps with lines what counts for them. One at a time in a tenant, so that nothing decided by older policies comes after
   * newer ones. Gives back what was decided.
   */
  govern<Decided extends EffectivePolicy>(tenantId: string, userIds: string[] | null, decide: Decide<Decided>): Promise<Decided[]>
  /** `groups` null: they could not be read, and those known stay. */
  putGroups(person: PersonId, groups: string[] | null, at: number): Promise<void>
  /** People of tenants with a policy for a group, whose groups were never looked at, or last before this instant (epoch ms). */
  staleGroups(before: number, limit: number): Promise<PersonId[]>
}
