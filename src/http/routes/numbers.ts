import type { Request } from 'restify'
import { assignBody, confirmQuery, inventoryNumber, inventoryPage, inventoryQuery, nothing, uploadResult } from '../../api/admin.ts'
import type { SignedIn } from '../../microsoft/entra.ts'
import type { Administrator, Numbers } from '../../service/numbers.ts'
import { Problem } from '../../service/problem.ts'
import type { NumberRecord, UploadRecord } from '../../store/port/numbers.ts'
import { numberOf } from '../params.ts'
import { requireRole, route, type RawRoute, type Route } from '../route.ts'

const iso = (at: number) => new Date(at).toISOString()
const present = ({ uploadedAt, ...record }: NumberRecord) => ({ ...record, state: record.holder === null ? 'free' : 'assigned', uploadedAt: iso(uploadedAt) })
const administrator = ({ tenantId, userId }: SignedIn): Administrator => ({ tenantId, by: userId })

/** A number is a place in the list by itself. */
const readCursor = (cursor: string | undefined): string | null => {
  if (cursor === undefined) return null
  if (!/^\d{7,15}$/.test(cursor)) throw new Problem('bad-request', 'query “cursor”: expected the `next` of an earlier page', { field: 'cursor' })
  return `+${cursor}`
}

export const numberRoutes = (numbers: Numbers): Route[] => [
  route({
    method: 'get', path: '/api/admin/numbers', summary: 'The numbers, and whose they are', role: 'Admin', query: inventoryQuery, answer: inventoryPage,
    async handle({ person: { tenantId }, query: { q, state, kind, cursor, limit } }) {
      const rows = await numbers.list(tenantId, { ...(q === undefined ? {} : { text: q }), ...(state === undefined ? {} : { state }), ...(kind === undefined ? {} : { kind }) }, readCursor(cursor), limit + 1)
      const items = rows.slice(0, limit)
      return { items: items.map(present), next: rows.length > limit ? items.at(-1)?.number.slice(1) ?? null : null }
    },
  }),
  route({
    method: 'post', path: '/api/admin/numbers/uploads/:id/confirm', summary: 'Apply an uploaded list, once', role: 'Admin', query: confirmQuery, body: nothing, answer: uploadResult,
    handle: ({ person, params, query }) => numbers.confirm(administrator(person), params['id'] ?? '', query.skipErrors === 'true'),
  }),
  route({
    method: 'post', path: '/api/admin/numbers/:number/assign', summary: 'Give a number to a person', role: 'Admin', body: assignBody, answer: inventoryNumber,
    handle: async ({ person, params, body }) => present(await numbers.assign(administrator(person), numberOf(params), body.userId)),
  }),
  route({
    method: 'post', path: '/api/admin/numbers/:number/unassign', summary: 'Take a number from whoever has it', role: 'Admin', body: nothing, answer: inventoryNumber,
    handle: async ({ person, params }) => present(await numbers.unassign(administrator(person), numberOf(params))),
  }),
]

const presentUpload = ({ id, preview, result }: UploadRecord) => ({ id, ...preview, result })

/** Read as it comes in, of administrators only. */
export const uploadRoute = (numbers: Numbers, whoAsks: (request: Request) => Promise<SignedIn>): RawRoute => ({
  method: 'post', path: '/api/admin/numbers/uploads', upload: true,
  async handle(request, response) {
    const person = await whoAsks(request)
    requireRole(person, 'Admin')
    if (!/^text\/csv\b/i.test(request.header('content-type') ?? '')) throw new Problem('bad-csv', 'Send the list as text/csv.', { field: 'content-type' })
    const upload = await numbers.upload(administrator(person), request)
    response.header('cache-control', 'no-store')
    response.send(201, presentUpload(upload))
  },
})
