import { showOwnNumber } from '../line/number.ts'
import type { Party } from '../call/model.ts'
import type { HistoryRecord } from '../store/port.ts'

/**
 * A cell by RFC 4180. A spreadsheet takes what begins like a formula for one, also one that a caller chose for a name or
 * that hides behind blanks: an apostrophe before it makes it text (OWASP, "CSV Injection").
 */
const text = (value: string): string => {
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** In groups of digits: spreadsheets would shorten a plain one to 1.2E+10. It is ours and no formula. */
const number = (value: string | null): string => (value === null ? '' : showOwnNumber(value))

const party = (value: Party | null): string => (value === null ? '' : value.name === null ? number(value.number) : text(value.name))

/** Writes instants (epoch ms) as ISO 8601 with the offset of the zone at that time: "2026-11-03T12:05:00-08:00". */
export const timesIn = (timeZone: string): ((at: number) => string) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, calendar: 'iso8601', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset',
  })
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    // "GMT-08:00"; at Greenwich just "GMT"
    const offset = part['timeZoneName']?.replace('GMT', '') || '+00:00'
    return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}${offset}`
  }
}

/** Whether this names a time zone of the IANA list. */
export const isTimeZone = (name: string): boolean => {
  // plain offsets are understood too, and are none
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const places: Record<HistoryRecord['journey'][number]['endpoint'], string> = { native: 'Native dialer', teams: 'Teams', desk: 'Desk phone', voicemail: 'Voicemail' }
const outcomes: Record<HistoryRecord['outcome'], string> = {
  answered: 'Answered', missed: 'Missed', declined: 'Declined', voicemail: 'Left a voicemail', transferred: 'Transferred',
  unanswered: 'No answer', busy: 'Busy', failed: 'Could not be connected', cancelled: 'Cancelled', forwarded: 'Forwarded', 'not-allowed': 'Not allowed', elsewhere: 'A colleague answered',
}
const hungUp = { us: 'You', them: 'They', network: 'Nobody: the network lost it' } as const

const seconds = (ms: number): number => Math.round(ms / 1000)

const columns: [string, (entry: HistoryRecord, time: (at: number) => string) => string][] = [
  ['Began', (entry, time) => time(entry.startedAt)],
  ['Ended', (entry, time) => time(entry.endedAt)],
  ['Direction', (entry) => (entry.direction === 'incoming' ? 'Incoming' : 'Outgoing')],
  ['Name', (entry) => text(entry.remote.name ?? '')],
  ['Number', (entry) => number(entry.remote.number)],
  ['Outcome', (entry) => outcomes[entry.outcome]],
  ['Talked (seconds)', (entry) => String(seconds(entry.talkMs))],
  ['Journey', (entry) => text(entry.journey.map(({ endpoint, from, to }) => `${places[endpoint]} ${seconds((to ?? entry.endedAt) - from)} s`).join(' → '))],
  ['Who hung up', (entry) => (entry.endedBy === null ? '' : hungUp[entry.endedBy])],
  ['Transferred to', (entry) => party(entry.transferredTo)],
  ['Forwarded to', (entry) => (entry.outcome === 'elsewhere' ? '' : party(entry.forwardedTo))],
  ['Answered by', (entry) => (entry.outcome === 'elsewhere' ? party(entry.forwardedTo) : '')],
  ['Note', (entry) => text(entry.note ?? '')],
  ['Tags', (entry) => text(entry.tags.join(', '))],
  ['Call of', (entry) => (entry.source === 'teams' ? 'Teams only' : 'Your number')],
]

// a spreadsheet knows by the byte order mark that this is UTF-8
export const csvHead = `\ufeff${columns.map(([name]) => name).join(',')}\r\n`

export const csvRows = (timeZone: string): ((entry: HistoryRecord) => string) => {
  const time = timesIn(timeZone)
  return (entry) => `${columns.map(([, cell]) => cell(entry, time)).join(',')}\r\n`
}
