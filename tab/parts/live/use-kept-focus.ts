import { useEffect, useLayoutEffect, useRef } from 'react'

/**
 * A button can go while it has the focus (a move begins, a dialog closes, somebody was removed): the focus then stays with
 * the call it was on. `shown` changes with what is shown; `open` names what the dialog in front was opened for.
 */
export const useKeptFocus = (shown: string, open: string | null) => {
  const group = useRef<HTMLDivElement>(null)
  const inside = useRef(false)
  const wasOpen = useRef<string | null>(null)
  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) group.current?.focus()
  }, [shown])
  useEffect(() => {
    const opener = wasOpen.current
    wasOpen.current = open
    if (opener === null || open !== null) return
    const find = (name: string) => group.current?.querySelector<HTMLElement>(`[data-operation=${name}]`)
    ;(find(opener) ?? find('more') ?? group.current)?.focus()
  }, [open])
  const onFocus = () => { inside.current = true }
  // A button taken away tells nobody where the focus went; one left for another place does.
  const onBlur = (event: { relatedTarget: EventTarget | null }) => {
    if (event.relatedTarget instanceof Node && !group.current?.contains(event.relatedTarget)) inside.current = false
  }
  return { group, onFocus, onBlur }
}
