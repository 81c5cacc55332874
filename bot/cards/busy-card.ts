import type { Me } from '../../src/api/person.ts'
import type { BusyOption } from '../../src/api/settings.ts'
import { card, heading, line, panel, press, type Card } from './card.ts'
import { busyWords } from './settings-words.ts'

const titles: Record<BusyOption, string> = { wait: 'Let it ring', busy: 'Busy tone', unanswered: 'As unanswered' }

export const busyCard = ({ settings, limits, happens }: Pick<Me, 'settings' | 'limits' | 'happens'>): Card =>
  card([
    heading('While you are in a call'),
    line(busyWords[settings.busy]),
    line(happens.whileTalking, { subtle: true }),
    ...(limits.busy.lockedBy === null ? [] : [panel('info', [line(`${limits.busy.lockedBy}${limits.busy.choices.length === 1 ? ', so it can\'t be changed here' : ''}.`)])]),
  ], (Object.keys(titles) as BusyOption[]).filter((option) => option !== settings.busy && limits.busy.choices.includes(option)).map((option) => press(titles[option], 'busy', { where: option })))
