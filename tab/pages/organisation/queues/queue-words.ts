import type { Queue, QueueCall, QueueStrategy } from '../../../../src/api/queues.ts'
import { formatNumber } from '../../../number.ts'
import { counted, outcomeWords, spokenDuration } from '../../../words.ts'

/** How a queue looks for somebody: what it is called, what it does, and what the order of its list is good for. */
export const strategies: Record<QueueStrategy, { name: string, does: string, order: string | null }> = {
  attendant: { name: 'All at once', does: 'Everybody who is free at once', order: null },
  serial: { name: 'In order', does: 'One after the other, in the list’s order', order: 'Whoever stands first and is free is rung first.' },
  'round-robin': { name: 'Round robin', does: 'Whoever was rung longest ago', order: 'Of those who were not rung yet, whoever stands first is rung first.' },
  'longest-idle': { name: 'Longest idle', does: 'Whoever’s last call ended longest ago', order: 'Of those who had no call yet, whoever stands first is rung first.' },
}

export const waitWords = (seconds: number): string => spokenDuration(seconds * 1000)

const overflowWords = (overflow: Queue['overflow']): string => {
  switch (overflow.to) {
    case 'nobody': return 'the call ends'
    case 'number': return `the call goes to ${formatNumber(overflow.number)}`
    case 'voicemail': return `the call goes to the voicemail of ${overflow.name}`
  }
}

export const afterWords = ({ longestSeconds, overflow }: Queue): string => `After ${waitWords(longestSeconds)}, ${overflowWords(overflow)}`

export const peopleWords = ({ agents }: Queue, locale: string): string => {
  if (agents.length === 0) return 'No agents yet'
  const onDuty = agents.filter((agent) => agent.onDuty).length
  return `${counted(agents.length, 'agent', 'agents', locale)}, ${onDuty === 0 ? 'nobody' : onDuty} on duty`
}

/** Whether somebody could take a call of it. */
export const isAttended = ({ agents }: Queue): boolean => agents.some(({ onDuty }) => onDuty)

export const waitingWords = ({ waiting }: Queue, locale: string): string => (waiting === 0 ? 'Nobody' : counted(waiting, 'caller', 'callers', locale))

/** What becomes of whoever waits when the queue is removed. */
export const removedWords = ({ number, waiting, overflow }: Queue, locale: string): string =>
  `Calls to ${formatNumber(number)} will reach nobody. ${waiting === 0 ? 'Whoever waits by then goes' : `${counted(waiting, 'caller who waits goes', 'callers who wait go', locale)}`} on as if they had waited long enough: ${overflowWords(overflow)}.`

export type CallKind = 'taken' | 'elsewhere' | 'voicemail' | 'missed'

export const callKind = ({ takenBy, outcome }: QueueCall): CallKind =>
  takenBy !== null ? (takenBy.name === null ? 'elsewhere' : 'taken') : outcome === 'voicemail' ? 'voicemail' : 'missed'

export const callWords = (call: QueueCall): string => {
  const { takenBy, outcome } = call
  if (takenBy === null) return outcomeWords({ outcome, direction: 'incoming' })
  return takenBy.name === null ? `Went on to ${takenBy.number === null ? 'another number' : formatNumber(takenBy.number)}` : `Taken by ${takenBy.name}`
}
