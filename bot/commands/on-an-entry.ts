import { chooseEntryCard, type EntryChoice } from '../cards/choose-entry.ts'
import { dayAndTime, partyName } from '../cards/words.ts'
import type { Answer, Arguments, Context } from './command.ts'

export interface OnAnEntry {
  verb: string
  question: string
  button: string
  /** What a chosen call's button brings along. */
  data: Record<string, string>
  /** `which` names the call in a sentence: "your call with Lena Fischer, Today, 2:05 PM". */
  run(callId: string, which: string): Promise<Answer>
}

/** Calls looked through for a name: enough to see that two people share it. */
const lookedAt = 5

/**
 * Finds the call, over or not, that something is to be written on: the one they have now, else the last one, or the last
 * one with somebody. Where that is not clear it asks.
 */
export const onAnEntry = async (args: Arguments, context: Context, how: OnAnEntry): Promise<Answer> => {
  const { show } = context
  const called = (choice: EntryChoice) => `your call with ${partyName(choice.remote, show.country)}${choice.startedAt === null ? '' : `, ${dayAndTime(choice.startedAt, show)}`}`
  const choices = await choicesOf(args, context)
  const [only] = choices
  if (only === undefined) return { say: args.who === undefined ? "You haven't had a call yet." : `I found no call with “${args.who}”.` }
  if (choices.length === 1) return how.run(only.id, called(only))
  return { card: chooseEntryCard({ question: how.question, button: how.button, verb: how.verb, data: how.data, calls: choices }, show), summary: how.question }
}

const choicesOf = async ({ callId, who }: Arguments, context: Context): Promise<EntryChoice[]> => {
  const live = context.live().map(({ id, remote }) => ({ id, remote, startedAt: null }))
  const past = async (limit: number) => (await context.history(limit, who === undefined ? {} : { text: who })).map(({ id, remote, startedAt }) => ({ id, remote, startedAt }))
  if (callId !== undefined) {
    const chosen = live.find(({ id }) => id === callId) ?? await context.entry(callId)
    return [{ id: chosen.id, remote: chosen.remote, startedAt: chosen.startedAt }]
  }
  if (who === undefined) return live.length > 0 ? live : past(1)
  const meant = live.filter(({ remote }) => remote.name?.toLowerCase().includes(who.toLowerCase()))
  if (meant.length > 0) return meant
  const found = await past(lookedAt)
  // the last call with each of them
  return found.filter(({ remote }, index) => found.findIndex((other) => other.remote.number === remote.number && other.remote.name === remote.name) === index)
}
