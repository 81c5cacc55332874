import { Problem } from '../../src/service/problem.ts'
import type { Answer, Command, Context } from './command.ts'
import { onAnEntry } from './on-an-entry.ts'

const longest = 2_000
const mostTags = 10

/** A second note goes below the first: nobody loses one by adding another. */
const added = (before: string | null, note: string): string => {
  const whole = before === null ? note : `${before}\n${note}`
  if (whole.length > longest) throw new Problem('bad-request', 'That note has become too long. Shorten it in the tab first.', { field: 'note' })
  return whole
}

const write = async (callId: string, which: string, note: string, context: Context): Promise<Answer> => {
  const { note: before } = await context.written(callId)
  await context.annotate(callId, { note: added(before, note) })
  return { say: `Noted on ${which}.` }
}

export const note: Command = {
  name: 'note',
  usage: 'note …',
  menu: null,
  help: 'Writes a note on the call you have, or on the last one. For another: note for Lena: …',
  words: [
    /(add |write |make )?(a )?note (for|on|about) (the |my )?(call (with|from) )?(?<who>[^:]{1,80}): ?(?<note>.+)/,
    /(add |write |make )?(a )?note(:| that)? (?<note>.+)/,
    /(add |write |make )?(a )?note/,
  ],
  run: (args, context) => {
    const text = args.note?.trim()
    if (!text) return Promise.resolve({ say: 'What shall I note? Type note and your words, such as: note call back on Monday.' })
    // "the last call" is what is meant anyway
    const who = /^(the )?(last|current|this)( call| one)?$/i.test(args.who ?? '') ? undefined : args.who
    return onAnEntry({ ...args, who }, context, {
      verb: 'note', question: 'On which call shall I write this?', button: 'This one', data: { note: text },
      run: (callId, which) => write(callId, which, text, context),
    })
  },
}

export const tag: Command = {
  name: 'tag',
  usage: 'tag …',
  menu: null,
  help: 'Puts a tag on the call you have, or on the last one: tag VIP',
  words: [/(add (a |the )?)?tag( it| (the|this|my)( last)? call)?( as| with)? (?<tag>.+)/, /(add (a |the )?)?tag/],
  run: (args, context) => {
    const text = args.tag?.trim()
    if (!text) return Promise.resolve({ say: 'Which tag? Type tag and a word, such as: tag VIP.' })
    if (text.length > 30) return Promise.resolve({ say: 'A tag has 30 letters at most.' })
    return onAnEntry(args, context, {
      verb: 'tag', question: 'On which call shall I put this tag?', button: 'This one', data: { tag: text },
      async run(callId, which) {
        const { tags } = await context.written(callId)
        if (tags.some((other) => other.toLowerCase() === text.toLowerCase())) return { say: `That tag is on ${which} already.` }
        if (tags.length >= mostTags) return { say: `A call has ten tags at most, and ${which} has them.` }
        await context.annotate(callId, { tags: [...tags, text] })
        return { say: `Tagged ${which}.` }
      },
    })
  },
}
