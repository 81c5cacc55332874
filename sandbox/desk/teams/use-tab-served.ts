import { useEffect, useState } from 'react'
import { useDesk } from '../desk-context.tsx'

const askEveryMs = 700

/** True from the moment the app first serves its tab; from then on the tab itself says when the app is away. */
export const useTabServed = (): boolean => {
  const { world, isTabServed } = useDesk()
  const [served, setServed] = useState(false)
  const isRunning = world.app?.running ?? false
  useEffect(() => {
    if (served || !isRunning) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const ask = async () => {
      const yes = await isTabServed()
      if (over) return
      if (yes) return setServed(true)
      timer = setTimeout(() => void ask(), askEveryMs)
    }
    void ask()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [served, isRunning, isTabServed])
  return served
}
