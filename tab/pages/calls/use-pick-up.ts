import { useEffect, useState } from 'react'
import type { PickedUp } from '../../../src/api/calls.ts'
import { asApiError } from '../../api.ts'
import { useServices, useSession } from '../../services.tsx'

/** Whoever fetches a parked call is rung for 20 s. */
const ringMs = 20_000

export interface PickUpState {
  /** The call that rings because the person asked for it; null once it was answered or rings no more. */
  ringing: PickedUp | null
  /** Resolves to null once the person's phones ring, or to the words of what went wrong. */
  pickUp: (code: string) => Promise<string | null>
}

export const usePickUp = (): PickUpState => {
  const { api } = useServices()
  const [picked, setPicked] = useState<PickedUp | null>(null)
  const answered = useSession(({ calls }) => picked !== null && (calls?.some(({ id, state }) => id === picked.callId && state !== 'ringing') ?? false))
  useEffect(() => {
    if (picked === null) return
    if (answered) return setPicked(null)
    const timer = setTimeout(() => setPicked(null), ringMs)
    return () => clearTimeout(timer)
  }, [answered, picked])
  return {
    ringing: picked,
    async pickUp(code) {
      try {
        setPicked(await api.pickUp(code))
        return null
      } catch (error) {
        return asApiError(error).message
      }
    },
  }
}
