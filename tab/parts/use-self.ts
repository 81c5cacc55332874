import { useMemo } from 'react'
import type { Colleague } from '../../src/api/person.ts'
import { useSession } from '../services.tsx'

/** Whoever uses the tab, whom a search for colleagues leaves out. They may have no number. */
export const useSelf = (): Colleague => {
  const { userId, name } = useSession((state) => state.self)
  const number = useSession((state) => state.me?.number ?? null)
  return useMemo(() => ({ userId, name, number, jobTitle: null }), [name, number, userId])
}
