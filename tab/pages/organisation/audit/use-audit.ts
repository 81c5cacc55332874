import { useCallback, useState } from 'react'
import type { AuditEntry } from '../../../../src/api/admin.ts'
import { usePaged, type Paged } from '../../../paged.ts'
import { useServices } from '../../../services.tsx'
import { useAdminApi } from '../admin-api.ts'
import { queryOf, type AuditFilters } from './audit-filters.ts'

export interface AuditItem {
  id: string
  entry: AuditEntry
}

/** The log with these filters, and the names of whoever it speaks of. `filters` must be the same object while they mean the same. */
export const useAudit = (filters: AuditFilters): Paged<AuditItem> & { names: Record<string, string> } => {
  const admin = useAdminApi()
  const { now } = useServices()
  const [names, setNames] = useState<Record<string, string>>({})
  const load = useCallback(async (cursor: string | null) => {
    const page = await admin.audit(queryOf(filters, now()), cursor)
    setNames((before) => ({ ...before, ...page.names }))
    return { items: page.items.map((entry) => ({ id: String(entry.id), entry })), next: page.next }
  }, [admin, filters, now])
  const paged = usePaged(load, 0)
  return { ...paged, names }
}
