import type { QueueSettings } from '../../line/queue.ts'
import type { PutOutcome } from './policies.ts'

interface PersonId {
  tenantId: string
  userId: string
}

/** A company number whose calls are answered by whoever of its agents is free. */
export interface QueueRecord {
  tenantId: string
  id: string
  /** E.164, nobody's line. */
  number: string
  name: string
  settings: QueueSettings
  updatedAt: number
  updatedBy: string
}

/** Instants are epoch ms; null for never. */
export interface QueueAgent extends PersonId {
  queueId: string
  /** Their place in the list. */
  position: number
  /** They take calls of this queue now. */
  onDuty: boolean
  /** Since their last call ended. */
  idleSince: number | null
  /** Last rung for this queue. */
  rungAt: number | null
}

export interface QueueStore {
  /** By name. */
  queues(tenantId: string): Promise<QueueRecord[]>
  queue(tenantId: string, id: string): Promise<QueueRecord | null>
  /** Over all tenants. */
  queueByNumber(number: string): Promise<QueueRecord | null>
  /** In their order. */
  queueAgents(tenantId: string, queueId: string): Promise<QueueAgent[]>
  /** As whose agent this person is listed. */
  agentOf(person: PersonId): Promise<QueueAgent[]>
  /**
   * Creates or replaces it with these agents, in this order; those who were agents keep what they chose. `taken` when the
   * number is another queue's.
   */
  putQueue(queue: QueueRecord, userIds: string[], seen?: number | null): Promise<PutOutcome>
  /** False when there is none. */
  deleteQueue(tenantId: string, id: string): Promise<boolean>
  /** False when they are no agent of it. */
  setDuty(person: PersonId, queueId: string, on: boolean): Promise<boolean>
  agentsRung(tenantId: string, queueId: string, userIds: string[], at: number): Promise<void>
  agentIdle(person: PersonId, since: number): Promise<void>
}
