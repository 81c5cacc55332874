import { useCallback, useEffect, useRef, useState } from 'react'
import type { Queue } from '../../../../src/api/queues.ts'
import { asApiError, type ApiError } from '../../../api.ts'
import { useAdminApi } from '../admin-api.ts'

/** Who waits and who is on duty changes by itself. */
const lookEveryMs = 10_000

export interface QueueList {
  /** By name; null until they are there. */
  items: Queue[] | null
  /** Why they could not be read just now. What was there stays. */
  error: ApiError | null
  reload: () => Promise<void>
  /** What was just saved is in the list, also when it can’t be read again now. */
  saved: (queue: Queue) => Promise<void>
}

/** The queues, read again every so often while somebody looks at them. */
export const useQueues = (): QueueList => {
  const admin = useAdminApi()
  const [items, setItems] = useState<Queue[] | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const newest = useRef(0)
  const reload = useCallback(async () => {
    const turn = ++newest.current
    try {
      const { items: found } = await admin.queues()
      if (turn !== newest.current) return
      setItems(found)
      setError(null)
    } catch (reason) {
      if (turn === newest.current) setError(asApiError(reason))
    }
  }, [admin])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let over = false
    const look = async () => {
      if (document.visibilityState === 'visible') await reload()
      if (!over) timer = setTimeout(() => void look(), lookEveryMs)
    }
    void reload().then(() => { if (!over) timer = setTimeout(() => void look(), lookEveryMs) })
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [reload])
  const saved = (queue: Queue) => {
    setItems((before) => [...(before ?? []).filter(({ id }) => id !== queue.id), queue].toSorted((one, other) => one.name.localeCompare(other.name)))
    return reload()
  }
  return { items, error, reload, saved }
}
