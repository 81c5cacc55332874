import type { Me } from '../../src/api/person.ts'
import { card, heading, line, type Card } from './card.ts'

/** What was decided for the person and who decided it; everything else is theirs to choose. */
export const policyCard = ({ rules }: Pick<Me, 'rules'>): Card =>
  card([
    heading('What applies to you'),
    ...(rules.length === 0
      ? [line('Your organisation has decided nothing for your calls. Everything is yours to choose.')]
      : [
        ...rules.flatMap(({ text, by }) => [line(text, { spacing: 'Medium' }), line(by, { subtle: true, spacing: 'None' })]),
        line('Emergency calls always go through. Everything else is yours to choose.', { subtle: true, spacing: 'Medium' }),
      ]),
  ])
