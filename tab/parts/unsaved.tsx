import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { ConfirmDialog } from './confirm-dialog.tsx'

interface Unsaved {
  /** Something is not saved, until what this returns is called. */
  hold: () => () => void
  /** Goes, at once or when the person says so. */
  leave: (go: () => void) => void
}

const context = createContext<Unsaved | null>(null)

const useContextOfUnsaved = (): Unsaved => {
  const unsaved = useContext(context)
  if (!unsaved) throw new Error('no UnsavedProvider above')
  return unsaved
}

/** Asks before somebody leaves what they have not saved yet. */
export const UnsavedProvider = ({ children }: { children: ReactNode }) => {
  const held = useRef(new Set<symbol>())
  const opener = useRef<HTMLElement | null>(null)
  const [going, setGoing] = useState<(() => void) | null>(null)
  const unsaved = useMemo((): Unsaved => ({
    hold() {
      const mark = Symbol('unsaved')
      held.current.add(mark)
      return () => held.current.delete(mark)
    },
    leave(go) {
      if (held.current.size === 0) return go()
      opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
      setGoing(() => go)
    },
  }), [])
  // the focus goes back to where the person was about to leave
  useEffect(() => { if (going === null) opener.current?.focus() }, [going])
  return (
    <context.Provider value={unsaved}>
      {children}
      {going && (
        <ConfirmDialog title="Leave without saving?" button="Leave" keep="Stay" onClose={() => setGoing(null)} onConfirm={async () => going()}>
          What you changed here is not saved yet.
        </ConfirmDialog>
      )}
    </context.Provider>
  )
}

/** While `draft` is not as it was at first, whoever leaves is asked. It has to be plain data. */
export const useUnsaved = (draft: unknown): void => {
  const { hold } = useContextOfUnsaved()
  const now = JSON.stringify(draft)
  const [first] = useState(now)
  const changed = now !== first
  useEffect(() => (changed ? hold() : undefined), [changed, hold])
}

/** Calls what leads elsewhere; asks first where something would be lost. */
export const useLeave = (): Unsaved['leave'] => useContextOfUnsaved().leave
