import type { Command } from './command.ts'
import { onACall, otherParty } from './on-a-call.ts'

export const hold: Command = {
  name: 'hold',
  usage: 'hold',
  menu: null,
  help: 'Puts the other party on hold; they hear music',
  words: [
    /(hold( on)?|pause)( (the|my|this) call| it| them| him| her)?( with (?<who>.+))?/,
    /put (it|them|him|her|(the|my|this) call)( with (?<who>.+?))? on hold/,
    /put (?<who>.+) on hold/,
    /(hold|pause) (?<who>.+)/,
  ],
  run: (args, context) => onACall(args, context, {
    verb: 'hold', action: 'hold', question: 'Which call shall I put on hold?', button: 'Hold',
    async run(call) {
      const outcome = await context.operate(call.id, 'hold', {})
      return { call: call.id, say: outcome ?? `Putting ${otherParty(call, context)} on hold.` }
    },
  }),
}
