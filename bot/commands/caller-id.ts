import type { CallerIdChoice } from '../../src/api/settings.ts'
import { callerIdCard } from '../cards/caller-id-card.ts'
import type { Command } from './command.ts'

const choiceOf = (words: string | undefined): CallerIdChoice | null => {
  if (words === undefined) return null
  if (/^(company|service|business)/i.test(words)) return 'company'
  return /^(hid|no|private|withheld|anonymous)/i.test(words) ? 'hidden' : 'mobile'
}

export const callerId: Command = {
  name: 'caller-id',
  usage: 'caller id mobile|company|hidden',
  menu: null,
  help: 'Which number others see, from your phone and from Teams',
  words: [/(my )?caller ?id(:? (?<side>phone|native|mobile phone|teams))?( (?<where>mobile|own|my number|company|service|business|hidden|hide|none|no number|private|withheld))?/, /(?<where>hide) my number/],
  async run({ where, side, native, teams }, { people, person, show }) {
    const typed = choiceOf(where)
    const wanted = {
      native: choiceOf(native) ?? (side !== undefined && /^teams/i.test(side) ? null : typed),
      teams: choiceOf(teams) ?? (side !== undefined && !/^teams/i.test(side) ? null : typed),
    }
    const changes = { ...(wanted.native === null ? {} : { native: wanted.native }), ...(wanted.teams === null ? {} : { teams: wanted.teams }) }
    const me = Object.keys(changes).length === 0 ? await people.me(person) : await people.change(person, { callerId: changes })
    return { card: callerIdCard(me, show), summary: 'Which number others see' }
  },
}
