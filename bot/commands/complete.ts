import { partyName } from '../cards/words.ts'
import type { Command } from './command.ts'
import { onACall, otherParty } from './on-a-call.ts'

export const complete: Command = {
  name: 'complete',
  usage: 'hand over',
  menu: null,
  help: 'Connects the other party with the colleague you asked, and you leave the call',
  words: [
    /(complete|finish|do|make) (the |my |this )?(transfer|hand ?over)|complete( it| (the|my|this) call)?/,
    /hand( it| them| (the|my|this) call)? ?over|handover/,
    /(connect|join|bring)( (them|the two|both))?( together)?|put (them|the two|both) (through|together)|put through|let them talk/,
  ],
  run: (args, context) => {
    const live = context.live()
    if (args.callId === undefined && live.length > 0 && !live.some(({ actions }) => actions.includes('complete'))) {
      return Promise.resolve({ say: 'You are not asking anybody right now. To hand your call over, type transfer and a name or a number, such as: transfer Marco.' })
    }
    return onACall(args, context, {
      verb: 'complete', action: 'complete', question: 'Which call shall I hand over?', button: 'Hand over',
      async run(call) {
        const outcome = await context.operate(call.id, 'complete', {})
        return { call: call.id, say: outcome ?? `Connecting ${otherParty(call, context)}${call.consult === null ? '' : ` with ${partyName(call.consult.to, context.show.country)}`}.` }
      },
    })
  },
}
