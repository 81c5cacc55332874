import { useState } from 'react'
import type { Queue } from '../../../../../src/api/queues.ts'
import { useServices } from '../../../../services.tsx'
import { useAdminApi } from '../../admin-api.ts'
import { useEditorForm } from '../../editor/use-editor-form.ts'
import { draftOf, inputOf, missingIn, type QueueDraft } from './draft.ts'

/** A queue while it is edited. `queue` is null for a new one. */
export const useQueueForm = (queue: Queue | null, onSaved: (saved: Queue) => Promise<void>) => {
  const admin = useAdminApi()
  const { newId } = useServices()
  const [id] = useState(() => queue?.id ?? newId())
  const { setDraft, ...form } = useEditorForm<QueueDraft, Queue>({
    record: queue, draftOf, missingIn, newId: () => id, onSaved,
    put: (whose, draft, updatedAt) => admin.putQueue(whose, { ...inputOf(draft), updatedAt }),
    list: async () => (await admin.queues()).items,
  })
  return { ...form, change: (part: Partial<QueueDraft>) => setDraft((before) => ({ ...before, ...part })) }
}
