import { dayAfter, dayOf, readDay, startOfDay } from '../../src/line/days.ts'
import { Problem } from '../../src/service/problem.ts'
import { greetingCard } from '../cards/greeting-card.ts'
import type { Answer, Arguments, Command, Context } from './command.ts'

const notADay = (text: string, field: string) => new Problem('bad-request', `“${text}” is no day I know. Try tomorrow, Friday or 3 December.`, { field })

/** Both days count whole, where the person is. */
const datesOf = ({ from, until }: Arguments, { show }: Context) => {
  const today = dayOf(show.now, show.timeZone)
  const read = (text: string, field: string) => {
    const day = readDay(text, today)
    if (day === null) throw notADay(text, field)
    return day
  }
  const first = from === undefined ? today : read(from, 'from')
  const last = read(until ?? '', 'until')
  const [begins, ends] = [startOfDay(first, show.timeZone), startOfDay(dayAfter(last), show.timeZone)]
  if (begins === null || ends === null) throw notADay(until ?? '', 'until')
  return { from: begins, until: ends }
}

const run = async (args: Arguments, context: Context) => {
  const { greetings, person } = context
  switch (args.act) {
    case 'clear-usual': return greetings.remove(person, 'usual')
    case 'clear-away': return greetings.remove(person, 'away')
    case 'away-off': return greetings.setAway(person, null)
  }
  if (args.where === 'off') return greetings.setAway(person, null)
  return args.until === undefined ? greetings.state(person) : greetings.setAway(person, datesOf(args, context))
}

export const greeting: Command = {
  name: 'greeting',
  usage: 'greeting',
  menu: null,
  help: 'What callers hear before the tone. away until Friday plays your away greeting; away off ends that',
  words: [
    /(my |the )?(voice ?mail )?greetings?/,
    /(i('m| am) )?away( from (?<from>.{1,40}?))? (until|till|to) (?<until>.{1,40})/,
    /away (?<where>off)|away/,
  ],
  async run(args, context): Promise<Answer> {
    return { card: greetingCard(await run(args, context), context.show), summary: 'Voicemail greeting' }
  },
}
