import { useEffect, useState } from 'react'
import { Combobox, Field, Option } from '@fluentui/react-components'
import type { Colleague } from '../../../src/api/person.ts'
import { asApiError } from '../../api.ts'
import { useServices } from '../../services.tsx'
import type { Filters } from './filters.ts'

const typingPauseMs = 250
interface Found { people: Colleague[], words: string }
const nothing: Found = { people: [], words: '' }

/** People of the organisation by name, for what was typed so far. */
const usePeople = (text: string): Found => {
  const { api } = useServices()
  const [found, setFound] = useState(nothing)
  const typed = text.trim()
  useEffect(() => {
    if (typed === '') return setFound(nothing)
    const request = new AbortController()
    const search = async () => {
      try {
        const { items } = await api.people(typed, request.signal)
        setFound({ people: items, words: items.length === 0 ? `Nobody found for “${typed}”.` : '' })
      } catch (error) {
        if (!request.signal.aborted) setFound({ people: [], words: `People can’t be looked up right now. ${asApiError(error).message}` })
      }
    }
    const timer = setTimeout(() => void search(), typingPauseMs)
    return () => {
      clearTimeout(timer)
      request.abort()
    }
  }, [api, typed])
  return found
}

export interface PersonFieldProps {
  person: Filters['person']
  onPerson: (person: Filters['person']) => void
}

/** Whose recordings: a name is typed, and one of those found is chosen. What is typed and not chosen counts for nothing. */
export const PersonField = ({ person, onPerson }: PersonFieldProps) => {
  const [text, setText] = useState(person?.name ?? '')
  const { people, words } = usePeople(person === null ? text : '')
  return (
    <Field label="Person" {...(words === '' ? {} : { validationState: 'none', validationMessage: words })}>
      <Combobox
        freeform autoComplete="off" placeholder="Everybody" value={text} selectedOptions={person === null ? [] : [person.userId]}
        onChange={({ target }) => {
          setText(target.value)
          onPerson(null)
        }}
        onOptionSelect={(_event, { optionValue }) => {
          const chosen = people.find(({ userId }) => userId === optionValue)
          if (chosen === undefined) return
          setText(chosen.name)
          onPerson(chosen)
        }}
      >
        {people.map(({ userId, name, jobTitle }) => <Option key={userId} value={userId} text={name}>{jobTitle === null ? name : `${name} · ${jobTitle}`}</Option>)}
      </Combobox>
    </Field>
  )
}
