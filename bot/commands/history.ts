import type { HistoryFilter } from '../../src/store/port.ts'
import { historyCard } from '../cards/history-card.ts'
import { spanOf, spans, type Span } from '../dates.ts'
import type { Arguments, Command, Context } from './command.ts'

const shown = 8

const when = `(?<when>${spans.join('|')})`

const kinds: Record<string, { filter: HistoryFilter; name: string }> = {
  missed: { filter: { outcomes: ['missed', 'voicemail'] }, name: 'missed calls' },
  answered: { filter: { outcomes: ['answered'] }, name: 'answered calls' },
  incoming: { filter: { direction: 'incoming' }, name: 'incoming calls' },
  outgoing: { filter: { direction: 'outgoing' }, name: 'outgoing calls' },
}

const isSpan = (text: string | undefined): text is Span => spans.some((span) => span === text)

/** What is meant, and how the card's heading says it. */
const meant = ({ kind, who, when: span }: Arguments, { show }: Pick<Context, 'show'>): { filter: HistoryFilter; heading: string | null } => {
  const { filter = {}, name = 'calls' } = kinds[kind?.toLowerCase() ?? ''] ?? {}
  const time = span?.toLowerCase()
  const text = who?.trim()
  return {
    filter: { ...filter, ...(text ? { text } : {}), ...(isSpan(time) ? spanOf(time, show.now, show.timeZone ?? 'UTC') : {}) },
    heading: kind === undefined && !text && time === undefined ? null : `Your ${name}${text ? ` with “${text}”` : ''}${time === undefined ? '' : `, ${time}`}`,
  }
}

export const history: Command = {
  name: 'history',
  usage: 'history, missed calls, calls with …, find …',
  menu: 'history',
  help: 'Your last calls, on your phone and in Teams',
  words: [
    /(my |the )?((call )?history|(last|recent)( calls)?|recents|calls|call log)/,
    new RegExp(`(show )?(me )?(my |the )?(last |recent )?(?<kind>missed|answered|incoming|outgoing)( calls)?( (with|from|to) (?<who>.+?))?( ${when})?`),
    new RegExp(`(show )?(me )?(my |the )?(last |recent )?calls( (with|from|to|about) (?<who>.+?))?( ${when})?`),
    /(find|search( for)?|look for) (calls (with|about) )?(?<who>.+)/,
  ],
  async run(args, context) {
    const { filter, heading } = meant(args, context)
    const entries = await context.history(shown, filter)
    return { card: historyCard(entries, context.show, heading), summary: heading ?? 'Your last calls' }
  },
}
