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
  route({
    method: 'post', path: '/api/calls/:id/move', summary: 'Move the call to Teams or to the native dialer', body: operationBodies.move, answer: accepted, status: 202,
    handle: ({ person, params, body, idempotencyKey }) => calls.command(person, params['id'] ?? '', 'move', body, idempotencyKey),
  }),
  route({
    method: 'post', path: '/api/calls/:id/cancel', summary: 'Cancel a move or transfer', body: operationBodies.cancel, answer: accepted, status: 202,
    handle: ({ person, params, idempotencyKey }) => calls.command(person, params['id'] ?? '', 'cancel', {}, idempotencyKey),
  }),
  route({
    method: 'post', path: '/api/calls/:id/transfer', summary: 'Transfer the call to a number or a colleague', body: operationBodies.transfer, answer: accepted, status: 202,
    handle: ({ person, params, body, idempotencyKey }) =>
      calls.command(person, params['id'] ?? '', 'transfer', async () => ({ to: await people.target(person, body.to) }), idempotencyKey),
  }),
  route({
    method: 'post', path: '/api/calls/:id/hangup', summary: 'End or decline the call', body: operationBodies.hangup, answer: accepted, status: 202,
    handle: ({ person, params, idempotencyKey }) => calls.command(person, params['id'] ?? '', 'hangup', {}, idempotencyKey),
  }),
]
