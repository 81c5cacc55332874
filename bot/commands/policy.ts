import { policyCard } from '../cards/policy-card.ts'
import type { Command } from './command.ts'

export const policy: Command = {
  name: 'policy',
  usage: 'policy',
  menu: null,
  help: 'What your organisation decided for your calls, and for whom',
  words: [/(my )?(policy|policies|rules)/, /what applies to me/, /what (may|can)('t)? i (not )?(call|do)/],
  run: async (_args, { people, person }) => ({ card: policyCard(await people.me(person)), summary: 'What applies to you' }),
}
