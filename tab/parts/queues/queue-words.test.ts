import { dutyWords, waitingWords } from './queue-words.ts'

describe('a queue in words', () => {
  it('how many wait', () => {
    expect([0, 1, 12].map((waiting) => waitingWords({ waiting }))).toEqual(['Nobody is waiting', '1 caller is waiting', '12 callers are waiting'])
  })
  it('who takes calls, told to one of them', () => {
    expect([1, 2, 5].map((agentsOnDuty) => dutyWords({ onDuty: true, agentsOnDuty }))).toEqual(['Only you take calls', 'You and 1 other take calls', 'You and 4 others take calls'])
  })
  it('and to somebody who takes none just now', () => {
    expect([0, 1, 5].map((agentsOnDuty) => dutyWords({ onDuty: false, agentsOnDuty }))).toEqual(['Nobody takes calls', '1 person takes calls', '5 people take calls'])
  })
})
