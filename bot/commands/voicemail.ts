import { deletedCard, deletedVoicemailCard, voicemailCard } from '../cards/voicemail-card.ts'
import type { Answer, Command, Context } from './command.ts'

const shown = 5

const list = async ({ person, voicemails, show }: Context): Promise<Answer> => {
  const [messages, unread, { email }] = await Promise.all([voicemails.list(person, null, shown), voicemails.unread(person), voicemails.settings(person)])
  return { card: voicemailCard({ messages, unread, email }, show), summary: unread === 0 ? 'Voicemail' : `Voicemail: ${unread} new` }
}

const listDeleted = async ({ person, voicemails, show }: Context): Promise<Answer> =>
  ({ card: deletedVoicemailCard(await voicemails.list(person, null, shown, true), show), summary: 'Deleted voicemail' })

/** What can be done to one message; each throws Problem for one that is not theirs. */
const acts: Record<string, (id: string, context: Context) => Promise<Answer>> = {
  async read(id, context) {
    await context.voicemails.setRead(context.person, id, true)
    return list(context)
  },
  async unread(id, context) {
    await context.voicemails.setRead(context.person, id, false)
    return list(context)
  },
  async keep(id, context) {
    await context.voicemails.setKept(context.person, id, true)
    return list(context)
  },
  async unkeep(id, context) {
    await context.voicemails.setKept(context.person, id, false)
    return list(context)
  },
  async delete(id, context) {
    await context.voicemails.remove(context.person, id)
    return { card: deletedCard(await context.voicemails.require(context.person, id), context.show), summary: 'Deleted. Undo brings it back.' }
  },
  async restore(id, context) {
    await context.voicemails.restore(context.person, id)
    return list(context)
  },
}

export const voicemail: Command = {
  name: 'voicemail',
  usage: 'voicemail',
  menu: 'voicemail',
  help: 'Your newest voice messages',
  words: [
    /(my |the )?(voice ?mails?|voice messages?|messages?|vm)/,
    /(my |the )?(?<act>deleted)( voice ?mails?| messages?)?/,
    /(voice ?mails?|messages?)( by| as| to)? e-?mail (?<where>on|off)/,
  ],
  async run({ voicemailId, act, where }, context) {
    if (where !== undefined) {
      const { email } = await context.voicemails.setEmail(context.person, where.toLowerCase() === 'on')
      return { say: email ? 'New messages also come to your mailbox, with the sound attached. Type voicemail email off to stop.' : 'New messages no longer come by e-mail.' }
    }
    const wanted = act?.toLowerCase()
    if (wanted === 'deleted') return listDeleted(context)
    const deed = wanted !== undefined && Object.hasOwn(acts, wanted) ? acts[wanted] : undefined
    return voicemailId === undefined || deed === undefined ? list(context) : deed(voicemailId, context)
  },
}
