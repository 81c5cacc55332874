import type { HistoryRecord } from '../../src/store/port.ts'
import { card, heading, line, link, row, type Card, type Show } from './card.ts'
import { tabLink } from './links.ts'
import { dayAndTime, directionWords, duration, endedWords, journeyWords, outcomeWords, partyName } from './words.ts'

/** `title` says what was looked for, in the words of whoever asked; null for the last calls. */
export const historyCard = (entries: HistoryRecord[], show: Show, title: string | null = null): Card =>
  card([
    ...(title === null ? [heading('Your last calls')] : [line(title, { strong: true, large: true })]),
    ...(entries.length === 0 ? [line(title === null ? 'No calls yet. They show up here once they are over.' : 'I found none.')] : entries.map((entry) => {
      const journey = entry.journey.length > 1 ? journeyWords(entry) : null
      return row([
        line(partyName(entry.remote, show.country), { strong: true }),
        line([directionWords[entry.direction], outcomeWords(entry, show.country), ...(entry.talkMs > 0 ? [duration(entry.talkMs)] : []), ...(entry.source === 'teams' ? ['Teams only'] : [])].join(' · '), { spacing: 'None' }),
        line(`${dayAndTime(entry.startedAt, show)}${entry.endedBy === null ? '' : ` · ${endedWords[entry.endedBy]}`}`, { subtle: true, spacing: 'None' }),
        ...(journey === null ? [] : [line(journey, { subtle: true, spacing: 'None' })]),
        ...(entry.note === null ? [] : [line(`Note: ${entry.note}`, { spacing: 'Small' })]),
        ...(entry.tags.length === 0 ? [] : [line(entry.tags.map((tag) => `# ${tag}`).join('   '), { subtle: true, spacing: 'None' })]),
      ])
    })),
  ], [link('All calls', tabLink(show.appId, 'calls'))])

export const exportCard = (show: Show): Card =>
  card([line('Your calls come as a file from the tab: search or filter there if you like, then choose Export.')], [link('Open your calls', tabLink(show.appId, 'calls'))])
