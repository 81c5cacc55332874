import { voicemailCard } from '../cards/voicemail-card.ts'
import type { Command } from './command.ts'

const shown = 5

export const voicemail: Command = {
  name: 'voicemail',
  usage: 'voicemail',
  menu: 'voicemail',
  help: 'Your newest voice messages',
  words: [/(my |the )?(voice ?mails?|voice messages?|messages?|vm)/],
  async run(_args, { person, voicemails, show }) {
    const [messages, unread] = await Promise.all([voicemails.list(person, null, shown), voicemails.unread(person)])
    return { card: voicemailCard(messages, unread, show), summary: unread === 0 ? 'Voicemail' : `Voicemail: ${unread} new` }
  },
}
