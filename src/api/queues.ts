import { z } from 'zod/v4'
import { e164, instant, party, startedFrom } from './common.ts'
import { outcome } from './calls.ts'

export const queueStrategy = z.enum(['attendant', 'serial', 'round-robin', 'longest-idle'], 'one of attendant, serial, round-robin, longest-idle')
export type QueueStrategy = z.infer<typeof queueStrategy>

const whole = (least: number, most: number, of: string) => z.int(`a whole number of ${of}, ${least} to ${most}`).min(least, `at least ${least} ${of}`).max(most, `at most ${most} ${of}`)
const userId = z.string().regex(/^[\w-]{1,100}$/, 'a user id')
const person = z.object({ userId: z.string(), name: z.string() })

/** PUT /api/admin/queues/{id}. Numbers may be written in any usual way; agents in the order in which they are rung. */
export const queueInput = z.strictObject({
  name: z.string().trim().min(1, 'a name').max(80, 'at most 80 characters'),
  number: z.string().trim().min(1).max(40),
  strategy: queueStrategy,
  ringSeconds: whole(5, 60, 'seconds').default(20),
  longestSeconds: whole(10, 3600, 'seconds').default(300),
  mostWaiting: whole(1, 200, 'callers').default(50),
  presenceAware: z.boolean().default(true),
  overflow: z.discriminatedUnion('to', [
    z.strictObject({ to: z.literal('nobody') }),
    z.strictObject({ to: z.literal('number'), number: z.string().trim().min(1).max(40) }),
    z.strictObject({ to: z.literal('voicemail'), userId }),
  ]).default({ to: 'nobody' }),
  agents: z.array(userId).max(200, 'at most 200 people'),
  updatedAt: startedFrom,
})
export type QueueInput = z.infer<typeof queueInput>

/** A queue as its administrator sees it. */
export const queue = z.object({
  id: z.string(),
  name: z.string(),
  number: e164,
  strategy: queueStrategy,
  ringSeconds: z.int(),
  longestSeconds: z.int(),
  mostWaiting: z.int(),
  presenceAware: z.boolean(),
  overflow: z.discriminatedUnion('to', [
    z.object({ to: z.literal('nobody') }), z.object({ to: z.literal('number'), number: e164 }), z.object({ to: z.literal('voicemail'), userId: z.string(), name: z.string() }),
  ]),
  agents: z.array(person.extend({ onDuty: z.boolean() })),
  waiting: z.int(),
  updatedAt: instant,
})
export type Queue = z.infer<typeof queue>
export const queues = z.object({ items: z.array(queue) })

/** A queue as one of its agents sees it. */
export const myQueue = z.object({
  id: z.string(),
  name: z.string(),
  number: e164,
  /** Whether they take its calls now. */
  onDuty: z.boolean(),
  /** How many of its agents do. */
  agentsOnDuty: z.int(),
  /** How many callers wait, and since when the first of them does. */
  waiting: z.int(),
  waitingSince: instant.nullable(),
})
export type MyQueue = z.infer<typeof myQueue>
export const myQueues = z.object({ items: z.array(myQueue) })
export type MyQueues = z.infer<typeof myQueues>
export const duty = z.strictObject({ onDuty: z.boolean() })

/** What became of a caller. `takenBy`: who answered, or the number they went on to, which has no name. `endedAt`: when they waited no more. */
export const queueCall = z.object({ id: z.string(), remote: party, outcome, startedAt: instant, endedAt: instant, takenBy: party.nullable() })
export type QueueCall = z.infer<typeof queueCall>
/** Newest first. */
export const queueCalls = z.object({ items: z.array(queueCall), next: z.string().nullable() })
