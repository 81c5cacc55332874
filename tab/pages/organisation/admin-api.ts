import { useMemo } from 'react'
import { z } from 'zod/v4'
import { auditPage, inventoryNumber, inventoryPage, upload, uploadResult, type InventoryNumber } from '../../../src/api/admin.ts'
import { effectivePolicy, policies, policy, type PolicyInput } from '../../../src/api/policies.ts'
import { queue, queueCalls, queues, type QueueInput } from '../../../src/api/queues.ts'
import { withQuery, type Api } from '../../api.ts'
import { useServices } from '../../services.tsx'

export interface NumberQuery {
  /** Digits of a number, or letters of a name or a site. */
  q?: string
  state?: InventoryNumber['state']
  kind?: InventoryNumber['kind']
}

export interface AuditQuery {
  /** About this person, or done by them. */
  person?: string
  subject?: string
  action?: string
  /** An instant. */
  since?: string
}

const numberPath = (number: string) => `/api/admin/numbers/${encodeURIComponent(number.slice(1))}`
const policyPath = (id: string) => `/api/admin/policies/${encodeURIComponent(id)}`
const queuePath = (id: string) => `/api/admin/queues/${encodeURIComponent(id)}`

/** What the service does for administrators. Every function rejects with `ApiError` only. */
const createAdminApi = ({ request }: Pick<Api, 'request'>) => ({
  /** One page of the inventory, by number. */
  numbers: (query: NumberQuery, cursor: string | null) => request({ path: withQuery('/api/admin/numbers', { ...query, cursor }), answer: inventoryPage }),
  assign: (number: string, userId: string) => request({ path: `${numberPath(number)}/assign`, method: 'POST', body: { userId }, answer: inventoryNumber }),
  unassign: (number: string) => request({ path: `${numberPath(number)}/unassign`, method: 'POST', body: {}, answer: inventoryNumber }),
  /** Says what the operator's list would change; nothing is applied. */
  uploadNumbers: (file: Blob) => request({ path: '/api/admin/numbers/uploads', method: 'POST', file, headers: { 'content-type': 'text/csv' }, answer: upload }),
  confirmUpload: (id: string, skipErrors: boolean) =>
    request({ path: withQuery(`/api/admin/numbers/uploads/${encodeURIComponent(id)}/confirm`, { skipErrors: skipErrors ? 'true' : null }), method: 'POST', body: {}, answer: uploadResult }),
  policies: () => request({ path: '/api/admin/policies', answer: policies }),
  putPolicy: (id: string, input: PolicyInput) => request({ path: policyPath(id), method: 'PUT', body: input, answer: policy }),
  removePolicy: (id: string) => request({ path: policyPath(id), method: 'DELETE', answer: z.unknown() }),
  /** What counts for a person, in the end. */
  policyOf: (userId: string) => request({ path: `/api/admin/people/${encodeURIComponent(userId)}/policy`, answer: effectivePolicy }),
  queues: () => request({ path: '/api/admin/queues', answer: queues }),
  putQueue: (id: string, input: QueueInput) => request({ path: queuePath(id), method: 'PUT', body: input, answer: queue }),
  removeQueue: (id: string) => request({ path: queuePath(id), method: 'DELETE', answer: z.unknown() }),
  /** One page of what became of its callers, newest first. */
  queueCalls: (id: string, cursor: string | null) => request({ path: withQuery(`${queuePath(id)}/calls`, { cursor, limit: '30' }), answer: queueCalls }),
  /** One page of the log, newest first. */
  audit: (query: AuditQuery, cursor: string | null) => request({ path: withQuery('/api/admin/audit', { ...query, cursor }), answer: auditPage }),
})
export type AdminApi = ReturnType<typeof createAdminApi>

export const useAdminApi = (): AdminApi => {
  const { api } = useServices()
  return useMemo(() => createAdminApi(api), [api])
}
