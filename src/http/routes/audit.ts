import { auditPage, auditQuery } from '../../api/admin.ts'
import type { NamesOf } from '../../service/names.ts'
import { Problem } from '../../service/problem.ts'
import type { AuditRecord, Store } from '../../store/port.ts'
import { route, type Route } from '../route.ts'

const present = ({ seq, at, userId, actor, action, subject, detail }: AuditRecord) => ({ id: seq, at: new Date(at).toISOString(), userId, actor, action, subject, detail })

const readCursor = (cursor: string | undefined): number | null => {
  if (cursor === undefined) return null
  if (!/^\d{1,15}$/.test(cursor)) throw new Problem('bad-request', 'query “cursor”: expected the `next` of an earlier page', { field: 'cursor' })
  return Number(cursor)
}

/** The people an entry speaks of: whose it is, who did it, and whose recording it was. */
const peopleIn = ({ userId, actor, detail: { of } }: AuditRecord) => [userId, actor, typeof of === 'string' ? of : null]

export const auditRoutes = (store: Pick<Store, 'auditLog'>, namesOf: NamesOf): Route[] => [
  route({
    method: 'get', path: '/api/admin/audit', summary: 'Who did what, newest first', role: 'Admin', query: auditQuery, answer: auditPage,
    async handle({ person: { tenantId }, query: { cursor, limit, since, until, person, subject, action } }) {
      const filter = {
        ...(person === undefined ? {} : { person }), ...(subject === undefined ? {} : { subject }), ...(action === undefined ? {} : { action }),
        ...(since === undefined ? {} : { since: Date.parse(since) }), ...(until === undefined ? {} : { until: Date.parse(until) }),
      }
      const rows = await store.auditLog(tenantId, filter, readCursor(cursor), limit + 1)
      const items = rows.slice(0, limit)
      return { items: items.map(present), next: rows.length > limit ? String(items.at(-1)?.seq) : null, names: await namesOf(tenantId, items.flatMap(peopleIn)) }
    },
  }),
]
