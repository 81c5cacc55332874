import type { Me } from '../../src/api/person.ts'
import { showNumber } from '../../src/line/number.ts'
import { card, heading, line, panel, press, type Card, type Show } from './card.ts'
import { choose, timeInput } from './inputs.ts'
import { dayNames, weekWords } from './settings-words.ts'
import { dayAndTime } from './words.ts'

const zoneWords = (timeZone: string): string => `Times are those of ${timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone}.`

/** Quiet hours as they are, and one set of hours to change them to; the tab has them day by day. */
export const quietHoursCard = ({ settings, limits, happens }: Pick<Me, 'settings' | 'limits' | 'happens'>, show: Show): Card => {
  const { quietHours, favourites } = settings
  const [first] = quietHours.weekly
  const days = [...new Set(quietHours.weekly.map(({ day }) => String(day)))].join(',')
  const { lockedBy } = limits.quietHours
  if (lockedBy !== null) return card([heading('Quiet hours are off'), panel('info', [line(`${lockedBy}, so they can't be turned on here.`)])])
  return card([
    heading(quietHours.on ? 'Quiet hours are on' : 'Quiet hours are off'),
    ...weekWords(quietHours).map((words) => line(words)),
    line(zoneWords(quietHours.timeZone), { subtle: true }),
    line(happens.now, { spacing: 'Medium' }),
    ...(happens.next === null ? [] : [line(`From ${dayAndTime(Date.parse(happens.next.at), { ...show, timeZone: quietHours.timeZone })}: ${happens.next.sentence}`)]),
    line(favourites.length === 0 ? 'You have no favourites yet. Add some in the tab: they ring at any time.' : `These ring at any time: ${favourites.map(({ name, number }) => name ?? showNumber(number, show.country)).join(', ')}`, { subtle: true }),
    { ...timeInput('from', 'Quiet from', first?.from ?? '22:00'), separator: true },
    timeInput('until', 'until', first?.to ?? '07:00'),
    choose('days', 'on the evenings of', dayNames.map((title, index) => ({ title, value: String(index + 1) })), days, true),
  ], [press('Save these hours', 'quiet-hours', { where: 'save' }, 'positive'), press(quietHours.on ? 'Turn off' : 'Turn on', 'quiet-hours', { where: quietHours.on ? 'off' : 'on' })])
}
