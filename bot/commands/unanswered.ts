import type { SettingsPatch } from '../../src/api/settings.ts'
import { choosePersonCard } from '../cards/choose-person.ts'
import { unansweredCard } from '../cards/unanswered-card.ts'
import type { Answer, Command, Context } from './command.ts'
import { looksLikeNumber } from './to-somebody.ts'

type Unanswered = NonNullable<SettingsPatch['unanswered']>

export const unanswered: Command = {
  name: 'unanswered',
  usage: 'unanswered after 20 to …',
  menu: null,
  help: 'How long calls ring, and where they go then: voicemail, a colleague or a number',
  words: [
    /(unanswered|no answer|if (nobody|no one|i don'?t) answers?)( (calls?|go|goes|send))*( after (?<seconds>\d+)( ?s| ?sec(ond)?s?)?)?( (go |goes )?to (?<to>.+))?/,
  ],
  async run({ seconds, to, userId }, context) {
    const after = seconds === undefined ? {} : { afterSeconds: Number(seconds) as NonNullable<Unanswered['afterSeconds']> }
    if (userId !== undefined) return change({ ...after, to: { kind: 'colleague', userId } }, context)
    const typed = to?.trim()
    if (!typed) return change(after, context)
    if (/^(my )?voice ?mail$/i.test(typed)) return change({ ...after, to: { kind: 'voicemail' } }, context)
    if (looksLikeNumber(typed)) return change({ ...after, to: { kind: 'number', number: typed } }, context)
    const found = await context.people.search(context.person, typed)
    const exact = found.filter(({ name }) => name.toLowerCase() === typed.toLowerCase())
    const people = exact.length === 1 ? exact : found
    const [only] = people
    if (only === undefined) return { say: `I found nobody called “${typed}”. Try another name, or type a number.` }
    if (people.length === 1) return change({ ...after, to: { kind: 'colleague', userId: only.userId } }, context)
    return {
      card: choosePersonCard({ text: typed, people, button: 'Choose', verb: 'unanswered', data: seconds === undefined ? {} : { seconds } }, context.show), summary: 'Who do you mean?',
    }
  },
}

const change = async (wanted: Unanswered, { people, person, show }: Context): Promise<Answer> => {
  const me = Object.keys(wanted).length === 0 ? await people.me(person) : await people.change(person, { unanswered: wanted })
  return { card: unansweredCard(me, show), summary: 'When nobody answers' }
}
