import type { BusyOption } from '../../src/api/settings.ts'
import { busyCard } from '../cards/busy-card.ts'
import type { Command } from './command.ts'

const optionOf = (words: string | undefined): BusyOption | null => {
  if (words === undefined) return null
  if (/^(wait|ring)/i.test(words)) return 'wait'
  return /^(busy|tone)/i.test(words) ? 'busy' : 'unanswered'
}

export const busy: Command = {
  name: 'busy',
  usage: 'busy wait|tone|unanswered',
  menu: null,
  help: 'What a second caller meets while you are in a call',
  words: [/(when |if |while )?(i'?m |i am )?busy(:? (?<where>wait(ing)?|ring|tone|busy tone|unanswered|voicemail))?/],
  async run({ where }, { people, person }) {
    const option = optionOf(where)
    const me = option === null ? await people.me(person) : await people.change(person, { busy: option })
    return { card: busyCard(me), summary: 'While you are in a call' }
  },
}
