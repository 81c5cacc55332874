import { useEffect, useMemo, useState } from 'react'
import type { Queue } from '../../../../../src/api/queues.ts'
import { useAdminApi } from '../../admin-api.ts'

/** Service numbers of the inventory that no queue has, as far as they can be read: none is needed to go on. */
export const useServiceNumbers = (queues: Queue[]): string[] => {
  const admin = useAdminApi()
  const [numbers, setNumbers] = useState<string[]>([])
  useEffect(() => {
    let over = false
    admin.numbers({ kind: 'service', state: 'free' }, null).then(
      ({ items }) => { if (!over) setNumbers(items.map(({ number }) => number)) },
      () => undefined,
    )
    return () => { over = true }
  }, [admin])
  return useMemo(() => numbers.filter((each) => queues.every(({ number }) => number !== each)), [numbers, queues])
}
