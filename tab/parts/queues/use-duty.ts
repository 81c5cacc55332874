import { useState } from 'react'
import type { MyQueue } from '../../../src/api/queues.ts'
import { asApiError } from '../../api.ts'
import { useServices } from '../../services.tsx'

export interface Duty {
  /** What the person chose, while it is on its way to the service. */
  wanted: boolean | null
  saving: { state: 'idle' | 'saving' | 'failed', message: string }
  set: (onDuty: boolean) => void
}

/** Begins and ends taking calls of one queue. One that could not be saved is as it was. */
export const useDuty = ({ id, name }: Pick<MyQueue, 'id' | 'name'>): Duty => {
  const { api, session } = useServices()
  const [wanted, setWanted] = useState<boolean | null>(null)
  const [message, setMessage] = useState<string | null>(null)
  const save = async (onDuty: boolean) => {
    if (wanted !== null) return
    setWanted(onDuty)
    setMessage(null)
    try {
      session.setQueues((await api.setDuty(id, onDuty)).items)
      session.announce(onDuty ? `You take calls of ${name}` : `You take no calls of ${name}`)
    } catch (error) {
      setMessage(asApiError(error).message)
    }
    setWanted(null)
  }
  return {
    wanted, set: (onDuty) => void save(onDuty),
    saving: { state: wanted !== null ? 'saving' : message !== null ? 'failed' : 'idle', message: message ?? '' },
  }
}
