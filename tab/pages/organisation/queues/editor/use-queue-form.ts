import { useState } from 'react'
import type { Queue } from '../../../../../src/api/queues.ts'
import { useServices } from '../../../../services.tsx'
import { useAdminApi } from '../../admin-api.ts'
import { problemFrom, type FormProblem } from '../../editor/problem.ts'
import { draftOf, inputOf, missingIn, type QueueDraft } from './draft.ts'

/** A queue while it is edited. `queue` is null for a new one. */
export const useQueueForm = (queue: Queue | null, onSaved: (saved: Queue) => Promise<void>) => {
  const admin = useAdminApi()
  const { newId } = useServices()
  // the same when it is sent again, so that what was saved without a word is not saved twice
  const [id] = useState(() => queue?.id ?? newId())
  const [draft, setDraft] = useState(() => draftOf(queue))
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<FormProblem | null>(null)

  const save = async () => {
    if (saving) return
    const missing = missingIn(draft)
    setProblem(missing)
    if (missing) return
    setSaving(true)
    try {
      await onSaved(await admin.putQueue(id, inputOf(draft)))
    } catch (reason) {
      setProblem(problemFrom(reason))
      setSaving(false)
    }
  }
  return { draft, saving, problem, save, change: (part: Partial<QueueDraft>) => setDraft((before) => ({ ...before, ...part })) }
}
