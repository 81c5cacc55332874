import type { Request, Response } from 'restify'
import { accepted, annotation, callPatch, exportQuery, historyPage, historySearch, liveCalls, meetingMade, operationBodies, pickedUp, tagsInUse, type HistoryFilters } from '../../api/calls.ts'
import type { Calls } from '../../service/calls.ts'
import { isTimeZone } from '../../service/csv.ts'
import type { Meetings } from '../../service/meetings.ts'
import type { PastCalls } from '../../service/past-calls.ts'
import type { People } from '../../service/people.ts'
import { Problem } from '../../service/problem.ts'
import type { HistoryFilter, HistoryRecord, PersonId, Store } from '../../store/port.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { badRequest } from '../errors.ts'
import { route, type RawRoute, type Route } from '../route.ts'

const iso = (at: number) => new Date(at).toISOString()

const present = (entry: HistoryRecord) => ({
  id: entry.id, direction: entry.direction, remote: entry.remote, outcome: entry.outcome, startedAt: iso(entry.startedAt), endedAt: iso(entry.endedAt),
  talkMs: entry.talkMs, journey: entry.journey.map(({ endpoint, from, to }) => ({ endpoint, from: iso(from), to: to === null ? null : iso(to) })),
  voicemailId: entry.voicemailId, transferredTo: entry.transferredTo, forwardedTo: entry.forwardedTo, endedBy: entry.endedBy, source: entry.source, recorded: entry.recorded ?? null, via: entry.via ?? null,
  note: entry.note, tags: entry.tags,
})

/** Commands that need nothing but the call. */
const simple = [
  ['hold', 'Put the other party on hold'], ['resume', 'Take them off hold'], ['swap', 'Switch between the other party and the colleague who is asked'],
  ['complete', 'Hand the call over to the colleague who was asked'], ['cancel', 'Cancel a move, a transfer or a consultation, or take a parked call back'], ['hangup', 'End or decline the call'],
  ['park', 'Park the call: a colleague picks it up with the code the call shows'],
] as const
/** Commands that name a number or a colleague. */
const toSomebody = [
  ['transfer', 'Transfer the call to a number or a colleague'], ['consult', 'Ask a colleague first'], ['add', 'Add somebody to the call'],
] as const

const filterOf = ({ q, outcome, direction, endpoint, tag, from, to }: HistoryFilters): HistoryFilter => ({
  ...(q === undefined ? {} : { text: q }),
  ...(outcome === undefined ? {} : { outcomes: outcome }),
  ...(direction === undefined ? {} : { direction }),
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(tag === undefined ? {} : { tag }),
  ...(from === undefined ? {} : { from: Date.parse(from) }),
  ...(to === undefined ? {} : { to: Date.parse(to) }),
})

export const callRoutes = (calls: Calls, people: People, store: Pick<Store, 'history'>, past: PastCalls, meetings: Meetings): Route[] => [
  route({
    method: 'get', path: '/api/calls', summary: 'The history, newest first, searched and filtered', query: historySearch, answer: historyPage,
    async handle({ person, query }) {
      const rows = await store.history(person, readCursor(query.cursor), query.limit + 1, filterOf(query))
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return { items: items.map(present), next: rows.length > query.limit && last ? writeCursor({ at: last.startedAt, id: last.id }) : null }
    },
  }),
  route({
    method: 'patch', path: '/api/calls/:id', summary: 'Write a note or tags on a call', body: callPatch, answer: annotation,
    handle: ({ person, params, body: { note, tags } }) =>
      past.annotate(person, params['id'] ?? '', { ...(note === undefined ? {} : { note }), ...(tags === undefined ? {} : { tags }) }),
  }),
  route({ method: 'get', path: '/api/calls/tags', summary: 'The tags in use, the most used first', answer: tagsInUse, handle: async ({ person }) => ({ items: await past.tags(person) }) }),
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
    method: 'post', path: '/api/parked/:code/pick-up', summary: 'Take the call a colleague parked under this code: the person’s own phones ring with it', answer: pickedUp, status: 202,
    handle: ({ person, params }) => calls.pickUp(person, params['code'] ?? ''),
  }),
  route({
    method: 'post', path: '/api/calls/:id/move', summary: 'Move the call to Teams, the native dialer, the desk phone, or wherever the person answers first', body: operationBodies.move, answer: accepted, status: 202,
    handle: ({ person, params, body, idempotencyKey }) => calls.command(person, params['id'] ?? '', 'move', body, idempotencyKey),
  }),
  route({
    method: 'post', path: '/api/calls/:id/remove', summary: 'Take somebody out of the call who was added', body: operationBodies.remove, answer: accepted, status: 202,
    handle: ({ person, params, body, idempotencyKey }) => calls.command(person, params['id'] ?? '', 'remove', body, idempotencyKey),
  }),
  route({
    method: 'post', path: '/api/calls/:id/meet', summary: 'Continue the call as a Teams meeting', body: operationBodies.meet, answer: meetingMade, status: 202,
    handle: ({ person, params, body, idempotencyKey }) => meetings.meet(person, params['id'] ?? '', body.invite, idempotencyKey),
  }),
]

/** The same calls as the history shows with these filters, as a file for a spreadsheet, written as they are read. */
export const exportRoute = (past: PastCalls, whoAsks: (request: Request) => Promise<PersonId>): RawRoute => ({
  method: 'get',
  path: '/api/calls/export.csv',
  async handle(request, response) {
    const person = await whoAsks(request)
    const parsed = exportQuery.safeParse(request.query ?? {})
    if (!parsed.success) throw badRequest(parsed.error, 'query')
    const { timeZone } = parsed.data
    if (!isTimeZone(timeZone)) throw new Problem('bad-request', 'query “timeZone”: expected a name such as Europe/Berlin', { field: 'timeZone' })
    const pieces = past.csv(person, filterOf(parsed.data), timeZone)
    // the first is asked for before anything is said, so that a database that is away is an error and no empty file
    const first = await pieces.next()
    response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="calls.csv"', 'cache-control': 'private, no-store' })
    try {
      if (!first.done) await write(response, first.value)
      for await (const piece of pieces) await write(response, piece)
    } catch (error) {
      // half a file must not look like a whole one
      response.destroy()
      throw error
    }
    response.end()
  },
})

/** Resolves once the reader can take more. */
const write = (response: Response, text: string): Promise<void> => new Promise((resolve, reject) => {
  if (response.destroyed) return reject(new Error('the reader has left'))
  if (response.write(text)) return resolve()
  const done = () => {
    response.off('close', done)
    response.off('drain', done)
    resolve()
  }
  response.on('close', done)
  response.on('drain', done)
})
