import { partyName } from '../cards/words.ts'
import type { Command } from './command.ts'
import { onACall, otherParty } from './on-a-call.ts'

export const park: Command = {
  name: 'park',
  usage: 'park',
  menu: null,
  help: 'Parks the call; a colleague picks it up with the code I give you',
  words: [
    /park( (the|my|this) call| it| them| him| her)?( with (?<who>.+))?/,
    /park (?<who>.+)/,
  ],
  run: (args, context) => onACall(args, context, {
    verb: 'park', action: 'park', question: 'Which call shall I park?', button: 'Park',
    async run(call) {
      await context.operate(call.id, 'park', {})
      const { parked } = await context.require(call.id)
      // somebody may have been that quick
      const how = parked ? ` A colleague picks it up by writing to me: pick up ${parked.code}, or by dialing *${parked.code}. After three minutes it rings you again.` : ''
      return { call: call.id, say: `The call with ${otherParty(call, context)} is parked.${how}` }
    },
  }),
}

export const pickUp: Command = {
  name: 'pick-up',
  usage: 'pick up …',
  menu: null,
  help: 'Takes the call a colleague parked; I need its code',
  words: [/(pick ?up|retrieve|fetch)( (the|a) (parked )?call)?( with)?( (the )?code)?( (?<code>\d{1,10}))?/],
  async run({ code }, context) {
    if (code === undefined) return { say: 'Type pick up and the code your colleague has, such as: pick up 42.' }
    const { from } = await context.pickUp(code)
    return { say: `Ringing you with ${partyName(from, context.show.country)}. Answer where it rings.` }
  },
}
