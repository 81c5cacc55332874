import type { Message } from '../../src/service/voicemail.ts'
import { buttons, card, heading, line, link, press, row, type Action, type Card, type Element, type Show } from './card.ts'
import { tabLink } from './links.ts'
import { dayAndTime, dayWords, duration, partyName } from './words.ts'

/** When a message goes, in words. */
const endWords = ({ goesAt, kept, deletedAt }: Message, show: Show): string =>
  goesAt === null ? (kept ? 'Kept' : '') : deletedAt === null ? `Deleted on ${dayWords(goesAt, show)} unless kept` : `Gone for good on ${dayWords(goesAt, show)}`

const told = (message: Message, show: Show): Element[] => [
  line(`${message.read ? '' : '● '}${partyName(message.from, show.country)}`, { strong: !message.read }),
  line(`${dayAndTime(message.receivedAt, show)} · ${duration(message.durationMs)}${message.read ? '' : ' · new'}`, { subtle: true, spacing: 'None' }),
  line(endWords(message, show), { subtle: true, spacing: 'None' }),
]

const act = (title: string, name: string, { id }: Message): Action => press(title, 'voicemail', { voicemailId: id, act: name })

/** The newest messages. They are played in the tab, where the sound is fetched with the person's own token. */
export const voicemailCard = ({ messages, unread, email }: { messages: Message[]; unread: number; email: boolean }, show: Show): Card =>
  card([
    heading(unread === 0 ? 'Voicemail' : `Voicemail: ${unread} new`),
    ...(messages.length === 0 ? [line('No messages.')] : messages.map((message) => row([
      ...told(message, show),
      buttons([
        link('Play', tabLink(show.appId, `voicemail/${message.id}`)),
        message.read ? act('Mark unread', 'unread', message) : act('Mark read', 'read', message),
        message.kept ? act('Don\'t keep', 'unkeep', message) : act('Keep', 'keep', message),
        act('Delete', 'delete', message),
      ]),
    ]))),
  ], [
    press('Deleted messages', 'voicemail', { act: 'deleted' }), press('Greeting', 'greeting'),
    press(email ? 'Stop e-mail' : 'Also by e-mail', 'voicemail', { where: email ? 'off' : 'on' }),
  ])

/** What was deleted and can be brought back. */
export const deletedVoicemailCard = (messages: Message[], show: Show): Card =>
  card([
    heading('Deleted voicemail'),
    ...(messages.length === 0
      ? [line('Nothing was deleted in the last 30 days.')]
      : messages.map((message) => row(told(message, show), [buttons([act('Restore', 'restore', message)])]))),
  ], [press('Back to voicemail', 'voicemail')])

/** What became of a message that was deleted just now, with the way back. */
export const deletedCard = (message: Message, show: Show): Card =>
  card([line(`The message from ${partyName(message.from, show.country)} is deleted.`)], [act('Undo', 'restore', message), press('Voicemail', 'voicemail')])
