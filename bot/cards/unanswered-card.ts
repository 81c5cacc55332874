import type { Me } from '../../src/api/person.ts'
import { card, heading, line, press, type Card, type Show } from './card.ts'
import { choose, textInput } from './inputs.ts'
import { targetWords } from './settings-words.ts'

export const unansweredCard = ({ settings: { unanswered }, limits, happens }: Pick<Me, 'settings' | 'limits' | 'happens'>, show: Show): Card =>
  card([
    heading('When nobody answers'),
    line(`After ${unanswered.afterSeconds} seconds calls go to ${targetWords(unanswered, show.country)}.`),
    line(happens.now, { subtle: true }),
    ...(limits.delaysBy === null ? [] : [line(`Calls ring ${Math.max(...limits.delays)} seconds at most. ${limits.delaysBy}.`, { subtle: true })]),
    choose('seconds', 'Ring for', limits.delays.map((seconds) => ({ title: `${seconds} seconds`, value: String(seconds) })), String(unanswered.afterSeconds)),
    ...(limits.forward === 'nobody'
      ? [line(`These calls go to voicemail. ${limits.forwardBy ?? 'Set by your organisation'}.`, { subtle: true })]
      : [textInput('to', 'Then go to', limits.forward === 'anyone' ? 'voicemail, a colleague or a number' : 'voicemail or a colleague')]),
  ], [press('Save', 'unanswered', {}, 'positive'), ...(unanswered.to.kind === 'voicemail' ? [] : [press('To voicemail', 'unanswered', { to: 'voicemail' })])])
