import { useEffect, useState } from 'react'
import { useServices } from './services.tsx'

/** The time in milliseconds, read again every so often while mounted. */
export const useNow = (everyMs: number): number => {
  const { now } = useServices()
  const [time, setTime] = useState(now)
  useEffect(() => {
    setTime(now())
    const timer = setInterval(() => setTime(now()), everyMs)
    return () => clearInterval(timer)
  }, [now, everyMs])
  return time
}

const startOfDay = (ms: number) => new Date(ms).setHours(0, 0, 0, 0)

/** "Today", "Yesterday", "Monday", "Monday 2 November" or with the year, in the person's own time zone. */
export const dayName = (iso: string, nowMs: number, locale: string): string => {
  const then = Date.parse(iso)
  // Days are not always 24 h long: round.
  const days = Math.round((startOfDay(nowMs) - startOfDay(then)) / 86_400_000)
  if (days <= 0) return 'Today'
  if (days === 1) return 'Yesterday'
  const options: Intl.DateTimeFormatOptions = days < 7
    ? { weekday: 'long' }
    : { weekday: 'long', day: 'numeric', month: 'long', ...(new Date(then).getFullYear() === new Date(nowMs).getFullYear() ? {} : { year: 'numeric' }) }
  return new Intl.DateTimeFormat(locale, options).format(then)
}

export const timeOfDay = (iso: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(Date.parse(iso))

/** Day and time in full, for a tooltip or the details. */
export const fullTime = (iso: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' }).format(Date.parse(iso))

/** "just now", "5 min ago" within the hour; the time of day after that. */
export const ago = (iso: string, nowMs: number, locale: string) => {
  const minutes = Math.floor((nowMs - Date.parse(iso)) / 60_000)
  if (minutes < 1) return 'just now'
  return minutes < 60 ? `${minutes} min ago` : timeOfDay(iso, locale)
}

/** "3 March", with the year when it is another one. */
export const dateInWords = (iso: string, nowMs: number, locale: string) => {
  const then = Date.parse(iso)
  const year: Intl.DateTimeFormatOptions = new Date(then).getFullYear() === new Date(nowMs).getFullYear() ? {} : { year: 'numeric' }
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...year }).format(then)
}

/** The date of an instant as a date field has it, in the person's own time zone. */
export const dateField = (ms: number): string => {
  const date = new Date(ms)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** The beginning of the day in a date field, or of one so many days later, as an instant; null for an empty field. */
export const startOfField = (field: string, daysLater = 0): string | null => {
  const [year, month, day] = field.split('-').map(Number)
  if (year === undefined || month === undefined || day === undefined || Number.isNaN(year + month + day)) return null
  return new Date(year, month - 1, day + daysLater).toISOString()
}
