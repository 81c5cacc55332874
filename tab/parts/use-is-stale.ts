import { useEffect, useState } from 'react'
import { useSession } from '../services.tsx'

/** A fresh token now and then ends the stream for a blink; that is not worth a word. */
const patienceMs = 2_000

/** What is shown may be old: the live stream has been down for a while. */
export const useIsStale = (): boolean => {
  const down = useSession((state) => state.connection !== 'open')
  const [stale, setStale] = useState(false)
  useEffect(() => {
    if (!down) return setStale(false)
    const timer = setTimeout(() => setStale(true), patienceMs)
    return () => clearTimeout(timer)
  }, [down])
  return stale
}
