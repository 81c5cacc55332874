import { useEffect, useState } from 'react'
import { noFilters, type Filters } from './filters.ts'

/** Nobody wants an answer to each letter. */
const debounceMs = 250

export interface FilterState {
  /** What the fields show. */
  filters: Filters
  /** What is looked for: the same, with the text as it was when the person paused. */
  settled: Filters
  setText: (text: string) => void
  /** Takes effect at once. */
  set: (filters: Filters) => void
  clear: () => void
}

export const useFilters = (): FilterState => {
  const [filters, setFilters] = useState(noFilters)
  const [settled, setSettled] = useState(noFilters)
  useEffect(() => {
    if (filters === settled) return
    const timer = setTimeout(() => setSettled(filters), debounceMs)
    return () => clearTimeout(timer)
  }, [filters, settled])
  const set = (next: Filters) => {
    setFilters(next)
    setSettled(next)
  }
  return { filters, settled, setText: (text) => setFilters((before) => ({ ...before, text })), set, clear: () => set(noFilters) }
}
