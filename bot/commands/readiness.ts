import { standing } from '../../src/api/readiness.ts'
import { readinessCard } from '../cards/readiness-card.ts'
import type { Command } from './command.ts'

export const readiness: Command = {
  name: 'readiness',
  usage: 'readiness',
  menu: null,
  help: 'What your number needs to work everywhere, and what to do where something is missing',
  words: [/readiness|am i ready|(is|are) (my (number|line|calls?)|everything|all) (ready|set ?up|working|ok(ay)?)|what( is|'s) missing|check (my )?(number|set ?up|licen[cs]es?)/],
  async run(_args, { person, readiness: services }) {
    // whoever asks wants to know how it is now
    const { checks } = await services.of(person, true)
    return { card: readinessCard(checks), summary: standing(checks) }
  },
}
