/** Days as the reader has them. A week begins on Monday. */
const dayMs = 86_400_000

interface Day { year: number; month: number; day: number; weekday: number }

const dayOf = (at: number, timeZone: string): Day => {
  const part = Object.fromEntries(new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const [year = 0, month = 0, day = 0] = [part['year'], part['month'], part['day']]
  return { year, month, day, weekday: (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7 }
}

/** When this day begins there (epoch ms). `month` is 1 to 12; days and months beyond roll over. */
const startOf = (year: number, month: number, day: number, timeZone: string): number => {
  const wall = Date.UTC(year, month - 1, day)
  const shift = (at: number) => {
    const part = Object.fromEntries(new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    return Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute'], part['second']) - at
  }
  // twice, for a day on which the clocks change
  const once = wall - shift(wall)
  return wall - shift(once)
}

export const spans = ['today', 'yesterday', 'this week', 'last week', 'this month', 'last month'] as const
export type Span = (typeof spans)[number]

/** From the first instant of a span to its end, both epoch ms, the end not in it. */
export const spanOf = (span: Span, now: number, timeZone: string): { from: number; to: number } => {
  const { year, month, day, weekday } = dayOf(now, timeZone)
  const from = (months: number, days: number) => startOf(year, month + months, days, timeZone)
  const monday = day - weekday
  switch (span) {
    case 'today': return { from: from(0, day), to: now + dayMs }
    case 'yesterday': return { from: from(0, day - 1), to: from(0, day) }
    case 'this week': return { from: from(0, monday), to: now + dayMs }
    case 'last week': return { from: from(0, monday - 7), to: from(0, monday) }
    case 'this month': return { from: from(0, 1), to: now + dayMs }
    case 'last month': return { from: from(-1, 1), to: from(0, 1) }
  }
}
