import type { Party } from '../../src/call/model.ts'
import { buttons, card, heading, line, press, row, type Card, type Show } from './card.ts'
import { dayAndTime, numberBeside, partyName } from './words.ts'

/** A call that something can be written on. `startedAt` (epoch ms) is null while it goes on. */
export interface EntryChoice {
  id: string
  remote: Party
  startedAt: number | null
}

/** Asks which call is meant. `verb` and `data` are what pressing runs, on the call pressed. */
export const chooseEntryCard = (options: { question: string; button: string; verb: string; data: Record<string, string>; calls: EntryChoice[] }, show: Show): Card =>
  card([
    heading(options.question),
    ...options.calls.map(({ id, remote, startedAt }) => {
      const number = numberBeside(remote, show.country)
      const who = partyName(remote, show.country)
      return row([
        line(number === null ? who : `${who}, ${number}`, { strong: true }),
        line(startedAt === null ? 'Going on now' : dayAndTime(startedAt, show), { subtle: true, spacing: 'None' }),
      ], [buttons([press(options.button, options.verb, { ...options.data, callId: id })])])
    }),
  ])
