import { quietHoursCard } from '../cards/quiet-hours-card.ts'
import type { Command } from './command.ts'

const daysOf = (text: string | undefined): number[] => (text ?? '').split(',').map(Number).filter((day) => Number.isInteger(day) && day >= 1 && day <= 7)
const time = /^([01]\d|2[0-3]):[0-5]\d$/

export const quietHours: Command = {
  name: 'quiet-hours',
  usage: 'quiet hours on|off',
  menu: null,
  help: 'When your calls don’t ring, and how they do then',
  words: [/(my )?quiet (hours|times?)( (?<where>on|off))?/, /turn (?<where>on|off) (my )?quiet (hours|times?)/, /turn (my )?quiet (hours|times?) (?<where>on|off)/],
  async run({ where, from, until, days }, { people, person, show }) {
    const wanted = where?.toLowerCase()
    const zone = show.timeZone === null ? {} : { timeZone: show.timeZone }
    if (wanted === 'save') {
      const chosen = daysOf(days)
      if (from === undefined || until === undefined || !time.test(from) || !time.test(until)) return { say: 'Type both times as hours and minutes, such as 22:00 and 07:00.' }
      if (chosen.length === 0) return { say: 'Choose at least one day, or turn quiet hours off.' }
      await people.change(person, { quietHours: { on: true, weekly: chosen.map((day) => ({ day, from, to: until })), ...zone } })
    } else if (wanted === 'on' || wanted === 'off') {
      await people.change(person, { quietHours: { on: wanted === 'on', ...(wanted === 'on' ? zone : {}) } })
    }
    const me = await people.me(person)
    return { card: quietHoursCard(me, show), summary: me.settings.quietHours.on ? 'Quiet hours are on' : 'Quiet hours are off' }
  },
}
