import type { HistoryRecord } from '../../src/store/port.ts'
import { card, heading, line, link, row, type Card, type Show } from './card.ts'
import { tabLink } from './links.ts'
import { dayAndTime, directionWords, duration, journeyWords, outcomeWords, partyName } from './words.ts'

export const historyCard = (entries: HistoryRecord[], show: Show): Card =>
  card([
    heading('Your last calls'),
    ...(entries.length === 0 ? [line('No calls yet. They show up here once they are over.')] : entries.map((entry) => {
      const journey = entry.journey.length > 1 ? journeyWords(entry) : null
      return row([
        line(partyName(entry.remote, show.country), { strong: true }),
        line(`${directionWords[entry.direction]} · ${outcomeWords(entry, show.country)}${entry.talkMs > 0 ? ` · ${duration(entry.talkMs)}` : ''}`, { spacing: 'None' }),
        line(dayAndTime(entry.startedAt, show), { subtle: true, spacing: 'None' }),
        ...(journey === null ? [] : [line(journey, { subtle: true, spacing: 'None' })]),
      ])
    })),
  ], [link('All calls', tabLink(show.appId, 'calls'))])
