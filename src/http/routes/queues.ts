import { z } from 'zod/v4'
import { historyQuery } from '../../api/calls.ts'
import { duty, myQueues, queue, queueCalls, queueInput, queues as queueList } from '../../api/queues.ts'
import type { SignedIn } from '../../microsoft/entra.ts'
import type { Decider } from '../../service/policies.ts'
import type { Queues } from '../../service/queues.ts'
import type { HistoryRecord } from '../../store/port.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { chosenIdOf } from '../params.ts'
import { route, type Route } from '../route.ts'

const decider = ({ tenantId, userId }: SignedIn): Decider => ({ tenantId, by: userId })
const idOf = (params: Record<string, string>) => chosenIdOf(params, 'queue')
const iso = (at: number) => new Date(at).toISOString()
const present = ({ id, remote, outcome, startedAt, endedAt, forwardedTo }: HistoryRecord) => ({ id, remote, outcome, startedAt: iso(startedAt), endedAt: iso(endedAt), takenBy: forwardedTo })

export const queueRoutes = (queues: Queues): Route[] => [
  route({ method: 'get', path: '/api/queues', summary: 'The queues whose calls the person takes', answer: myQueues, handle: async ({ person }) => ({ items: await queues.mine(person) }) }),
  route({
    method: 'put', path: '/api/queues/:id/duty', summary: 'Take calls of this queue from now on, or no more', body: duty, answer: myQueues,
    handle: async ({ person, params, body }) => ({ items: await queues.setDuty(person, idOf(params), body.onDuty) }),
  }),
  route({ method: 'get', path: '/api/admin/queues', summary: 'The queues', role: 'Admin', answer: queueList, handle: async ({ person }) => ({ items: await queues.list(person.tenantId) }) }),
  route({
    method: 'put', path: '/api/admin/queues/:id', summary: 'Set a queue; it counts from the next caller', role: 'Admin', body: queueInput, answer: queue,
    handle: ({ person, params, body }) => queues.put(decider(person), idOf(params), body),
  }),
  route({
    method: 'del', path: '/api/admin/queues/:id', summary: 'Remove a queue', role: 'Admin', answer: z.strictObject({}),
    async handle({ person, params }) {
      await queues.remove(decider(person), idOf(params))
      return {}
    },
  }),
  route({
    method: 'get', path: '/api/admin/queues/:id/calls', summary: 'What became of its callers, newest first', role: 'Admin', query: historyQuery, answer: queueCalls,
    async handle({ person, params, query }) {
      const rows = await queues.calls(person.tenantId, idOf(params), readCursor(query.cursor), query.limit + 1)
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return { items: items.map(present), next: rows.length > query.limit && last ? writeCursor({ at: last.startedAt, id: last.id }) : null }
    },
  }),
]
