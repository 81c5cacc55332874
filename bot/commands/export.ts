import { exportCard } from '../cards/history-card.ts'
import type { Command } from './command.ts'

/** The file is made in the tab, where the person's own token is: a chat would keep it, and their calls with it. */
export const exportCalls: Command = {
  name: 'export',
  usage: 'export',
  menu: null,
  help: 'Your calls as a file for a spreadsheet',
  words: [/(export|download)( (my|the))?( (calls|history|call history))?( as (a )?(csv|file|spreadsheet))?/],
  run: async (_args, { show }) => ({ card: exportCard(show), summary: 'Your calls as a file' }),
}
