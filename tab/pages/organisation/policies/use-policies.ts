import { useCallback, useEffect, useRef, useState } from 'react'
import type { Policy } from '../../../../src/api/policies.ts'
import { asApiError, type ApiError } from '../../../api.ts'
import { useAdminApi } from '../admin-api.ts'
import { inOrder } from './policy-words.ts'

export interface PolicyList {
  /** Null until they are there. */
  items: Policy[] | null
  /** Of whoever changed them last, by user id. */
  names: Record<string, string>
  error: ApiError | null
  reload: () => Promise<void>
}

export const usePolicies = (): PolicyList => {
  const admin = useAdminApi()
  const [state, setState] = useState<Omit<PolicyList, 'reload'>>({ items: null, names: {}, error: null })
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
  return { ...state, reload }
}
