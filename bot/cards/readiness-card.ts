import { standing } from '../../src/api/readiness.ts'
import type { Check, CheckState, NextStep } from '../../src/line/readiness.ts'
import { card, heading, line, link, panel, press, row, type Card, type Element } from './card.ts'

const marks: Record<CheckState, string> = { ok: '✓', missing: '✗', pending: '…', unknown: '?' }
const spoken: Record<CheckState, string> = { ok: 'Fine', missing: 'Missing', pending: 'On its way', unknown: 'Not known' }
const whose: Record<NextStep['who'], string> = { user: 'You', administrator: 'Your administrator', operator: 'The operator' }

const stepLine = ({ who, words }: NextStep): Element => line(`${whose[who]}: ${words}`, { subtle: true, spacing: 'None' })

const shown = ({ state, words, nextStep }: Check): Element =>
  row([line(`${marks[state]} ${words}`, { strong: state === 'missing' }), ...(nextStep === null ? [] : [stepLine(nextStep)])])

/** Every requirement of the number; what is missing first. */
export const readinessCard = (checks: Check[]): Card => {
  const missing = checks.filter(({ state }) => state === 'missing')
  const others = checks.filter(({ state }) => state !== 'missing')
  const links = [...new Map(missing.flatMap(({ nextStep }) => (nextStep?.link ? [[nextStep.link, nextStep] as const] : []))).keys()]
  return card([
    heading(standing(checks)),
    ...(missing.length === 0 ? [] : [panel('bad', missing.map(shown))]),
    ...others.map(shown),
    line(`${Object.entries(marks).map(([state, mark]) => `${mark} ${spoken[state as CheckState]}`).join('   ')}`, { subtle: true, spacing: 'Medium' }),
  ], [press('Check again', 'readiness'), ...links.map((url) => link(url.includes('teams') ? 'Teams admin center' : 'Licences', url))])
}
