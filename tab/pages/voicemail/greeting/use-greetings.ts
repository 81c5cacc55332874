import { useCallback, useEffect, useState } from 'react'
import type { Greetings } from '../../../../src/api/greetings.ts'
import { asApiError, type ApiError } from '../../../api.ts'
import { useServices, useSession } from '../../../services.tsx'

export interface GreetingsState {
  /** Null until the service has told. */
  greetings: Greetings | null
  /** Why they can't be shown. What was there stays. */
  error: ApiError | null
  reload: () => void
  /** Resolves to null, or to why it was not done. */
  change: (deed: () => Promise<Greetings>, said: string) => Promise<string | null>
}

/** What callers hear, read again whenever something changes: a greeting may be recorded by calling in. */
export const useGreetings = (): GreetingsState => {
  const { api, session } = useServices()
  const version = useSession((state) => state.voicemailVersion)
  const [greetings, setGreetings] = useState<Greetings | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [reloads, setReloads] = useState(0)

  useEffect(() => {
    let wanted = true
    api.greetings().then((read) => {
      if (!wanted) return
      setGreetings(read)
      setError(null)
    }, (reason: unknown) => { if (wanted) setError(asApiError(reason)) })
    return () => { wanted = false }
  }, [api, version, reloads])

  const reload = useCallback(() => {
    setError(null)
    setReloads((count) => count + 1)
  }, [])
  const change = useCallback(async (deed: () => Promise<Greetings>, said: string) => {
    try {
      setGreetings(await deed())
      session.announce(said)
      return null
    } catch (reason) {
      return `Not done. ${asApiError(reason).message}`
    }
  }, [session])
  return { greetings, error, reload, change }
}
