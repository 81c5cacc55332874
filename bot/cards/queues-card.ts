import type { MyQueue } from '../../src/api/queues.ts'
import { buttons, card, heading, line, press, row, type Card } from './card.ts'

export const waitingWords = ({ waiting, agentsOnDuty }: Pick<MyQueue, 'waiting' | 'agentsOnDuty'>): string => {
  const callers = waiting === 0 ? 'Nobody waits' : waiting === 1 ? '1 caller waits' : `${waiting} callers wait`
  return `${callers}. ${agentsOnDuty === 0 ? 'Nobody takes calls' : agentsOnDuty === 1 ? '1 person takes calls' : `${agentsOnDuty} people take calls`}.`
}

export const queuesCard = (queues: MyQueue[]): Card =>
  card([
    heading('Your queues'),
    ...queues.map((queue) => row(
      [line(queue.name, { strong: true }), line(`${queue.onDuty ? 'You take its calls.' : 'You don’t take its calls.'} ${waitingWords(queue)}`, { subtle: true, spacing: 'None' })],
      [buttons([queue.onDuty ? press('Go off duty', 'queue', { queue: queue.id, act: 'off duty' }) : press('Go on duty', 'queue', { queue: queue.id, act: 'on duty' }, 'positive')])],
    )),
  ])
