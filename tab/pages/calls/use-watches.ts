import { useState } from 'react'
import { asApiError } from '../../api.ts'
import type { Target } from '../../parts/live/use-targets.ts'
import { useServices } from '../../services.tsx'

/** Begins and ends waiting for a colleague. `words` say what became of it. */
export const useWatches = () => {
  const { api, session } = useServices()
  const [words, setWords] = useState('')

  const attempt = async (work: () => Promise<string>): Promise<void> => {
    try {
      setWords(await work())
    } catch (error) {
      setWords(asApiError(error).message)
    }
  }

  return {
    words,
    waitFor: (target: Target) => attempt(async () => {
      if (target.kind === 'number') return 'Choose a colleague by name: of a number alone we can’t tell.'
      const { free, name, items } = await api.waitFor(target.person.userId)
      session.setWatches(items)
      return free ? `${name} is free right now.` : `You get a message in Teams once ${name} is free.`
    }),
    stop: (userId: string) => attempt(async () => {
      session.setWatches((await api.stopWaiting(userId)).items)
      return ''
    }),
  }
}
