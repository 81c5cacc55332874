import type { Command } from './command.ts'
import { onACall, otherParty } from './on-a-call.ts'

export const moveBack: Command = {
  name: 'move-back',
  usage: 'move back',
  menu: 'move back',
  help: 'Moves your call from Teams to your phone',
  words: [
    /((move|switch|take|bring|put|go)( (the|my) call| it| this)? )?back( (to|on|onto) ((my|the) )?(phone|mobile|cell|native( dialer)?|sim))?( (the call )?(with|from) (?<who>.+))?/,
    /(move|switch|take|bring|put|continue)( (the|my) call| it| this)? (to|on|onto) ((my|the) )?(phone|mobile|cell|native( dialer)?|sim)( (the call )?(with|from) (?<who>.+))?/,
    /(move|switch|take|bring) (?<who>.+?) (back|(back )?to ((my|the) )?(phone|mobile|cell|native( dialer)?))/,
  ],
  run: (args, context) => onACall(args, context, {
    verb: 'move-back', action: 'move-to-native', question: 'Which call shall I move to your phone?', button: 'Move to phone',
    async run(call) {
      const outcome = await context.operate(call.id, 'move', { to: 'native' })
      return { call: call.id, say: outcome ?? `Ringing your phone. Answer there, and your call with ${otherParty(call, context)} moves over.` }
    },
  }),
}
