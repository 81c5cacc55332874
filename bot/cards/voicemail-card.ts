import type { VoicemailRecord } from '../../src/store/port.ts'
import { card, heading, line, link, row, type Card, type Show } from './card.ts'
import { tabLink } from './links.ts'
import { dayAndTime, duration, partyName } from './words.ts'

/** The newest messages. They are played in the tab, where the sound is fetched with the person's own token. */
export const voicemailCard = (messages: VoicemailRecord[], unread: number, show: Show): Card =>
  card([
    heading(unread === 0 ? 'Voicemail' : `Voicemail: ${unread} new`),
    ...(messages.length === 0 ? [line('No messages.')] : messages.map((message) => row([
      line(`${message.read ? '' : '● '}${partyName(message.from, show.country)}`, { strong: !message.read }),
      line(`${dayAndTime(message.receivedAt, show)} · ${duration(message.durationMs)}${message.read ? '' : ' · new'}`, { subtle: true, spacing: 'None' }),
    ]))),
  ], messages.length === 0 ? [] : [link('Listen', tabLink(show.appId, 'voicemail'))])
