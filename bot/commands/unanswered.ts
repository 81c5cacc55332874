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
  help: 'How long calls ring, and where they go then: voicemail, a number, a colleague, or several: Marco and Priya, or Marco, then Priya',
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
    const group = groupOf(typed)
    if (group !== null) return toGroup(group, after, context)
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

/** "Marco and Priya" all at once, "Marco, then Priya" in that order. Null for one name. */
const groupOf = (typed: string): { names: string[]; together: boolean } | null => {
  const together = !/(,| )\s*then /i.test(typed)
  const names = typed.split(together ? /\s*,\s*|\s+and\s+/i : /,?\s+then\s+/i).map((name) => name.trim()).filter((name) => name !== '')
  return names.length > 1 ? { names, together } : null
}

const toGroup = async ({ names, together }: { names: string[]; together: boolean }, after: Unanswered, context: Context): Promise<Answer> => {
  const members: string[] = []
  for (const name of names) {
    const found = (await context.people.search(context.person, name)).filter(({ number }) => number !== null)
    const exact = found.filter((person) => person.name.toLowerCase() === name.toLowerCase())
    const [only, other] = exact.length === 1 ? exact : found
    if (only === undefined) return { say: `I found no colleague called “${name}” who has a number here. Nothing was changed.` }
    if (other !== undefined) return { say: `Several colleagues are called “${name}”: ${found.map((person) => person.name).join(', ')}. Type the whole name. Nothing was changed.` }
    members.push(only.userId)
  }
  return change({ ...after, to: { kind: 'group', together, members } }, context)
}

const change = async (wanted: Unanswered, { people, person, show }: Context): Promise<Answer> => {
  const me = Object.keys(wanted).length === 0 ? await people.me(person) : await people.change(person, { unanswered: wanted })
  return { card: unansweredCard(me, show), summary: 'When nobody answers' }
}
