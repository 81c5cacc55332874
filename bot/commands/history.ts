import { historyCard } from '../cards/history-card.ts'
import type { Command } from './command.ts'

const shown = 8

export const history: Command = {
  name: 'history',
  usage: 'history',
  menu: 'history',
  help: 'Your last calls, on your phone and in Teams',
  words: [/(my |the )?((call )?history|(last|recent|missed)( calls)?|recents|calls|call log)/],
  run: async (_args, context) => ({ card: historyCard(await context.history(shown), context.show), summary: 'Your last calls' }),
}
