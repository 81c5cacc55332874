import type { Queue, QueueInput, QueueStrategy } from '../../../../../src/api/queues.ts'
import { formatNumber } from '../../../../number.ts'
import type { FormProblem } from '../../editor/problem.ts'

export interface Person {
  userId: string
  name: string
}

/** A queue as it stands in the form: numbers as they are written. */
export interface QueueDraft {
  name: string
  number: string
  strategy: QueueStrategy
  ringSeconds: string
  longestSeconds: string
  mostWaiting: string
  presenceAware: boolean
  /** Where a caller goes who waited too long. */
  overflowTo: QueueInput['overflow']['to']
  overflowNumber: string
  overflowPerson: Person | null
  /** In their order. */
  agents: Person[]
}

const fresh: QueueDraft = {
  name: '', number: '', strategy: 'attendant', ringSeconds: '20', longestSeconds: '300', mostWaiting: '50', presenceAware: true, overflowTo: 'nobody', overflowNumber: '', overflowPerson: null, agents: [],
}

export const draftOf = (queue: Queue | null): QueueDraft => {
  if (queue === null) return fresh
  const { name, number, strategy, ringSeconds, longestSeconds, mostWaiting, presenceAware, overflow, agents } = queue
  return {
    name, number: formatNumber(number), strategy, ringSeconds: String(ringSeconds), longestSeconds: String(longestSeconds), mostWaiting: String(mostWaiting), presenceAware,
    overflowTo: overflow.to, overflowNumber: overflow.to === 'number' ? formatNumber(overflow.number) : '', overflowPerson: overflow.to === 'voicemail' ? { userId: overflow.userId, name: overflow.name } : null,
    agents: agents.map(({ userId, name: agent }) => ({ userId, name: agent })),
  }
}

/** What is written as it was where it is no number: the service says what it expects. */
const whole = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : text) as number

const overflowOf = ({ overflowTo, overflowNumber, overflowPerson }: QueueDraft): QueueInput['overflow'] => {
  switch (overflowTo) {
    case 'nobody': return { to: overflowTo }
    case 'number': return { to: overflowTo, number: overflowNumber.trim() }
    case 'voicemail': return { to: overflowTo, userId: overflowPerson?.userId ?? '' }
  }
}

/** What the API takes. */
export const inputOf = (draft: QueueDraft): QueueInput => ({
  name: draft.name.trim(), number: draft.number.trim(), strategy: draft.strategy, ringSeconds: whole(draft.ringSeconds), longestSeconds: whole(draft.longestSeconds), mostWaiting: whole(draft.mostWaiting),
  presenceAware: draft.presenceAware, overflow: overflowOf(draft), agents: draft.agents.map(({ userId }) => userId),
})

/** What is still empty, before the service is asked. */
export const missingIn = ({ name, number, overflowTo, overflowNumber, overflowPerson }: QueueDraft): FormProblem | null => {
  if (name.trim() === '') return { field: 'name', words: 'Give it a name' }
  if (number.trim() === '') return { field: 'number', words: 'Type its number' }
  if (overflowTo === 'number' && overflowNumber.trim() === '') return { field: 'overflow.number', words: 'Type a number' }
  if (overflowTo === 'voicemail' && overflowPerson === null) return { field: 'overflow.userId', words: 'Nobody is chosen yet' }
  return null
}
