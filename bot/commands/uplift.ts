import type { Command } from './command.ts'
import { onACall, otherParty } from './on-a-call.ts'

export const uplift: Command = {
  name: 'uplift',
  usage: 'uplift',
  menu: 'uplift',
  help: 'Moves your call from your phone to Teams',
  words: [
    /(uplift|(move|switch|take|bring|continue|put|transfer)( (the|my) call| it| this)?( over)? (to|in|into|on) teams|(move )?to teams)( (the call )?(with|from|to) (?<who>.+))?/,
    /uplift (the call |my call )?(with |from )?(?<who>.+)/,
    /(move|switch|take|bring) (?<who>.+) (to|into) teams/,
  ],
  run: (args, context) => onACall(args, context, {
    verb: 'uplift', action: 'move-to-teams', question: 'Which call shall I move to Teams?', button: 'Move to Teams',
    async run(call) {
      const outcome = await context.operate(call.id, 'move', { to: 'teams' })
      return { call: call.id, say: outcome ?? `Ringing you in Teams. Answer there, and your call with ${otherParty(call, context)} moves over.` }
    },
  }),
}
