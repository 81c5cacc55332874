import type { CallView } from '../../src/call/view.ts'
import type { Answer, Command, Context } from './command.ts'
import { onACall, otherParty } from './on-a-call.ts'

export const resume: Command = {
  name: 'resume',
  usage: 'resume',
  menu: null,
  help: 'Takes a call off hold; another one you are in is put on hold',
  words: [
    /(resume|unhold|un-hold|unpause|continue)( (the|my|this) call| it| them| him| her)?( with (?<who>.+))?/,
    /(take )?(it |them |him |her |(the|my|this) call )?off hold/,
    /take (?<who>.+) off hold/,
    /(resume|unhold) (?<who>.+)/,
  ],
  run: (args, context) => onACall(args, context, {
    verb: 'resume', action: 'resume', question: 'Which call shall I take off hold?', button: 'Resume',
    run: (call) => talkAgain(call, context),
  }),
}

/** The service puts the person's other calls on hold first: nobody talks with two at once. */
export const talkAgain = async (call: CallView, context: Context): Promise<Answer> => {
  const outcome = await context.operate(call.id, 'resume', {})
  return { call: call.id, say: outcome ?? `You are back with ${otherParty(call, context)}.` }
}
