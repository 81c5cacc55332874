import type { Colleague } from '../../src/api/person.ts'
import { showNumber } from '../../src/line/number.ts'
import { buttons, card, heading, line, press, row, type Card, type Show } from './card.ts'

export const choosePersonCard = (options: { text: string; people: Colleague[]; button: string; verb: string; data: Record<string, string>; withoutNumber?: true }, show: Show): Card =>
  card([
    heading('Who do you mean?'),
    line(`Several people match “${options.text}”.`, { subtle: true }),
    ...options.people.map((person) => row([
      line(person.name, { strong: true }),
      line([person.jobTitle, person.number === null ? 'no number here' : showNumber(person.number, show.country)].filter((words) => words !== null).join(' · '), { subtle: true, spacing: 'None' }),
    ], person.number === null && !options.withoutNumber ? [] : [buttons([press(options.button, options.verb, { ...options.data, userId: person.userId })])])),
  ])
