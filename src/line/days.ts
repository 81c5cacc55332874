/** Days as people name them, in the time zone they live in. */
const dayMs = 24 * 60 * 60_000

/** An ISO date, YYYY-MM-DD. */
export type Day = string

const zoneOr = (timeZone: string | null) => timeZone ?? 'UTC'

/** The date it is somewhere at an instant (epoch ms). A null time zone is UTC. */
export const dayOf = (at: number, timeZone: string | null): Day =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zoneOr(timeZone), year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

/** The instant at which a day begins somewhere: midnight, or what the clocks make of it. Null for what is no date. */
export const startOfDay = (day: Day, timeZone: string | null): number | null => {
  const utc = Date.parse(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== day) return null
  // clocks differ from UTC by 14 hours at most, and are set to a quarter of an hour
  for (let at = utc - dayMs; at <= utc + dayMs; at += 15 * 60_000) if (dayOf(at, timeZone) === day) return at
  return null
}

export const dayAfter = (day: Day): Day => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']

/** The whole name, or its beginning of three letters and more; -1 for neither. */
const indexIn = (names: string[], word: string | undefined): number => (word === undefined || word.length < 3 ? -1 : names.findIndex((name) => name.startsWith(word)))

/**
 * Reads "today", "tomorrow", "friday", "3 December", "December 3", "2026-12-03" as the next such day, `today` being one.
 * Null for anything else: a card with date fields asks instead.
 */
export const readDay = (text: string, today: Day): Day | null => {
  const words = text.trim().toLowerCase().replace(/[.,]/g, '').replace(/^(the end of|end of|next|this|on) /, '').replace(/(\d)(st|nd|rd|th)\b/, '$1')
  if (words === 'today' || words === 'tonight') return today
  if (words === 'tomorrow') return dayAfter(today)
  if (startOfDay(words, null) !== null) return words
  const weekday = indexIn(weekdays, words)
  if (weekday >= 0) {
    let day = dayAfter(today)
    while (new Date(`${day}T00:00:00Z`).getUTCDay() !== weekday) day = dayAfter(day)
    return day
  }
  const [, before, name, after] = /^(\d{1,2})? ?([a-z]+) ?(\d{1,2})?$/.exec(words) ?? []
  const month = indexIn(months, name)
  const number = before ?? after
  if (month < 0 || number === undefined || (before !== undefined && after !== undefined)) return null
  const inYear = (year: number): Day => `${year}-${String(month + 1).padStart(2, '0')}-${number.padStart(2, '0')}`
  const year = Number(today.slice(0, 4))
  const day = inYear(year) < today ? inYear(year + 1) : inYear(year)
  return startOfDay(day, null) === null ? null : day
}
