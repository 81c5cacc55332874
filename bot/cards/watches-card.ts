import type { WatchRecord } from '../../src/store/port.ts'
import { buttons, card, heading, line, press, row, type Card } from './card.ts'

export const watchesCard = (waiting: WatchRecord[]): Card =>
  card([
    heading('You are waiting for'),
    ...waiting.map(({ name, colleagueId }) => row([line(name, { strong: true })], [buttons([press('Stop waiting', 'unwatch', { userId: colleagueId })])])),
  ])
