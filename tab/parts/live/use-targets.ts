import { useEffect, useState } from 'react'
import type { Colleague } from '../../../src/api/person.ts'
import { asApiError } from '../../api.ts'
import { looksLikeNumber, readNumber } from '../../number.ts'
import { useServices } from '../../services.tsx'

export type Target = { kind: 'person', person: Colleague } | { kind: 'number', number: string }

export interface Targets {
  state: 'idle' | 'searching' | 'found' | 'failed'
  targets: Target[]
  /** Why there is nothing to choose; empty when there is. */
  words: string
}

const typingPauseMs = 250
const nothing: Targets = { state: 'idle', targets: [], words: '' }

/** Whom a call can go to, for what was typed so far: a number as typed, or colleagues by name; with `colleaguesOnly` no number. */
export const useTargets = (text: string, ownNumber: string, colleaguesOnly = false): Targets => {
  const { api } = useServices()
  const [found, setFound] = useState<Targets>(nothing)
  const typed = text.trim()

  useEffect(() => {
    if (typed === '') return setFound(nothing)
    if (looksLikeNumber(typed)) {
      if (colleaguesOnly) return setFound({ state: 'found', targets: [], words: 'Type a colleague’s name. A number alone can’t be in this list.' })
      const number = readNumber(typed, ownNumber)
      return setFound(number === null
        ? { state: 'found', targets: [], words: 'That is not a whole phone number yet. For another country, start with + and its code.' }
        : number === ownNumber
          ? { state: 'found', targets: [], words: 'That is your own number.' }
          : { state: 'found', targets: [{ kind: 'number', number }], words: '' })
    }
    const orNumber = colleaguesOnly ? '' : ' You can type a phone number instead.'
    const request = new AbortController()
    setFound((before) => ({ ...before, state: 'searching', words: '' }))
    const search = async () => {
      try {
        const { items } = await api.people(typed, request.signal)
        const others = items.filter((person) => person.number !== ownNumber)
        setFound({
          state: 'found',
          targets: others.map((person) => ({ kind: 'person', person })),
          words: others.length === 0 ? `No colleague found for “${typed}”.${orNumber}` : '',
        })
      } catch (error) {
        if (request.signal.aborted) return
        const { code, message } = asApiError(error)
        // The service's own words for this say so already.
        setFound({ state: 'failed', targets: [], words: code === 'graph-away' ? message : `${message}${orNumber}` })
      }
    }
    const timer = setTimeout(() => void search(), typingPauseMs)
    return () => {
      clearTimeout(timer)
      request.abort()
    }
  }, [api, colleaguesOnly, ownNumber, typed])

  return found
}
