import type { QuietHours, QuietPeriod } from './settings.ts'

/**
 * Quiet hours lie in the person's own wall-clock time. What an offset from UTC was or will be is asked of Intl; a day
 * may have 23 or 25 hours, and a time of day may come twice or not at all.
 */
interface Wall { year: number; month: number; day: number; minutes: number }

const day = 86_400_000
const minute = 60_000

const formats = new Map<string, Intl.DateTimeFormat>()
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })
  formats.set(timeZone, made)
  return made
}

/** How far the wall clock is ahead of UTC at an instant, in milliseconds. */
const offsetAt = (at: number, timeZone: string): number => {
  const parts = Object.fromEntries(formatOf(timeZone).formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day: date = 1, hour = 0, minute: minutes = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, date, hour, minutes, second) - Math.floor(at / 1000) * 1000
}

/** The wall clock at an instant. */
export const wallAt = (at: number, timeZone: string): Wall => {
  const local = new Date(at + offsetAt(at, timeZone))
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), minutes: local.getUTCHours() * 60 + local.getUTCMinutes() }
}

/** The moment a zone's offset changes, somewhere between two instants that have different ones. */
const changeBetween = (from: number, to: number, timeZone: string): number => {
  const before = offsetAt(from, timeZone)
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle, timeZone) === before) low = middle
    else high = middle
  }
  return high
}

/**
 * The instant at which the wall clock shows `local` (as if it were UTC). One that comes twice is the earlier one for a
 * beginning and the later one for an end; one that is skipped is the moment of the skip. Quiet errs on the side of quiet.
 */
const instantOf = (local: number, timeZone: string, which: 'beginning' | 'end'): number => {
  const [before, after] = [offsetAt(local - day, timeZone), offsetAt(local + day, timeZone)]
  const fits = [local - before, local - after].filter((at) => at + offsetAt(at, timeZone) === local)
  if (fits.length > 0) return which === 'beginning' ? Math.min(...fits) : Math.max(...fits)
  return changeBetween(local - Math.max(before, after), local - Math.min(before, after), timeZone)
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Quiet stretches around an instant, from the day before to `days` after it, those that touch made one. */
const stretches = ({ timeZone, weekly }: QuietHours, at: number, days: number): [number, number][] => {
  const wall = wallAt(at, timeZone)
  const midnight = Date.UTC(wall.year, wall.month - 1, wall.day)
  const all: [number, number][] = []
  for (let ahead = -1; ahead <= days; ahead++) {
    const date = midnight + ahead * day
    const weekday = new Date(date).getUTCDay() || 7
    for (const period of weekly) if (period.day === weekday) all.push(stretchOf(period, date, timeZone))
  }
  const merged: [number, number][] = []
  for (const [from, to] of all.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

const stretchOf = ({ from, to }: QuietPeriod, date: number, timeZone: string): [number, number] => {
  const [start, end] = [minutesOf(from), minutesOf(to)]
  return [instantOf(date + start * minute, timeZone, 'beginning'), instantOf(date + end * minute + (end > start ? 0 : day), timeZone, 'end')]
}

/** Whether it is quiet at this instant (epoch ms), by the weekly plan alone. */
export const isQuiet = (quiet: QuietHours, at: number): boolean => stretches(quiet, at, 1).some(([from, to]) => from <= at && at < to)

/** The next instant at which it becomes quiet, or no longer is; null when it stays as it is for a week and more. */
export const nextChange = (quiet: QuietHours, at: number): number | null => {
  const ahead = stretches(quiet, at, 8)
  const now = ahead.find(([from, to]) => from <= at && at < to)
  const next = now === undefined ? ahead.find(([from]) => from > at)?.[0] : now[1]
  return next === undefined || next > at + 7.5 * day ? null : next
}
