import { moveWords } from '../cards/words.ts'
import type { Command } from './command.ts'
import { onACall } from './on-a-call.ts'

/** Of the places a move can go to, those that have no command of their own. */
const placeOf = (words: string | undefined): 'desk' | 'anywhere' => (/desk|office/i.test(words ?? '') ? 'desk' : 'anywhere')

export const move: Command = {
  name: 'move',
  usage: 'move to desk phone, ring me everywhere',
  menu: null,
  help: 'Moves your call to your desk phone, or to wherever you answer first',
  words: [
    /(move|switch|take|bring|put|continue|transfer)( (the|my|this) call| it)?( over)? (to|on|onto) (my |the )?(?<where>(desk|office)( ?phone)?)( (the call )?(with|from) (?<who>.+))?/,
    /(move|ring|switch|take)( me| (the|my|this) call| it)? (to )?(?<where>everywhere|anywhere|all( my)?( phones| devices)?)( (with|for) (?<who>.+))?/,
    /(?<where>desk( ?phone)?|everywhere|anywhere)/,
    /(move|switch|take|bring) (?<who>.+) (to|onto) (my |the )?(?<where>(desk|office)( ?phone)?)/,
  ],
  run: (args, context) => {
    const to = placeOf(args.where)
    return onACall(args, context, {
      verb: 'move', action: to === 'desk' ? 'move-to-desk' : 'move-anywhere', data: { where: to },
      question: to === 'desk' ? 'Which call shall I move to your desk phone?' : 'Which call shall I ring you for everywhere?',
      button: to === 'desk' ? 'Move to desk phone' : 'Ring me everywhere',
      async run(call) {
        const outcome = await context.operate(call.id, 'move', { to })
        return { call: call.id, say: outcome ?? moveWords({ to, phase: 'ringing' }) }
      },
    })
  },
}
