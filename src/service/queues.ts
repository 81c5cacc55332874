import { isDeepStrictEqual } from 'node:util'
import type { MyQueue, Queue, QueueInput } from '../api/queues.ts'
import type { Clock } from '../clock.ts'
import type { Call } from '../call/model.ts'
import { readNumber } from '../line/number.ts'
import { ownerOfQueue, type QueueSettings } from '../line/queue.ts'
import type { Logger } from '../log.ts'
import type { Cursor, HistoryRecord, PersonId, Store } from '../store/port.ts'
import type { QueueRecord } from '../store/port/queues.ts'
import type { Feed } from './feed.ts'
import { seenIn, type Decider } from './policies.ts'
import { changedMeanwhile, Problem } from './problem.ts'

export interface Queues {
  /** The queues of a tenant, for whoever administers them. */
  list(tenantId: string): Promise<Queue[]>
  /** Creates or replaces; counts from the next caller. Throws Problem, `changed-meanwhile` when it is no longer as `input.updatedAt` has it. */
  put(decider: Decider, id: string, input: QueueInput): Promise<Queue>
  /** Whoever waits goes on as if they had waited long enough. Throws Problem `not-found`. */
  remove(decider: Decider, id: string): Promise<void>
  /** What became of its callers, newest first. */
  calls(tenantId: string, id: string, before: Cursor | null, limit: number): Promise<HistoryRecord[]>
  /** The queues whose agent this person is. */
  mine(person: PersonId): Promise<MyQueue[]>
  /** An agent takes calls of this queue, or of all of theirs, from now on; or no more. Throws Problem. */
  setDuty(person: PersonId, queueId: string | null, on: boolean): Promise<MyQueue[]>
  /** Those who look at it look again. Never rejects. */
  changed(queue: { tenantId: string; id: string }): Promise<void>
}

export interface QueuePorts {
  store: Store
  feed: Pick<Feed, 'publish'>
  clock: Clock
  log: Logger
  country: string
  /** The callers who wait in a queue, in their order. */
  waitingIn(queue: { tenantId: string; id: string }): Call[]
}

export const createQueues = ({ store, feed, clock, log, country, waitingIn }: QueuePorts): Queues => {
  const noSuch = () => new Problem('not-found', 'There is no such queue.')
  const byName = async (tenantId: string, userIds: string[]): Promise<Map<string, string>> =>
    new Map((await store.linesOf(tenantId, userIds)).map(({ userId, name }) => [userId, name]))

  const present = async (queue: QueueRecord): Promise<Queue> => {
    const { id, name, number, settings, tenantId, updatedAt } = queue
    const agents = await store.queueAgents(tenantId, id)
    const names = await byName(tenantId, agents.map(({ userId }) => userId))
    return {
      id, name, number, ...settings, waiting: waitingIn(queue).length, updatedAt: new Date(updatedAt).toISOString(),
      // whoever has lost their number is rung no more, and is still in the list
      agents: agents.map(({ userId, onDuty }) => ({ userId, name: names.get(userId) ?? 'Somebody without a number', onDuty })),
    }
  }

  const read = (text: string, field: string): string => {
    const number = readNumber(text, country)
    if (number === null) throw new Problem('bad-number', `“${text}” is not a phone number. Type one like +1 425 555 0150.`, { field })
    return number
  }

  /** The queue from which callers who go on to `number` would come to `own` again; null where none would. */
  const wayBack = async (number: string, own: string): Promise<string | null> => {
    const seen = new Set<string>()
    for (let queue = await store.queueByNumber(number); queue !== null && !seen.has(queue.number); ) {
      const { overflow } = queue.settings
      if (overflow.to !== 'number') return null
      if (overflow.number === own) return queue.name
      seen.add(queue.number)
      queue = await store.queueByNumber(overflow.number)
    }
    return null
  }

  const overflowOf = async (tenantId: string, { overflow }: QueueInput, own: string): Promise<QueueSettings['overflow']> => {
    if (overflow.to === 'nobody') return overflow
    if (overflow.to === 'number') {
      const number = read(overflow.number, 'overflow.number')
      if (number === own) throw new Problem('own-number', 'That is the number of this queue itself. Choose another.', { field: 'overflow.number' })
      const through = await wayBack(number, own)
      if (through !== null) throw new Problem('own-number', `From there callers come back to this queue, through ${through}. Choose another number.`, { field: 'overflow.number' })
      return { to: 'number', number }
    }
    const name = (await byName(tenantId, [overflow.userId])).get(overflow.userId)
    if (name === undefined) throw new Problem('no-number', 'That person has no number here, so they have no voicemail. Choose another.', { field: 'overflow.userId' })
    return { to: 'voicemail', userId: overflow.userId, name }
  }

  const changed: Queues['changed'] = async (queue) => {
    try {
      for (const agent of await store.queueAgents(queue.tenantId, queue.id)) feed.publish(agent, { type: 'queues' })
    } catch (error) {
      log.info({ queueId: queue.id, err: error instanceof Error ? error.message : error }, 'the agents of a queue were not told that it changed')
    }
  }

  const mine: Queues['mine'] = async (person) => {
    const agent = new Map((await store.agentOf(person)).map((each) => [each.queueId, each]))
    if (agent.size === 0) return []
    const theirs = (await store.queues(person.tenantId)).filter(({ id }) => agent.has(id))
    return Promise.all(theirs.map(async (queue) => {
      const [waiting, agents] = [waitingIn(queue), await store.queueAgents(queue.tenantId, queue.id)]
      const [first] = waiting
      return {
        id: queue.id, name: queue.name, number: queue.number, onDuty: agent.get(queue.id)?.onDuty ?? false, agentsOnDuty: agents.filter(({ onDuty }) => onDuty).length,
        waiting: waiting.length, waitingSince: first === undefined ? null : new Date(first.story.startedAt).toISOString(),
      }
    }))
  }

  return {
    list: async (tenantId) => Promise.all((await store.queues(tenantId)).map(present)),
    async put({ tenantId, by }, id, input) {
      const number = read(input.number, 'number')
      const { strategy, ringSeconds, longestSeconds, mostWaiting, presenceAware, name } = input
      const [holder, held] = await Promise.all([store.lineByNumber(number), store.numbersHeld([number])])
      if ((held.get(number)?.tenantId ?? tenantId) !== tenantId || (holder?.tenantId ?? tenantId) !== tenantId) throw new Problem('number-taken', 'Another organisation has this number.', { field: 'number' })
      if (holder !== null) throw new Problem('number-taken', 'That number is somebody’s own. A queue needs one that is nobody’s.', { field: 'number' })
      const agents = [...new Set(input.agents)]
      const known = await byName(tenantId, agents)
      const unknown = agents.findIndex((userId) => !known.has(userId))
      if (unknown >= 0) throw new Problem('no-number', 'That person has no number here, so calls can’t reach them.', { field: `agents.${unknown}` })
      const queue: QueueRecord = {
        tenantId, id, number, name, updatedAt: clock.now(), updatedBy: by,
        settings: { strategy, ringSeconds, longestSeconds, mostWaiting, presenceAware, overflow: await overflowOf(tenantId, input, number) },
      }
      const [there, before] = await Promise.all([store.queue(tenantId, id), store.queueAgents(tenantId, id)])
      const outcome = await store.putQueue(queue, agents, seenIn(input))
      if (outcome === 'taken') throw new Problem('number-taken', 'A queue has that number already.', { field: 'number' })
      if (outcome === 'changed') {
        // sent again because the answer got lost
        if (there !== null && isDeepStrictEqual({ ...there, updatedAt: queue.updatedAt }, queue) && isDeepStrictEqual(before.map(({ userId }) => userId), agents)) return present(there)
        throw changedMeanwhile()
      }
      await store.audit({ tenantId, userId: by, at: clock.now(), action: 'queue-set', subject: id, detail: { name, number, strategy, agents: agents.length, agentIds: agents.join(' '), agentNames: agents.map((userId) => known.get(userId)).join(', '), ...overflowIn(queue.settings) } })
      for (const agent of before) feed.publish(agent, { type: 'queues' })
      await changed(queue)
      return present(queue)
    },
    async remove({ tenantId, by }, id) {
      const [queue, agents] = await Promise.all([store.queue(tenantId, id), store.queueAgents(tenantId, id)])
      if (queue === null || !(await store.deleteQueue(tenantId, id))) throw noSuch()
      await store.audit({ tenantId, userId: by, at: clock.now(), action: 'queue-removed', subject: id, detail: { name: queue.name, number: queue.number } })
      for (const agent of agents) feed.publish(agent, { type: 'queues' })
    },
    async calls(tenantId, id, before, limit) {
      if (await store.queue(tenantId, id) === null) throw noSuch()
      return store.history({ tenantId, userId: ownerOfQueue(id) }, before, limit)
    },
    mine,
    async setDuty(person, queueId, on) {
      const theirs = (await store.agentOf(person)).filter((each) => queueId === null || each.queueId === queueId)
      if (theirs.length === 0) throw queueId === null ? new Problem('not-found', 'You take calls of no queue. Your administrator can add you to one.') : noSuch()
      for (const { queueId: id, onDuty } of theirs) {
        if (onDuty === on) continue
        await store.setDuty(person, id, on)
        const queue = await store.queue(person.tenantId, id)
        await store.audit({ ...person, at: clock.now(), action: 'queue-duty', subject: id, detail: { on, name: queue?.name ?? null } })
        await changed({ tenantId: person.tenantId, id })
      }
      return mine(person)
    },
    changed,
  }
}

/** Where callers go whom nobody took, for the audit log: a number, or whose voicemail. */
const overflowIn = ({ overflow }: QueueSettings): Record<string, string> => {
  switch (overflow.to) {
    case 'nobody': return { overflow: 'nobody' }
    case 'number': return { overflow: overflow.number }
    case 'voicemail': return { overflow: overflow.userId, overflowName: overflow.name }
  }
}
