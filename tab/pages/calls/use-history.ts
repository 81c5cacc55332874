import type { HistoryEntry } from '../../../src/api/calls.ts'
import { dayName } from '../../clock.ts'
import { usePaged, type Paged } from '../../paged.ts'
import { useServices, useSession } from '../../services.tsx'

/** The combined history, read again whenever the service says it changed. */
export const useHistory = (): Paged<HistoryEntry> => {
  const { api } = useServices()
  const version = useSession((state) => state.historyVersion)
  return usePaged(api.history, version)
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
