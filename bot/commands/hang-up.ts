import type { Command } from './command.ts'
import { onACall, otherParty } from './on-a-call.ts'

export const hangUp: Command = {
  name: 'hang-up',
  usage: 'hang up',
  menu: 'hang up',
  help: 'Ends your call, or declines one that rings',
  words: [
    /(hang ?up|end|decline|reject|drop|finish)( on)?( (the|my|this) call| it| this)?( (with|from|to|on) (?<who>.+))?/,
    /(hang ?up|decline|reject|end)( on)? (?<who>.+)/,
  ],
  run: (args, context) => onACall(args, context, {
    verb: 'hang-up', action: 'hangup', question: 'Which call shall I end?', button: 'Hang up',
    async run(call) {
      const outcome = await context.operate(call.id, 'hangup', {})
      return { call: call.id, say: outcome ?? (call.state === 'ringing' ? `Declining the call from ${otherParty(call, context)}.` : `Ending your call with ${otherParty(call, context)}.`) }
    },
  }),
}
