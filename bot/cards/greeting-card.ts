import { dayOf } from '../../src/line/days.ts'
import type { GreetingState } from '../../src/service/greetings.ts'
import { card, heading, line, link, panel, press, row, buttons, type Card, type Element, type Show } from './card.ts'
import { tabLink } from './links.ts'
import { dayWords, duration } from './words.ts'

/** `until` is the first instant at which it is over: the day before is the last one. */
const lastDay = (until: number, show: Show) => dayWords(until - 1, show)

const appliesWords = ({ applies, away }: GreetingState, show: Show): string => {
  if (applies === 'away') return `Callers hear your away greeting${away?.dates ? ` until ${lastDay(away.dates.until, show)}` : ''}.`
  return applies === 'usual' ? 'Callers hear your own greeting.' : 'Callers hear the standard greeting. Call your own number to record yours.'
}

const awayWords = ({ away }: GreetingState, show: Show): string =>
  away?.dates ? `From ${dayWords(away.dates.from, show)} to ${lastDay(away.dates.until, show)}` : 'Off: it has no dates.'

const clear = (kind: 'usual' | 'away') => buttons([press('Delete', 'greeting', { act: `clear-${kind}` }, 'destructive')])

/** What callers hear before the tone. Greetings are played in the tab. */
export const greetingCard = (state: GreetingState, show: Show): Card => {
  const { usual, away } = state
  const rows: Element[] = [
    ...(usual === null ? [] : [row([line('Your greeting', { strong: true }), line(duration(usual.durationMs), { subtle: true, spacing: 'None' })], [clear('usual')])]),
    ...(away === null ? [] : [row([line('Away greeting', { strong: true }), line(`${duration(away.durationMs)} · ${awayWords(state, show)}`, { subtle: true, spacing: 'None' })], [clear('away')])]),
  ]
  return card([heading('Voicemail greeting'), panel('info', [line(appliesWords(state, show))]), ...rows], [
    link(usual === null && away === null ? 'Upload a greeting' : 'Play or change', tabLink(show.appId, 'voicemail/greeting')),
    ...(away === null ? [] : [awayForm(show)]),
    ...(away?.dates ? [press('Turn away off', 'greeting', { act: 'away-off' })] : []),
  ])
}

const awayForm = (show: Show): Element => {
  const today = dayOf(show.now, show.timeZone)
  return {
    type: 'Action.ShowCard',
    title: 'Away dates…',
    card: card([
      { type: 'Input.Date', id: 'from', label: 'First day', value: today, min: today, isRequired: true, errorMessage: 'Choose the first day.' },
      { type: 'Input.Date', id: 'until', label: 'Last day', min: today, isRequired: true, errorMessage: 'Choose the last day.' },
    ], [press('Set', 'greeting', { act: 'away' }, 'positive')]),
  }
}
