import { accepted, historyPage, historyQuery, liveCalls, operationBodies } from '../../api/calls.ts'
import type { Calls } from '../../service/calls.ts'
import type { People } from '../../service/people.ts'
import type { HistoryRecord, Store } from '../../store/port.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { route, type Route } from '../route.ts'

const iso = (at: number) => new Date(at).toISOString()

const present = (entry: HistoryRecord) => ({
  id: entry.id, direction: entry.direction, remote: entry.remote, outcome: entry.outcome, startedAt: iso(entry.startedAt), endedAt: iso(entry.endedAt),
  talkMs: entry.talkMs, journey: entry.journey.map(({ endpoint, from, to }) => ({ endpoint, from: iso(from), to: to === null ? null : iso(to) })),
  voicemailId: entry.voicemailId, transferredTo: entry.transferredTo,
})

/** Commands that need nothing but the call. */
const simple = [
  ['hold', 'Put the other party on hold'], ['resume', 'Take them off hold'], ['swap', 'Switch between the other party and the colleague who is asked'],
  ['complete', 'Hand the call over to the colleague who was asked'], ['cancel', 'Cancel a move, a transfer or a consultation'], ['hangup', 'End or decline the call'],
] as const
/** Commands that name a number or a colleague. */
const toSomebody = [
  ['transfer', 'Transfer the call to a number or a colleague'], ['consult', 'Ask a colleague first'], ['add', 'Add somebody to the call'],
] as const

export const callRoutes = (calls: Calls, people: People, store: Pick<Store, 'history'>): Route[] => [
  route({
    method: 'get', path: '/api/calls', summary: 'The history, newest first', query: historyQuery, answer: historyPage,
    async handle({ person, query }) {
      const rows = await store.history(person, readCursor(query.cursor), query.limit + 1)
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return { items: items.map(present), next: rows.length > query.limit && last ? writeCursor({ at: last.startedAt, id: last.id }) : null }
    },
  }),
  route({ method: 'get', path: '/api/calls/live', summary: 'The calls going on now', answer: liveCalls, handle: async ({ person }) => ({ items: calls.live(person) }) }),
  ...simple.map(([name, summary]) => route({
    method: 'post', path: `/api/calls/:id/${name}`, summary, body: operationBodies[name], answer: accepted, status: 202,
    handle: ({ person, params, idempotencyKey }) => calls.command(person, params['id'] ?? '', name, {}, idempotencyKey),
  })),
  ...toSomebody.map(([name, summary]) => route({
    method: 'post', path: `/api/calls/:id/${name}`, summary, body: operationBodies[name], answer: accepted, status: 202,
    handle: ({ person, params, body, idempotencyKey }) =>
      calls.command(person, params['id'] ?? '', name, async () => ({ to: await people.target(person, body.to) }), idempotencyKey),
  })),
  route({
    method: 'post', path: '/api/calls/:id/move', summary: 'Move the call to Teams, the native dialer, the desk phone, or wherever the person answers first', body: operationBodies.move, answer: accepted, status: 202,
    handle: ({ person, params, body, idempotencyKey }) => calls.command(person, params['id'] ?? '', 'move', body, idempotencyKey),
  }),
  route({
    method: 'post', path: '/api/calls/:id/remove', summary: 'Take somebody out of the call who was added', body: operationBodies.remove, answer: accepted, status: 202,
    handle: ({ person, params, body, idempotencyKey }) => calls.command(person, params['id'] ?? '', 'remove', body, idempotencyKey),
  }),
]
