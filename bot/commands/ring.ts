import { preferenceCard } from '../cards/preference-card.ts'
import type { Command } from './command.ts'

/** `native` also as people call it. */
const endpointOf = (words: string | undefined): 'native' | 'teams' | null =>
  words === undefined ? null : /^teams/i.test(words) ? 'teams' : /^(native|phone|mobile|cell|both|sim)/i.test(words) ? 'native' : null

export const ring: Command = {
  name: 'ring',
  usage: 'ring native|teams',
  menu: 'ring',
  help: 'Where your calls ring: your phone and Teams, or Teams alone',
  words: [/(ring|settings?|preferences?|where do (my )?calls ring)|ring (me )?((in|on) )?((my|the) )?(?<where>teams|native|phone|mobile|cell|both|sim)( only| first| too| dialer)?/],
  async run({ where }, { people, person }) {
    const endpoint = endpointOf(where)
    const me = endpoint === null ? await people.me(person) : await people.change(person, { ring: endpoint })
    return { card: preferenceCard(me), summary: 'Where your calls ring' }
  },
}
