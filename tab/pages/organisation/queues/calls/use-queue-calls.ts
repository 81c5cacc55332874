import { useCallback } from 'react'
import type { QueueCall } from '../../../../../src/api/queues.ts'
import { usePaged, type Paged } from '../../../../paged.ts'
import { useAdminApi } from '../../admin-api.ts'

/** What became of the callers of a queue, newest first. */
export const useQueueCalls = (queueId: string): Paged<QueueCall> => {
  const admin = useAdminApi()
  return usePaged(useCallback((cursor: string | null) => admin.queueCalls(queueId, cursor), [admin, queueId]), 0)
}
