import { useCallback, useEffect, useRef, useState } from 'react'
import type { Policy } from '../../../../src/api/policies.ts'
import { asApiError, type ApiError } from '../../../api.ts'
import { useAdminApi } from '../admin-api.ts'
import { useSelf } from '../../../parts/use-self.ts'
import { inOrder } from './policy-words.ts'

export interface PolicyList {
  /** Null until they are there. */
  items: Policy[] | null
  /** Of whoever changed them last, by user id. */
  names: Record<string, string>
  error: ApiError | null
  reload: () => Promise<void>
  /** What was just saved is in the list, also when it can’t be read again now. */
  saved: (policy: Policy) => Promise<void>
}

export const usePolicies = (): PolicyList => {
  const admin = useAdminApi()
  const self = useSelf()
  const [state, setState] = useState<Omit<PolicyList, 'reload' | 'saved'>>({ items: null, names: {}, error: null })
  const newest = useRef(0)
  const reload = useCallback(async () => {
    const turn = ++newest.current
    setState((before) => ({ ...before, error: null }))
    try {
      const { items, names } = await admin.policies()
      if (turn === newest.current) setState({ items: items.toSorted(inOrder), names, error: null })
    } catch (reason) {
      if (turn === newest.current) setState((before) => ({ ...before, error: asApiError(reason) }))
    }
  }, [admin])
  useEffect(() => void reload(), [reload])
  const saved = (policy: Policy) => {
    setState(({ items, names, error }) => ({ items: [...(items ?? []).filter(({ id }) => id !== policy.id), policy].toSorted(inOrder), names: { ...names, [self.userId]: self.name }, error }))
    return reload()
  }
  return { ...state, reload, saved }
}
