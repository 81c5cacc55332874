import { useState } from 'react'
import { usePhone } from '../desk-context.tsx'
import type { Phone } from '../types.ts'
import { asControlError } from '../world/control.ts'

/** What is typed on a phone's dial pad, and the call it makes. A refusal stands by the field until it is changed. */
export const useDialling = (phone: Phone) => {
  const { dial } = usePhone(phone)
  const [typed, setTyped] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const type = (text: string) => {
    setRefusal(null)
    setTyped(text.slice(0, 24))
  }
  const call = async (to = typed) => {
    if (to.trim() === '') return setRefusal('Type a number first.')
    try {
      await dial(to)
      type('')
    } catch (error) {
      setRefusal(asControlError(error).message)
    }
  }
  return { typed, refusal, type, press: (digit: string) => type(typed + digit), erase: () => type(typed.slice(0, -1)), call }
}

export type Dialling = ReturnType<typeof useDialling>
