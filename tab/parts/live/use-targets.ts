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

export interface TargetKinds {
  /** Numbers count too; they do where nothing is said. */
  numbers?: boolean
  /** The person who searches, where they may mean themselves. The same object while they are the same. */
  self?: Colleague | null
}

const typingPauseMs = 250
/** The service's own words offer to type a number, which is no way out everywhere. */
const awayWords = 'We can’t look people up right now.'
const nothing: Targets = { state: 'idle', targets: [], words: '' }

/** Who is meant by what was typed so far: a number as typed, or colleagues by name. */
export const useTargets = (text: string, ownNumber: string, { numbers = true, self = null }: TargetKinds = {}): Targets => {
  const { api } = useServices()
  const [found, setFound] = useState<Targets>(nothing)
  const typed = text.trim()
  const instead = numbers ? ' You can type a phone number instead.' : ''

  useEffect(() => {
    if (typed === '') return setFound(nothing)
    if (numbers && looksLikeNumber(typed)) {
      const number = readNumber(typed, ownNumber)
      return setFound(number === null
        ? { state: 'found', targets: [], words: 'That is not a whole phone number yet. For another country, start with + and its code.' }
        : number === ownNumber && self === null
          ? { state: 'found', targets: [], words: 'That is your own number.' }
          : { state: 'found', targets: [{ kind: 'number', number }], words: '' })
    }
    const request = new AbortController()
    setFound((before) => ({ ...before, state: 'searching', words: '' }))
    const search = async () => {
      try {
        const { items } = await api.people(typed, request.signal)
        const others = items.filter((person) => person.number !== ownNumber)
        const people = self?.name.toLowerCase().includes(typed.toLowerCase()) ? [self, ...others] : others
        setFound({
          state: 'found',
          targets: people.map((person) => ({ kind: 'person', person })),
          words: people.length === 0 ? `No colleague found for “${typed}”.${instead}` : '',
        })
      } catch (error) {
        if (request.signal.aborted) return
        const { code, message } = asApiError(error)
        setFound({ state: 'failed', targets: [], words: `${code === 'graph-away' ? awayWords : message}${instead}` })
      }
    }
    const timer = setTimeout(() => void search(), typingPauseMs)
    return () => {
      clearTimeout(timer)
      request.abort()
    }
  }, [api, instead, numbers, ownNumber, self, typed])

  return found
}
