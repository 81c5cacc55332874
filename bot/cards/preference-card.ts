import type { Me } from '../../src/api/person.ts'
import { card, heading, line, panel, press, type Card } from './card.ts'
import { ringWords } from './words.ts'

/** Where calls ring. Locked when the administrator's policy decides; then it says so and offers nothing to press. */
export const preferenceCard = ({ preference, happens }: Pick<Me, 'preference' | 'happens'>): Card =>
  card([
    heading('Where your calls ring'),
    line(ringWords[preference.ring]),
    line(`Now: ${happens.now}`, { subtle: true }),
    ...(preference.lockedBy === null ? [line('This counts from the next call.', { subtle: true })] : [panel('info', [line(`${preference.lockedBy}, so it can't be changed here.`)])]),
  ], preference.locked ? [] : [
    preference.ring === 'native' ? press('Ring Teams only', 'ring', { where: 'teams' }) : press('Ring my phone too', 'ring', { where: 'native' }),
  ])
