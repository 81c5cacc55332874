import { useState } from 'react'
import { problemFrom, type FormProblem } from './problem.ts'

/** What several administrators may be changing at once. */
interface Kept { id: string, updatedAt: string }

export interface EditorFormInput<Draft, Saved extends Kept> {
  /** Null for a new one. */
  record: Saved | null
  draftOf: (record: Saved | null) => Draft
  /** What is still empty, before the service is asked. */
  missingIn: (draft: Draft) => FormProblem | null
  /** The id a new one gets: the same when it is sent again, so that what was saved without a word is not saved twice. */
  newId: (draft: Draft) => string
  put: (id: string, draft: Draft, updatedAt: string | null) => Promise<Saved>
  /** All there are by now. */
  list: () => Promise<Saved[]>
  onSaved: (saved: Saved) => Promise<void>
}

/**
 * What is written in an editor, and saving it. Where somebody else has changed it meanwhile it is refused: the person looks
 * at theirs, and only then saves over it, the one or the other.
 */
export const useEditorForm = <Draft, Saved extends Kept>({ record: first, draftOf, missingIn, newId, put, list, onSaved }: EditorFormInput<Draft, Saved>) => {
  const [record, setRecord] = useState(first)
  const [draft, setDraft] = useState(() => draftOf(first))
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<FormProblem | null>(null)
  const [own, setOwn] = useState<Draft | null>(null)
  const id = record?.id ?? newId(draft)

  const working = async (work: () => Promise<void>) => {
    if (saving) return
    setSaving(true)
    try {
      await work()
    } catch (reason) {
      setProblem(problemFrom(reason))
    }
    setSaving(false)
  }
  const save = async () => {
    const missing = missingIn(draft)
    setProblem(missing)
    if (missing === null) await working(async () => onSaved(await put(id, draft, record?.updatedAt ?? null)))
  }
  const showNewest = () => working(async () => {
    const newest = (await list()).find((each) => each.id === id) ?? null
    setRecord(newest)
    if (newest === null) return setProblem({ field: null, words: 'Somebody removed it meanwhile. Save again to make it anew.' })
    setProblem(null)
    setOwn(draft)
    setDraft(draftOf(newest))
  })
  const showOwn = () => {
    if (own !== null) setDraft(own)
    setOwn(null)
  }
  return {
    /** As it was when it was last looked at. */
    record, draft, setDraft,
    /** What the form's frame shows. */
    frame: { draft, saving, problem, hasOwn: own !== null, onSave: () => void save(), onShowNewest: () => void showNewest(), onShowOwn: showOwn },
  }
}
export type EditorFrame = ReturnType<typeof useEditorForm>['frame']
