import { useCallback, useEffect, useMemo, useState } from 'react'
import type { InventoryNumber } from '../../../../src/api/admin.ts'
import { usePaged, type Paged } from '../../../paged.ts'
import { useAdminApi, type NumberQuery } from '../admin-api.ts'

export type NumberItem = InventoryNumber & { id: string }

const withId = (each: InventoryNumber): NumberItem => ({ ...each, id: each.number })

/** Teams takes seconds, or a day: asked often at first, then less and less. */
const firstPauseMs = 3_000
const longestPauseMs = 60_000
/** Each is a question of its own. */
const watchedAtOnce = 5

/** Looks again at the numbers that Teams has not taken in yet, while they are shown. */
const usePending = (items: NumberItem[] | null, refresh: (number: string) => Promise<void>) => {
  const pending = items?.filter(({ teams }) => teams === 'pending').slice(0, watchedAtOnce).map(({ number }) => number).join(' ') ?? ''
  useEffect(() => {
    if (pending === '') return
    let timer: ReturnType<typeof setTimeout>
    const lookAfter = (pauseMs: number) => {
      timer = setTimeout(() => {
        void Promise.all(pending.split(' ').map(refresh)).then(() => lookAfter(Math.min(pauseMs * 1.5, longestPauseMs)))
      }, pauseMs)
    }
    lookAfter(firstPauseMs)
    return () => clearTimeout(timer)
  }, [pending, refresh])
}

export interface NumberList extends Paged<NumberItem> {
  /** Reads the list from its beginning. It goes by number: what is new may be anywhere in it. */
  anew: () => void
  /** Reads one number anew, if it is shown. */
  refresh: (number: string) => Promise<void>
}

/** The inventory, as far as it fits what is looked for. */
export const useNumbers = (text: string, state: InventoryNumber['state'] | null): NumberList => {
  const admin = useAdminApi()
  const [beginning, setBeginning] = useState(0)
  const list = useMemo((): { beginning: number, query: NumberQuery } => (
    { beginning, query: { ...(text === '' ? {} : { q: text }), ...(state === null ? {} : { state }) } }
  ), [beginning, state, text])
  const load = useCallback(async (cursor: string | null) => {
    const { items, next } = await admin.numbers(list.query, cursor)
    return { items: items.map(withId), next }
  }, [admin, list])
  const paged = usePaged(load, 0)
  const { patch } = paged
  const refresh = useCallback(async (number: string) => {
    // what can't be read now stays as it was
    const page = await admin.numbers({ q: number.slice(1) }, null).catch(() => null)
    const found = page?.items.find((each) => each.number === number)
    if (found) patch(number, found)
  }, [admin, patch])
  usePending(paged.items, refresh)
  const anew = useCallback(() => setBeginning((count) => count + 1), [])
  return { ...paged, refresh, anew }
}
