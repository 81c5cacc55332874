import { useEffect, useState } from 'react'

/** Nobody wants an answer to each letter. */
const pauseMs = 250

/** What was typed, once the person pauses. */
export const useSettled = (text: string): string => {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
