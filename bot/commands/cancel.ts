import type { Command } from './command.ts'
import { onACall } from './on-a-call.ts'

export const cancel: Command = {
  name: 'cancel',
  usage: 'cancel',
  menu: 'cancel',
  help: 'Stops a move, a transfer, or asking a colleague; takes a parked call back',
  words: [
    /(cancel|stop|abort)( (the|my|this))? (move|transfer|consultation|consult(ing)?|asking)( (with|of|for) (?<who>.+))?/,
    /(cancel|stop|abort)( it| that)?( (with|of|for) (?<who>.+))?|never ?mind/,
    /un-?park( it| (the|my) call( with (?<who>.+))?)?/,
  ],
  run: (args, context) => onACall(args, context, {
    verb: 'cancel', action: 'cancel', question: 'What shall I cancel?', button: 'Cancel',
    async run(call) {
      const outcome = await context.operate(call.id, 'cancel', {})
      return { call: call.id, say: outcome ?? 'Cancelling.' }
    },
  }),
}
