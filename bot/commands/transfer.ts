import type { Colleague } from '../../src/api/person.ts'
import type { CallView } from '../../src/call/view.ts'
import { choosePersonCard } from '../cards/choose-person.ts'
import { partyName } from '../cards/words.ts'
import type { Answer, Command, Context } from './command.ts'
import { onACall, otherParty } from './on-a-call.ts'

/** Only digits and what people put between them: a number, not a name. */
export const looksLikeNumber = (text: string): boolean => /^[+\d\s().\-–/]+$/.test(text) && /\d/.test(text)

export const transfer: Command = {
  name: 'transfer',
  usage: 'transfer …',
  menu: 'transfer',
  help: 'Hands your call to a colleague or a number: transfer, then a name or a number',
  words: [
    /(transfer|forward|hand over|pass|give|send)( (the|my) call| it| this)?( on)?( to)? (?<to>.+)/,
    /(transfer|forward|hand over)( (the|my) call| it| this)?/,
  ],
  run: (args, context) => {
    const to = args.to?.trim()
    if (!to && args.userId === undefined) {
      return Promise.resolve({ say: context.live().length === 0 ? "You're not on a call right now." : 'Who to? Type transfer and a name or a number, such as: transfer Marco.' })
    }
    return onACall(args, context, {
      verb: 'transfer', action: 'transfer', question: 'Which call shall I transfer?', button: 'Transfer this call',
      data: { ...(to ? { to } : {}), ...(args.userId === undefined ? {} : { userId: args.userId }) },
      run: (call) => (args.userId !== undefined ? hand(call, { userId: args.userId }, context) : byWords(call, to ?? '', context)),
    })
  },
}

const byWords = async (call: CallView, to: string, context: Context): Promise<Answer> => {
  if (looksLikeNumber(to)) return hand(call, { number: to }, context)
  const found = await context.people.search(context.person, to)
  const exact = found.filter(({ name }) => name.toLowerCase() === to.toLowerCase())
  const people = exact.length === 1 ? exact : found
  const [only] = people
  if (only === undefined) return { say: `I found nobody called “${to}”. Try another name, or type a number.` }
  if (people.length > 1) return { card: choosePersonCard({ text: to, people, button: 'Transfer', verb: 'transfer', data: { callId: call.id } }, context.show), summary: 'Who do you mean?' }
  return toColleague(call, only, context)
}

const toColleague = (call: CallView, colleague: Colleague, context: Context): Promise<Answer> =>
  colleague.number === null
    ? Promise.resolve({ say: `${colleague.name} has no number here, so I can't transfer the call to them. You can type a number instead.` })
    : hand(call, { userId: colleague.userId }, context)

const hand = async (call: CallView, to: { number: string } | { userId: string }, context: Context): Promise<Answer> => {
  const target = await context.people.target(context.person, to)
  const outcome = await context.operate(call.id, 'transfer', { to: target })
  return { call: call.id, say: outcome ?? `Transferring ${otherParty(call, context)} to ${partyName(target, context.show.country)}.` }
}
