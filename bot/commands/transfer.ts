import type { Command } from './command.ts'
import { complete } from './complete.ts'
import { otherParty } from './on-a-call.ts'
import { toSomebody } from './to-somebody.ts'

export const transfer: Command = {
  name: 'transfer',
  usage: 'transfer …',
  menu: 'transfer',
  help: 'Hands your call to a colleague or a number: transfer, then a name or a number',
  words: [
    /(transfer|forward|hand over|pass|give|send)( (the|my) call| it| this)?( on)?( to)? (?<to>.+)/,
    /hand (it|them|(the|my|this) call) over to (?<to>.+)/,
    /(transfer|forward)( (the|my) call| it| this)?/,
  ],
  run: (args, context) => {
    // to whom, somebody who is asking a colleague has said already
    if (!args.to?.trim() && args.userId === undefined && context.live().some(({ actions }) => actions.includes('complete'))) return complete.run(args, context)
    return toSomebody(args, context, {
      name: 'transfer', whoTo: 'Who to? Type transfer and a name or a number, such as: transfer Marco.',
      question: 'Which call shall I transfer?', button: 'Transfer this call', choose: 'Transfer', doing: 'transfer the call to them',
      say: (call, target) => `Transferring ${otherParty(call, context)} to ${target}.`,
    })
  },
}
