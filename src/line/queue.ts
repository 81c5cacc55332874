import { z } from 'zod/v4'
import type { HuntRule, Rules } from '../call/model.ts'
import { noRecording } from './recording.ts'

/**
 * How a queue looks for somebody. `attendant`: everybody who is free at once. `serial`: in the list's order. `round-robin`:
 * whoever was rung longest ago. `longest-idle`: whoever's last call ended longest ago.
 */
export const queueStrategies = ['attendant', 'serial', 'round-robin', 'longest-idle'] as const
export type QueueStrategy = (typeof queueStrategies)[number]

/** Where a caller goes who waited too long, or finds the queue full. */
const overflow = z.discriminatedUnion('to', [
  z.object({ to: z.literal('nobody') }),
  z.object({ to: z.literal('number'), number: z.string() }),
  /** A person's mailbox. `name` is what they were called when they were chosen. */
  z.object({ to: z.literal('voicemail'), userId: z.string(), name: z.string() }),
])

/** As it lies in the database: what is missing or can't be read is as usual. */
export const queueSettings = z.object({
  strategy: z.enum(queueStrategies).catch('attendant'),
  /** How long one agent is rung before the next. */
  ringSeconds: z.int().min(5).max(60).catch(20),
  /** How long a caller waits at most. */
  longestSeconds: z.int().min(10).max(3600).catch(300),
  /** How many may wait at once. */
  mostWaiting: z.int().min(1).max(200).catch(50),
  /** Rings nobody who is not available in Teams. */
  presenceAware: z.boolean().catch(true),
  overflow: overflow.catch({ to: 'nobody' }),
})
export type QueueSettings = z.infer<typeof queueSettings>
export const readQueueSettings = (stored: unknown): QueueSettings => queueSettings.parse(typeof stored === 'object' && stored !== null ? stored : {})

/** Whose its calls are: nobody's, so its owner has a sign that no person's id has. An id alone could be chosen to be somebody's. */
export const ownerOfQueue = (id: string): string => `queue:${id}`

/** What is decided about a call to a queue when it begins: a queue is a line without a person. */
export const rulesOfQueue = (queue: { id: string; name: string; number: string; settings: QueueSettings }, full: boolean): Rules => {
  const { overflow: over, longestSeconds } = queue.settings
  return {
    back: { ring: [], failover: [], timeoutMs: 0 },
    ...(full ? {} : { hunt: { why: 'queue', queueId: queue.id, name: queue.name, longestMs: longestSeconds * 1000 } }),
    unanswered: over.to === 'voicemail' ? { to: 'voicemail' } : over.to === 'number' ? { to: 'party', party: { number: over.number, name: null }, last: true } : { to: 'nobody' },
    ...(over.to === 'voicemail' ? { mailbox: { userId: over.userId, of: queue.name } } : {}),
    desk: null,
    shown: { number: queue.number, name: queue.name, hidden: false },
    recording: noRecording,
  }
}

/** Somebody a waiting caller could ring now: on duty, in no call, free in Teams where that counts. Instants are epoch ms; null for never. */
export interface Candidate {
  userId: string
  /** In the queue's list. */
  position: number
  /** Since their last call ended. */
  idleSince: number | null
  /** Last rung for this queue. */
  rungAt: number | null
  /** Last rung for this caller. */
  triedAt: number | null
}

/** Whoever let a caller ring is left in peace by that caller for this long. */
export const restMs = 20_000
export const hasRested = (triedAt: number | null, at: number): boolean => triedAt === null || triedAt + restMs <= at

const early = (at: number | null): number => at ?? -Infinity
const orders: Record<QueueStrategy, (a: Candidate, b: Candidate) => number> = {
  attendant: () => 0,
  serial: () => 0,
  'round-robin': (a, b) => early(a.rungAt) - early(b.rungAt) || 0,
  'longest-idle': (a, b) => early(a.idleSince) - early(b.idleSince) || 0,
}

/**
 * Whom a waiting caller rings now, by user id. `ahead`: how many callers before them wait for one of these, too; `ringing`: on
 * how many lines this one rings already. Whoever came first is served first.
 */
export const nextInQueue = (strategy: QueueStrategy, candidates: Candidate[], { at, ahead, ringing }: { at: number; ahead: number; ringing: number }): string[] => {
  const rested = candidates.filter(({ triedAt }) => hasRested(triedAt, at))
  if (strategy === 'attendant') return ahead === 0 ? rested.map(({ userId }) => userId) : []
  if (ringing > 0) return []
  const sorted = rested.toSorted((a, b) => (early(a.triedAt) - early(b.triedAt) || 0) || orders[strategy](a, b) || a.position - b.position)
  const chosen = sorted[ahead]
  return chosen === undefined ? [] : [chosen.userId]
}

/** Whom a call group rings now: all of it once, or the next in the list. */
export const nextInGroup = ({ members, together }: Extract<HuntRule, { why: 'group' }>, tried: Record<string, number>, ringing: number): string[] => {
  const left = members.filter((userId) => tried[userId] === undefined)
  return together ? left : ringing > 0 ? [] : left.slice(0, 1)
}

