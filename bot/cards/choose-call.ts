import type { CallView } from '../../src/call/view.ts'
import { buttons, card, heading, line, press, row, type Card, type Show } from './card.ts'
import { clockTime, numberBeside, partyName, stateWords } from './words.ts'

/** Several calls at once are never guessed between. `verb` and `data` are what pressing runs, on the call pressed. */
export const chooseCallCard = (options: { question: string; button: string; verb: string; data: Record<string, string>; calls: { call: CallView; possible: boolean }[] }, show: Show): Card =>
  card([
    heading(options.question),
    ...options.calls.map(({ call, possible }) => {
      const number = numberBeside(call.remote, show.country)
      const who = partyName(call.remote, show.country)
      return row([
        line(number === null ? who : `${who}, ${number}`, { strong: true }),
        line(call.state === 'talking' || call.state === 'ringing' ? stateWords(call, show) : `${stateWords(call, show)} · since ${clockTime(Date.parse(call.startedAt), show)}`, { subtle: true, spacing: 'None' }),
        ...(possible ? [] : [line("Can't be done with this one right now", { subtle: true, spacing: 'None' })]),
      ], possible ? [buttons([press(options.button, options.verb, { ...options.data, callId: call.id })])] : [])
    }),
  ])
