import type { Command } from './command.ts'

export const notify: Command = {
  name: 'notify',
  usage: 'notify on|off',
  menu: null,
  help: 'Whether I write to you when a call comes and your presence changes',
  words: [/(notify|notices|notifications)( me)?( (?<where>on|off))?/, /turn (?<where>on|off) (notices|notifications)/, /turn (notices|notifications) (?<where>on|off)/],
  async run({ where }, { people, person }) {
    const wanted = where?.toLowerCase()
    const me = wanted === 'on' || wanted === 'off' ? await people.change(person, { notify: wanted === 'on' }) : await people.me(person)
    return { say: me.settings.notify ? "Notices are on: I write to you about your calls. Type notify off to stop." : "Notices are off: I won't write unasked. Type notify on to start again." }
  },
}
