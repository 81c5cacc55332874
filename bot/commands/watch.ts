import { choosePersonCard } from '../cards/choose-person.ts'
import { watchesCard } from '../cards/watches-card.ts'
import type { Answer, Command, Context } from './command.ts'

const whenFree = "(is|gets|becomes|comes)( back)?( (free|available|off the phone|off (the|their|his|her) (call|phone)|not busy))?( again)?"

export const watch: Command = {
  name: 'watch',
  usage: 'tell me when … is free',
  menu: null,
  help: 'I write to you once a colleague is free: off the phone, and not busy in Teams',
  words: [
    new RegExp(`(tell|notify|let|ping|alert) me( know)? (when|once|if|as soon as) (?<who>.+?) ${whenFree}`),
    /(wait for|watch) (?<who>.+)/,
  ],
  async run({ who, userId }, context) {
    if (userId !== undefined) return waitFor(userId, context)
    if (!who?.trim()) return list(context)
    const found = await context.people.search(context.person, who.trim())
    const exact = found.filter(({ name }) => name.toLowerCase() === who.trim().toLowerCase())
    const people = exact.length === 1 ? exact : found
    const [only] = people
    if (only === undefined) return { say: `I found nobody called “${who.trim()}”. Try another name.` }
    if (people.length > 1) return { card: choosePersonCard({ text: who.trim(), people, button: 'Tell me', verb: 'watch', data: {}, withoutNumber: true }, context.show), summary: 'Who do you mean?' }
    return waitFor(only.userId, context)
  },
}

const waitFor = async (userId: string, { watches, person }: Context): Promise<Answer> => {
  const { free, watch: { name } } = await watches.ask(person, userId)
  return { say: free ? `${name} is free right now.` : `I'll tell you once ${name} is free. I look for eight hours. Type stop waiting for ${name} to end that.` }
}

const list = async ({ watches, person }: Context): Promise<Answer> => {
  const waiting = await watches.list(person)
  if (waiting.length === 0) return { say: 'You are waiting for nobody. Type: tell me when Marco is free, with the name you mean.' }
  return { card: watchesCard(waiting), summary: 'You are waiting for' }
}

export const unwatch: Command = {
  name: 'unwatch',
  usage: 'who am I waiting for',
  menu: null,
  help: 'The colleagues you wait for; stop waiting for … ends one',
  words: [
    /who am i (waiting|watching)( for)?|(my )?watches|waiting list/,
    new RegExp(`(stop|quit|no longer) (watching|waiting( for)?|looking (for|out for)) (?<who>.+?)`),
    new RegExp(`(don't|do not|stop telling|no need to)( tell)? me (when|once|if) (?<who>.+?) ${whenFree}`),
  ],
  async run({ who, userId }, context) {
    const name = who?.trim().toLowerCase()
    if (userId === undefined && !name) return list(context)
    const waiting = await context.watches.list(context.person)
    const meant = waiting.filter((one) => (userId === undefined ? one.name.toLowerCase().includes(name ?? '') : one.colleagueId === userId))
    const [only] = meant
    if (only === undefined) return { say: userId === undefined ? `You are not waiting for “${who?.trim()}”.` : 'You are no longer waiting for them.' }
    if (meant.length > 1) return { card: watchesCard(meant), summary: 'Who do you mean?' }
    await context.watches.stop(context.person, only.colleagueId)
    return { say: `I no longer look out for ${only.name}.` }
  },
}
