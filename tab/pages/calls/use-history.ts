import { useCallback, useEffect, useState } from 'react'
import type { HistoryEntry } from '../../../src/api/calls.ts'
import { dayName } from '../../clock.ts'
import { usePaged, type Paged } from '../../paged.ts'
import { useServices, useSession } from '../../services.tsx'
import { queryOf, type Filters } from './filters.ts'

/** The combined history with these filters, read again whenever the service says it changed. `filters` must be the same object while they mean the same. */
export const useHistory = (filters: Filters): Paged<HistoryEntry> => {
  const { api, now } = useServices()
  const version = useSession((state) => state.historyVersion)
  const load = useCallback((cursor: string | null) => api.history(cursor, queryOf(filters, now())), [api, filters, now])
  return usePaged(load, version)
}

/** The tags in use, the most used first; none while they can't be read. */
export const useTags = (): string[] => {
  const { api } = useServices()
  const version = useSession((state) => state.historyVersion)
  const [tags, setTags] = useState<string[]>([])
  useEffect(() => {
    let over = false
    // they only help to choose: without them one types
    api.tags().then(({ items }) => { if (!over) setTags(items) }, () => undefined)
    return () => { over = true }
  }, [api, version])
  return tags
}

export type HistoryLine = { kind: 'day', key: string, name: string } | { kind: 'call', key: string, entry: HistoryEntry, place: number }

/** The entries with a heading before each day's first. */
export const historyLines = (entries: HistoryEntry[], nowMs: number, locale: string): HistoryLine[] => {
  const lines: HistoryLine[] = []
  let day = ''
  for (const [index, entry] of entries.entries()) {
    const name = dayName(entry.startedAt, nowMs, locale)
    if (name !== day) lines.push({ kind: 'day', key: `day ${entry.id}`, name })
    day = name
    lines.push({ kind: 'call', key: entry.id, entry, place: index + 1 })
  }
  return lines
}
