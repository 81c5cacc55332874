import type { CallView } from '../../src/call/view.ts'
import { choosePersonCard } from '../cards/choose-person.ts'
import type { Answer, Command, Context } from './command.ts'
import { onACall, otherParty } from './on-a-call.ts'

export const meet: Command = {
  name: 'meet',
  usage: 'meet',
  menu: null,
  help: 'Continues your call as a Teams meeting; meet with … sends a colleague the link too',
  words: [
    /(meet|teams meeting|meeting)( with (?<to>.+))?/,
    /(continue|go on|carry on|move|switch|take|turn)( (the|my|this) call| it| this)?( over)? (as|in|to|into|with) (a |the )?(teams )?meeting( with (?<to>.+))?/,
    /(start|make|create|begin|set up) (a |the )?(teams )?meeting( with (?<to>.+))?/,
  ],
  run({ to, ...args }, context) {
    const named = to?.trim()
    // "as a meeting with Lena" may name the call as well as a colleague
    const isCall = named !== undefined && context.live().some(({ remote }) => remote.name?.toLowerCase().includes(named.toLowerCase()))
    return onACall(isCall ? { ...args, who: named } : args, context, {
      verb: 'meet', action: 'meet', question: 'Which call shall go on as a meeting?', button: 'Continue as a Teams meeting',
      data: { ...(named && !isCall ? { to: named } : {}), ...(args.userId === undefined ? {} : { userId: args.userId }) },
      run: (call) => (args.userId !== undefined || !named || isCall ? begin(call, args.userId, context) : withColleague(call, named, context)),
    })
  },
}

const withColleague = async (call: CallView, to: string, context: Context): Promise<Answer> => {
  const people = await context.people.search(context.person, to)
  const [only] = people
  if (only === undefined) return { say: `I found nobody called “${to}”. Try another name.` }
  if (people.length > 1) return { card: choosePersonCard({ text: to, people, button: 'Invite', verb: 'meet', data: { callId: call.id }, withoutNumber: true }, context.show), summary: 'Who do you mean?' }
  return begin(call, only.userId, context)
}

const begin = async (call: CallView, invite: string | undefined, context: Context): Promise<Answer> => {
  const { words, dialIn } = await context.meet(call.id, invite === undefined ? [] : [invite])
  const own = dialIn ? `Putting ${otherParty(call, context)} through to a Teams meeting. Join it by the link that comes now.` : 'The meeting is ready. The link comes now.'
  return { call: call.id, say: words ?? own }
}
