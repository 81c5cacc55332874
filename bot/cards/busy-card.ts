import type { Me } from '../../src/api/person.ts'
import type { BusyOption } from '../../src/api/settings.ts'
import { card, heading, line, press, type Card } from './card.ts'
import { busyWords } from './settings-words.ts'

const titles: Record<BusyOption, string> = { wait: 'Let it ring', busy: 'Busy tone', unanswered: 'As unanswered' }

export const busyCard = ({ settings, happens }: Pick<Me, 'settings' | 'happens'>): Card =>
  card([
    heading('While you are in a call'),
    line(busyWords[settings.busy]),
    line(happens.whileTalking, { subtle: true }),
  ], (Object.keys(titles) as BusyOption[]).filter((option) => option !== settings.busy).map((option) => press(titles[option], 'busy', { where: option })))
