import type { Me } from '../../src/api/person.ts'
import { card, heading, line, panel, press, type Card, type Show } from './card.ts'
import { choose } from './inputs.ts'
import { callerIdWords } from './settings-words.ts'

const forOneCall = 'For one call, dial one of these before the number: #31# to hide yours, *31# to show it, *30# for the company’s.'

export const callerIdCard = ({ settings: { callerId }, limits }: Pick<Me, 'settings' | 'limits'>, show: Show): Card => {
  const words = (choice: typeof callerId.native) => callerIdWords(choice, limits.callerId, show.country)
  const choices = limits.callerId.choices.map((choice) => ({ title: words(choice), value: choice }))
  const { lockedBy } = limits.callerId
  return card([
    heading('Which number others see'),
    { type: 'FactSet', facts: [{ title: 'From your phone', value: words(callerId.native) }, { title: 'From Teams', value: words(callerId.teams) }] },
    ...(lockedBy === null
      ? [choose('native', 'When I call from my phone', choices, callerId.native), choose('teams', 'When I call from Teams', choices, callerId.teams), line(forOneCall, { subtle: true })]
      : [panel('info', [line(`${lockedBy}, so it can't be changed here.`)])]),
  ], lockedBy === null ? [press('Save', 'caller-id', {}, 'positive')] : [])
}
