import type { CallView } from '../../src/call/view.ts'
import { choosePersonCard } from '../cards/choose-person.ts'
import { partyName } from '../cards/words.ts'
import type { Answer, Arguments, Context } from './command.ts'
import { onACall } from './on-a-call.ts'

/** Only digits and what people put between them: a number, not a name. */
export const looksLikeNumber = (text: string): boolean => /^[+\d\s().\-–/]+$/.test(text) && /\d/.test(text)

export interface ToSomebody {
  /** The operation, which is also the verb and what must be possible. */
  name: 'transfer' | 'consult' | 'add'
  /** Asked when nobody was named. */
  whoTo: string
  question: string
  button: string
  /** On a choice of people. */
  choose: string
  /** "transfer the call to them" */
  doing: string
  say(call: CallView, target: string): string
}

/** Does something to a call that names a colleague or a number: finds the call, then the person, and asks where either is not clear. */
export const toSomebody = (args: Arguments, context: Context, how: ToSomebody): Promise<Answer> => {
  const to = args.to?.trim()
  if (!to && args.userId === undefined) return Promise.resolve({ say: context.live().length === 0 ? "You're not on a call right now." : how.whoTo })
  return onACall(args, context, {
    verb: how.name, action: how.name, question: how.question, button: how.button,
    data: { ...(to ? { to } : {}), ...(args.userId === undefined ? {} : { userId: args.userId }) },
    run: (call) => (args.userId !== undefined ? ask(call, { userId: args.userId }, context, how) : byWords(call, to ?? '', context, how)),
  })
}

const byWords = async (call: CallView, to: string, context: Context, how: ToSomebody): Promise<Answer> => {
  if (looksLikeNumber(to)) return ask(call, { number: to }, context, how)
  const found = await context.people.search(context.person, to)
  const exact = found.filter(({ name }) => name.toLowerCase() === to.toLowerCase())
  const people = exact.length === 1 ? exact : found
  const [only] = people
  if (only === undefined) return { say: `I found nobody called “${to}”. Try another name, or type a number.` }
  if (people.length > 1) return { card: choosePersonCard({ text: to, people, button: how.choose, verb: how.name, data: { callId: call.id } }, context.show), summary: 'Who do you mean?' }
  if (only.number === null) return { say: `${only.name} has no number here, so I can't ${how.doing}. You can type a number instead.` }
  return ask(call, { userId: only.userId }, context, how)
}

const ask = async (call: CallView, to: { number: string } | { userId: string }, context: Context, how: ToSomebody): Promise<Answer> => {
  const target = await context.people.target(context.person, to)
  const outcome = await context.operate(call.id, how.name, { to: target })
  return { call: call.id, say: outcome ?? how.say(call, partyName(target, context.show.country)) }
}
