import type { BusyOption, CallerIdChoice, QuietHours, Settings, SettingsLimits } from '../../src/api/settings.ts'
import { showNumber } from '../../src/line/number.ts'

export const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const short = (day: number): string => dayNames[day - 1]?.slice(0, 3) ?? ''

export const busyWords: Record<BusyOption, string> = {
  wait: 'A second call rings like the first.',
  busy: 'A second caller hears the busy tone.',
  unanswered: 'A second call goes where calls go that nobody answers.',
}

export const callerIdWords = (choice: CallerIdChoice, { companyNumber, companyName }: SettingsLimits['callerId'], country: string): string => {
  if (choice === 'mobile') return 'Your own number'
  if (choice === 'hidden') return 'No number'
  return [companyName ?? 'Company number', companyNumber === null ? null : showNumber(companyNumber, country)].filter((words) => words !== null).join(', ')
}

export const targetWords = ({ to }: Settings['unanswered'], country: string): string =>
  to.kind === 'voicemail' ? 'voicemail' : to.kind === 'colleague' ? to.name : to.kind === 'group' ? groupWords(to) : showNumber(to.number, country)

/** "Marco, Priya and Lee at once", "Marco, then Priya" */
const groupWords = ({ members, together }: { members: { name: string }[]; together: boolean }): string => {
  const names = members.map(({ name }) => name)
  if (!together) return names.join(', then ')
  return names.length === 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)} at once`
}

/** Neighbouring days that share their hours, on one line: "Mon to Fri 22:00 to 07:00". */
export const weekWords = ({ weekly }: QuietHours): string[] => {
  const hours = new Map<string, number[]>()
  for (const { day, from, to } of [...weekly].sort((a, b) => a.day - b.day || a.from.localeCompare(b.from))) {
    const words = from === to ? `all day from ${from}` : `${from} to ${to}`
    hours.set(words, [...hours.get(words) ?? [], day])
  }
  return [...hours].map(([words, days]) => `${daysWords(days)} ${words}`)
}

const daysWords = (days: number[]): string => {
  const [first = 1, last = 1] = [days[0], days.at(-1)]
  if (days.length === 7) return 'Every day'
  return days.length > 2 && last - first === days.length - 1 ? `${short(first)} to ${short(last)}` : days.map(short).join(', ')
}
