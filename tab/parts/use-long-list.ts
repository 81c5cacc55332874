import { useLayoutEffect, useRef, useState } from 'react'
import { useWindowVirtualizer } from '@tanstack/react-virtual'

/** From this many lines on, only those in view are in the page. */
export const longListLines = 80

export interface LongListInput {
  count: number
  /** About how high a line is, in pixels, before it was seen. */
  estimate: (index: number) => number
  keyOf: (index: number) => string | number
}

/** The lines of a long list that are in view. `top` is where the list begins on the page: `start - top` is a line's place in it. */
export const useLongList = ({ count, estimate, keyOf }: LongListInput) => {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  // What stands above the list (live calls, messages) pushes it down.
  useLayoutEffect(() => {
    const measure = () => setTop(list.current ? list.current.getBoundingClientRect().top + window.scrollY : 0)
    measure()
    if (!('ResizeObserver' in window)) return
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  const rows = useWindowVirtualizer({ count, estimateSize: estimate, getItemKey: keyOf, overscan: 8, scrollMargin: top })
  return { list, top, rows }
}
