import type { MyQueue } from '../../../src/api/queues.ts'

/** How many callers wait. */
export const waitingWords = ({ waiting }: Pick<MyQueue, 'waiting'>): string =>
  waiting === 0 ? 'Nobody is waiting' : waiting === 1 ? '1 caller is waiting' : `${waiting} callers are waiting`

/** Who takes calls, the person first where they do. */
export const dutyWords = ({ onDuty, agentsOnDuty }: Pick<MyQueue, 'onDuty' | 'agentsOnDuty'>): string => {
  if (agentsOnDuty === 0) return 'Nobody takes calls'
  if (!onDuty) return agentsOnDuty === 1 ? '1 person takes calls' : `${agentsOnDuty} people take calls`
  const others = agentsOnDuty - 1
  return others === 0 ? 'Only you take calls' : `You and ${others} ${others === 1 ? 'other' : 'others'} take calls`
}
