import { useCallback, useEffect, useRef, useState } from 'react'
import { asApiError, type ApiError } from './api.ts'

export interface Paged<Item> {
  /** Null until the first page is there. */
  items: Item[] | null
  hasMore: boolean
  loadingMore: boolean
  /** What is shown belongs to the list before; the one that is meant now is on its way. */
  stale: boolean
  /** Why the latest page did not come. What was there stays. */
  error: ApiError | null
  more: () => void
  /** Reads the first page again. */
  reload: () => void
  /** Changes one item that is already here. */
  patch: (id: string, part: Partial<Item>) => void
  /** Takes one item out. */
  drop: (id: string) => void
}

/**
 * The first page read again, laid over what was there: it says what there is down to its own last item, older ones stay.
 * When it is all there is (`complete`), or the two don't touch (so much happened meanwhile that there may be a gap), only
 * the new page counts.
 */
export const layOver = <Item extends { id: string }>(items: Item[], page: Item[], complete = false): { items: Item[], whole: boolean } => {
  const ids = new Set(page.map((item) => item.id))
  const last = items.findLastIndex((item) => ids.has(item.id))
  if (complete || (items.length > 0 && last === -1)) return { items: page, whole: true }
  return { items: [...page, ...items.slice(last + 1)], whole: false }
}

/**
 * A list that comes in keyset pages, newest first. A new `version` reads the first page again without losing the place
 * (in another order that would hide what is new further down: such a list begins anew, with another `load`).
 * `load` must be the same function while it means the same list; another one takes the place of what is shown once it is there.
 */
export const usePaged = <Item extends { id: string }>(
  load: (cursor: string | null) => Promise<{ items: Item[], next: string | null }>, version: number,
): Paged<Item> => {
  const [items, setItems] = useState<Item[] | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const [loadingMore, setLoadingMore] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [reloads, setReloads] = useState(0)
  // Each reading of the first page makes answers to older ones void.
  const turn = useRef(0)
  const current = useRef<Item[] | null>(null)
  current.current = items
  // Whose items these are.
  const [shown, setShown] = useState<typeof load | null>(null)
  const shownNow = useRef(shown)
  const show = (of: typeof load) => {
    shownNow.current = of
    setShown(() => of)
  }

  useEffect(() => {
    const mine = ++turn.current
    load(null).then((page) => {
      if (mine !== turn.current) return
      const before = shownNow.current === load ? current.current : null
      show(load)
      const laid = layOver(before ?? [], page.items, page.next === null)
      setItems(laid.items)
      if (before === null || laid.whole || before.length === 0) setNext(page.next)
      setError(null)
    }, (reason: unknown) => {
      if (mine === turn.current) setError(asApiError(reason))
    })
  }, [load, version, reloads])

  const more = useCallback(() => {
    if (next === null || loadingMore || shownNow.current !== load) return
    const mine = turn.current
    setLoadingMore(true)
    load(next).then((page) => {
      if (shownNow.current !== load) return
      setError(null)
      // A first page that came meanwhile is laid over; the older page still goes below, unless the list was begun anew.
      setItems((before) => {
        const ids = new Set(before?.map((item) => item.id))
        return [...before ?? [], ...page.items.filter((item) => !ids.has(item.id))]
      })
      setNext(page.next)
    }, (reason: unknown) => {
      if (mine === turn.current) setError(asApiError(reason))
    }).finally(() => setLoadingMore(false))
  }, [load, loadingMore, next])

  const reload = useCallback(() => {
    setError(null)
    setReloads((count) => count + 1)
  }, [])
  const patch = useCallback((id: string, part: Partial<Item>) => {
    setItems((before) => before?.map((item) => item.id === id ? { ...item, ...part } : item) ?? null)
  }, [])
  const drop = useCallback((id: string) => {
    setItems((before) => before?.filter((item) => item.id !== id) ?? null)
  }, [])

  return { items, hasMore: next !== null, loadingMore, stale: items !== null && shown !== load, error, more, reload, patch, drop }
}
