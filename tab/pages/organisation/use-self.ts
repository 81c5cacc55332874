import { useMemo } from 'react'
import type { Colleague } from '../../../src/api/person.ts'
import { useSession } from '../../services.tsx'

/** The administrator, whom a search for colleagues leaves out. */
export const useSelf = (): Colleague => {
  const userId = useSession((state) => state.me.userId)
  const name = useSession((state) => state.me.name)
  const number = useSession((state) => state.me.number)
  return useMemo(() => ({ userId, name, number, jobTitle: null }), [name, number, userId])
}
