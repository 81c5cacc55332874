import { useEffect, useRef, useState } from 'react'

/** Notes that were typed and are not saved yet, by call: they outlive the row they were typed in. */
export type Drafts = Map<string, string>

export interface NoteInput {
  id: string
  /** What the service has. */
  saved: string
  drafts: Drafts
  /** Resolves to null once saved, or to the words of what went wrong. */
  save: (note: string) => Promise<string | null>
}

export interface NoteState {
  text: string
  state: 'idle' | 'saving' | 'saved' | 'failed'
  message: string
  type: (text: string) => void
  /** Saves what was typed, if it is something new. */
  commit: () => void
  /** Back to what the service has. */
  undo: () => void
}

/** A note being written. Nothing typed is lost: not by a failure, nor when the row is scrolled away, nor when news of the entry comes meanwhile. */
export const useNote = ({ id, saved, drafts, save }: NoteInput): NoteState => {
  const [text, setText] = useState(drafts.get(id) ?? saved)
  const [status, setStatus] = useState<Pick<NoteState, 'state' | 'message'>>({ state: 'idle', message: '' })
  const now = useRef({ text, saved, save, sending: false, mounted: true })
  now.current = { ...now.current, saved, save }

  const put = (next: string) => {
    now.current.text = next
    setText(next)
    if (next === now.current.saved) drafts.delete(id)
    else drafts.set(id, next)
  }

  // News from elsewhere shows, unless the person is writing here.
  const known = useRef(saved)
  useEffect(() => {
    if (now.current.text.trim() === known.current) put(saved)
    known.current = saved
  }, [saved]) // eslint-disable-line react-hooks/exhaustive-deps

  const commit = async (): Promise<void> => {
    const { text: sent, saved: before, sending } = now.current
    if (sending || sent.trim() === before) return
    now.current.sending = true
    setStatus({ state: 'saving', message: '' })
    const words = await now.current.save(sent.trim())
    now.current.sending = false
    if (words === null) {
      now.current.saved = sent.trim()
      known.current = sent.trim()
      if (now.current.text === sent) drafts.delete(id)
    }
    if (now.current.mounted) setStatus(words === null ? { state: 'saved', message: '' } : { state: 'failed', message: words })
  }

  useEffect(() => {
    now.current.mounted = true
    return () => {
      now.current.mounted = false
      // scrolled out of sight or closed in the middle of it
      void commit()
    }
  }, []) // eslint-disable-line react-hooks/exhaustive-deps

  return {
    text, ...status,
    type: (next) => {
      put(next)
      if (status.state !== 'saving') setStatus({ state: 'idle', message: '' })
    },
    commit: () => void commit(),
    undo: () => {
      put(now.current.saved)
      setStatus({ state: 'idle', message: '' })
    },
  }
}
