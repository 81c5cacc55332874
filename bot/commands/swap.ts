import type { CallView } from '../../src/call/view.ts'
import { refusalWords } from '../../src/call/words.ts'
import type { Answer, Arguments, Command, Context } from './command.ts'
import { isOf, onACall, otherParty } from './on-a-call.ts'
import { talkAgain } from './resume.ts'

export const swap: Command = {
  name: 'swap',
  usage: 'switch',
  menu: null,
  help: 'Goes to and fro between the two you talk with: a call and a colleague, or two calls',
  words: [
    /(swap|switch|toggle|alternate)( (the )?calls?| back| over| them| sides)?/,
    /((swap|switch|go|take me)( back)?|back) to (?<who>.+)/,
    /(swap|switch) with (?<who>.+)/,
  ],
  run(args, context) {
    const live = context.live()
    const asking = live.filter(({ consult }) => consult !== null)
    if (args.callId !== undefined || live.length < 2 || asking.length > 0) return inACall(args, context)
    return betweenCalls(live, args, context)
  },
}

/** Between the other party and the colleague who is asked. A name says whom to talk with next. */
const inACall = ({ who, ...args }: Arguments, context: Context): Promise<Answer> =>
  onACall(args, context, {
    verb: 'swap', action: 'swap', question: 'In which call shall I switch?', button: 'Switch',
    async run(call) {
      if (who !== undefined && isWith(call, who)) return { say: `You are talking with ${who} already.` }
      const outcome = await context.operate(call.id, 'swap', {})
      return { call: call.id, say: outcome ?? 'Switching.' }
    },
  })

const isWith = ({ consult, remote }: CallView, who: string): boolean =>
  consult !== null && ((consult.phase === 'talking' && isOf(consult.to, who)) || (consult.phase === 'swapped' && isOf(remote, who)))

/** From the call they talk in to the one that waits. Where that is not clear, it asks. */
const betweenCalls = (live: CallView[], { who, ...args }: Arguments, context: Context): Promise<Answer> => {
  const waiting = live.filter(({ state, remote }) => state === 'held' && (who === undefined || isOf(remote, who)))
  const [only] = waiting
  if (only === undefined || waiting.length > 1) {
    if (who === undefined && waiting.length === 0) return Promise.resolve({ say: 'None of your calls is on hold, so there is nothing to switch to. Type hold to put one on hold.' })
    return onACall({ ...args, ...(who === undefined ? {} : { who }) }, context, {
      verb: 'resume', action: 'resume', question: 'Which call shall I switch to?', button: 'Switch to this one', run: (call) => talkAgain(call, context),
    })
  }
  // a phone that took a second call holds the first by itself, and only there can it be taken up again
  if (!only.actions.includes('resume')) return Promise.resolve({ say: `${refusalWords['phone-holds']} It is the call with ${otherParty(only, context)}.` })
  return talkAgain(only, context)
}
