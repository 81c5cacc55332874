import { showNumber } from '../line/number.ts'
import type { VoicemailRecord } from '../store/port.ts'

export interface VoicemailMail {
  subject: string
  text: string
  attachment: { name: string; contentType: string; content: Buffer }
}

/** A caller's name is a stranger's words: one line of them, without what file names and mail headers trip over. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').replace(/ +/g, ' ').trim().slice(0, 80)

const spoken = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  const [whole, rest] = [Math.floor(seconds / 60), seconds % 60]
  return whole === 0 ? `${rest} s` : rest === 0 ? `${whole} min` : `${whole} min ${rest} s`
}

/** A message as e-mail, with its sound. `country` is ISO 3166-1 alpha-2: how the number is written. */
export const voicemailMail = ({ from, durationMs }: VoicemailRecord, audio: Buffer, country: string): VoicemailMail => {
  const number = showNumber(from.number, country)
  const name = from.name === null ? null : plain(from.name)
  const who = name || number
  return {
    subject: `Voicemail from ${who}`,
    text: [
      `${name ? `${name}, ${number},` : number} left you a message of ${spoken(durationMs)}. It is attached.`,
      '',
      'You can also listen in Teams: open Single Number and choose Voicemail. Listening to the attachment does not mark the message as read there.',
    ].join('\n'),
    attachment: { name: `Voicemail from ${who.replace(/[^\p{L}\p{N} ()+.-]/gu, '')}.wav`, contentType: 'audio/wav', content: audio },
  }
}
