import { useCallback, useEffect, useMemo, useState } from 'react'
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

export interface Tags {
  /** Those in use, the most used first; none while they can't be read. */
  items: string[]
  /** Asks for them: nobody needs them until there is something to choose. */
  want: () => void
}

export const useTags = (): Tags => {
  const { api } = useServices()
  const version = useSession((state) => state.historyVersion)
  const [items, setItems] = useState<string[]>([])
  const [wanted, setWanted] = useState(false)
  const want = useCallback(() => setWanted(true), [])
  useEffect(() => {
    if (!wanted) return
    let over = false
    // they only help to choose: without them one types
    api.tags().then((answer) => { if (!over) setItems(answer.items) }, () => undefined)
    return () => { over = true }
  }, [api, version, wanted])
  return useMemo(() => ({ items, want }), [items, want])
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
