import type { Command } from './command.ts'

const wish = (where: string | undefined): boolean | null => (/^on$/i.test(where ?? '') ? true : /^off$/i.test(where ?? '') ? false : null)

export const doNotDisturb: Command = {
  name: 'do-not-disturb',
  usage: 'do not disturb on|off',
  menu: null,
  help: 'Whether your calls stop ringing while you are in do not disturb in Teams',
  words: [/(respect )?(teams )?(do not disturb|don'?t disturb|dnd)( (?<where>on|off))?/],
  async run({ where }, { people, person }) {
    const on = wish(where)
    const me = on === null ? await people.me(person) : await people.change(person, { respectDoNotDisturb: on })
    return {
      say: me.settings.respectDoNotDisturb
        ? 'While you are in do not disturb in Teams, your calls don’t ring; your favourites still do. Type do not disturb off to change that.'
        : 'Your calls ring also while you are in do not disturb in Teams. Type do not disturb on to change that.',
    }
  },
}

export const offerUplift: Command = {
  name: 'offer-uplift',
  usage: 'offer uplift on|off',
  menu: null,
  help: 'Whether I offer to move your calls to Teams',
  words: [/offer(s|ing)? (the )?(uplift|teams|moves?)( (?<where>on|off))?/],
  async run({ where }, { people, person }) {
    const on = wish(where)
    const me = on === null ? await people.me(person) : await people.change(person, { offerUplift: on })
    return { say: me.settings.offerUplift ? 'I offer to move your calls to Teams. Type offer uplift off to stop.' : 'I no longer offer to move your calls. Type offer uplift on to start again.' }
  },
}
