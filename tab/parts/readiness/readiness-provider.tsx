import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import { standing, type Readiness } from '../../../src/api/readiness.ts'
import { asApiError, type ApiError } from '../../api.ts'
import { useMe, useServices } from '../../services.tsx'

export interface ReadinessState {
  /** Null until it is known. */
  readiness: Readiness | null
  checking: boolean
  /** Why the last look gave nothing. */
  error: ApiError | null
  /** Looks again now. */
  check: () => void
}

const context = createContext<ReadinessState | null>(null)

/** What the number needs: one answer for the card that warns and for the whole list. */
export const ReadinessProvider = ({ children }: { children: ReactNode }) => {
  const { api, session } = useServices()
  const number = useMe((me) => me.number)
  const [state, setState] = useState<Omit<ReadinessState, 'check'>>({ readiness: null, checking: true, error: null })
  const newest = useRef(0)

  const look = useCallback(async (fresh: boolean) => {
    const turn = ++newest.current
    setState((before) => ({ ...before, checking: true, error: null }))
    try {
      const readiness = await api.readiness(fresh)
      if (turn !== newest.current) return
      setState({ readiness, checking: false, error: null })
      if (fresh) session.announce(`Checked. ${standing(readiness.checks)}`)
    } catch (reason) {
      if (turn === newest.current) setState((before) => ({ ...before, checking: false, error: asApiError(reason) }))
    }
  }, [api, session])

  // another number needs other things
  useEffect(() => void look(false), [look, number])
  return <context.Provider value={{ ...state, check: () => void look(true) }}>{children}</context.Provider>
}

export const useReadiness = (): ReadinessState => {
  const state = useContext(context)
  if (!state) throw new Error('no ReadinessProvider above')
  return state
}
