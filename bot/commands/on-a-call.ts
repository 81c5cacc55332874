import type { CallAction, CallView } from '../../src/call/view.ts'
import type { Party } from '../../src/call/model.ts'
import { chooseCallCard } from '../cards/choose-call.ts'
import { partyName } from '../cards/words.ts'
import type { Answer, Arguments, Context } from './command.ts'

export interface OnACall {
  verb: string
  action: CallAction
  /** Asked when there are several calls. */
  question: string
  button: string
  /** What a chosen call's button brings along. */
  data?: Record<string, string>
  run(call: CallView): Promise<Answer>
}

/** Part of the name, or of the number. */
export const isOf = (party: Party, who: string): boolean => {
  const digits = who.replace(/\D/g, '')
  return Boolean(party.name?.toLowerCase().includes(who.toLowerCase())) || (digits.length >= 3 && Boolean(party.number?.includes(digits)))
}

/** Finds the call a command is meant for. With several, it asks; it never guesses. */
export const onACall = async (args: Arguments, context: Context, how: OnACall): Promise<Answer> => {
  if (args.callId !== undefined) return how.run(await context.require(args.callId))
  const live = context.live()
  if (live.length === 0) return { say: "You're not on a call right now." }
  const who = args.who?.replace(/^((the|my) )?call (with|from|to) /i, '')
  const meant = who === undefined ? live : live.filter(({ remote }) => isOf(remote, who))
  if (meant.length === 0) return { say: `None of your calls is with “${who}”. ${live.map((call) => partyName(call.remote, context.show.country)).join(' and ')}: which one do you mean?` }
  // a call that nothing can be done with, such as one that is leaving a voicemail, is nobody's choice
  const open = meant.some(({ actions }) => actions.length > 0) ? meant.filter(({ actions }) => actions.length > 0) : meant
  const [only] = open
  if (open.length === 1 && only !== undefined) return how.run(only)
  const card = chooseCallCard({
    question: how.question, button: how.button, verb: how.verb, data: how.data ?? {},
    calls: open.map((call) => ({ call, possible: call.actions.includes(how.action) })),
  }, context.show)
  return { card, summary: how.question }
}

/** "Lena Fischer", for a sentence about a call. */
export const otherParty = (call: CallView, context: Context): string => partyName(call.remote, context.show.country)
