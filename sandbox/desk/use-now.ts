import { useEffect, useState } from 'react'

/** The time, anew every second; stands still when `running` is false. */
export const useNow = (now: () => number, running = true): number => {
  const [moment, setMoment] = useState(now)
  useEffect(() => {
    if (!running) return undefined
    setMoment(now())
    const timer = setInterval(() => setMoment(now()), 1_000)
    return () => clearInterval(timer)
  }, [now, running])
  return moment
}
