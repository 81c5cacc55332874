import fc from 'fast-check'
import { isQuiet, nextChange, wallAt } from './quiet-hours.ts'
import type { QuietHours, QuietPeriod } from './settings.ts'

const hour = 3_600_000
const minute = 60_000
const nights = (timeZone: string, from = '22:00', to = '07:00'): QuietHours => ({ on: true, timeZone, weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from, to })) })

/** Places whose clocks change by an hour or half of one, at night or at midnight, in either half of the year, and one that never does. */
const changes: [zone: string, at: number][] = [
  ['America/Los_Angeles', Date.UTC(2026, 2, 8, 10)], ['America/Los_Angeles', Date.UTC(2026, 10, 1, 9)],
  ['Europe/Berlin', Date.UTC(2026, 2, 29, 1)], ['Europe/Berlin', Date.UTC(2026, 9, 25, 1)],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15)], ['Australia/Lord_Howe', Date.UTC(2026, 9, 3, 15, 30)],
  ['America/Santiago', Date.UTC(2026, 3, 5, 3)], ['America/Santiago', Date.UTC(2026, 8, 6, 4)],
  ['Africa/Cairo', Date.UTC(2026, 3, 23, 22)], ['Africa/Cairo', Date.UTC(2026, 9, 29, 21)],
  ['Asia/Kolkata', Date.UTC(2026, 5, 1)],
]

describe('quiet hours', () => {
  it('begin in the evening and end in the morning, in the person\'s own zone', () => {
    const seattle = nights('America/Los_Angeles')
    const at = (utcHour: number) => isQuiet(seattle, Date.UTC(2026, 10, 9, utcHour))
    expect([at(5), at(6), at(12), at(14), at(15), at(20)]).toEqual([false, true, true, true, false, false])
    expect(nextChange(seattle, Date.UTC(2026, 10, 9, 20))).toBe(Date.UTC(2026, 10, 10, 6))
    expect(nextChange(seattle, Date.UTC(2026, 10, 10, 6))).toBe(Date.UTC(2026, 10, 10, 15))
  })

  it('belong to the day on which they begin', () => {
    const fridayNight: QuietHours = { on: true, timeZone: 'Europe/Berlin', weekly: [{ day: 5, from: '22:00', to: '06:00' }] }
    // 13 November 2026 is a Friday; Berlin is an hour ahead
    expect(isQuiet(fridayNight, Date.UTC(2026, 10, 13, 22))).toBe(true)
    expect(isQuiet(fridayNight, Date.UTC(2026, 10, 14, 4, 59))).toBe(true)
    expect(isQuiet(fridayNight, Date.UTC(2026, 10, 14, 5))).toBe(false)
    expect(isQuiet(fridayNight, Date.UTC(2026, 10, 12, 22))).toBe(false)
  })

  it('that touch are one', () => {
    const weekend: QuietHours = { on: true, timeZone: 'UTC', weekly: [{ day: 6, from: '00:00', to: '00:00' }, { day: 7, from: '00:00', to: '00:00' }] }
    expect(nextChange(weekend, Date.UTC(2026, 10, 14, 12))).toBe(Date.UTC(2026, 10, 16))
  })

  it('never change where there are none, or nothing else', () => {
    expect(nextChange({ on: true, timeZone: 'UTC', weekly: [] }, Date.UTC(2026, 10, 14))).toBeNull()
    expect(nextChange(nights('America/Los_Angeles', '00:00', '00:00'), Date.UTC(2026, 10, 1, 9))).toBeNull()
  })

  it('a night is an hour shorter in spring and longer in autumn', () => {
    const length = (evening: number) => {
      const from = nextChange(nights('Europe/Berlin'), evening) ?? 0
      return ((nextChange(nights('Europe/Berlin'), from) ?? 0) - from) / hour
    }
    expect([Date.UTC(2026, 2, 28, 12), Date.UTC(2026, 5, 1, 12), Date.UTC(2026, 9, 24, 12)].map(length)).toEqual([8, 9, 10])
  })

  it('a beginning that the clocks skip is the moment they skip it; one that comes twice is the first', () => {
    // Berlin: 02:30 does not exist on 29 March 2026, and comes at 00:30 and 01:30 UTC on 25 October
    const early = nights('Europe/Berlin', '02:30', '05:00')
    expect(nextChange(early, Date.UTC(2026, 2, 29, 0))).toBe(Date.UTC(2026, 2, 29, 1))
    expect(nextChange(early, Date.UTC(2026, 9, 25, 0))).toBe(Date.UTC(2026, 9, 25, 0, 30))
  })

  it('an end that comes twice is the second, so that quiet does not come back for an hour', () => {
    const late = nights('Europe/Berlin', '22:00', '02:30')
    expect(nextChange(late, Date.UTC(2026, 9, 24, 23))).toBe(Date.UTC(2026, 9, 25, 1, 30))
  })
})

const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 15, 30, 59)).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
const period: fc.Arbitrary<QuietPeriod> = fc.record({ day: fc.integer({ min: 1, max: 7 }), from: time, to: time })
/** A week's plan and an instant within two days of a change of the clocks. */
const nearChange = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -48 * 60, max: 48 * 60 }), fc.array(period, { minLength: 1, maxLength: 5 }))
  .map(([[timeZone, change], minutes, weekly]) => ({ quiet: { on: true, timeZone, weekly }, at: change + minutes * minute, change }))

/** What the wall clock alone says: right whenever it does not jump nearby. */
const byWallClock = ({ weekly, timeZone }: QuietHours, at: number): boolean => {
  const wall = wallAt(at, timeZone)
  const weekday = new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay() || 7
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  return weekly.some(({ day, from, to }) => {
    const [start, end] = [minutes(from), minutes(to)]
    if (start < end) return day === weekday && start <= wall.minutes && wall.minutes < end
    return (day === weekday && wall.minutes >= start) || (day % 7 + 1 === weekday && wall.minutes < end)
  })
}

describe('around every change of the clocks', () => {
  it('the next change is the very next one: it is quiet until then, or not, and no longer then', () => {
    fc.assert(fc.property(nearChange, ({ quiet, at }) => {
      const now = isQuiet(quiet, at)
      const next = nextChange(quiet, at)
      const until = next ?? at + 7 * 24 * hour
      expect(until).toBeGreaterThan(at)
      for (let step = 0; step < 40; step++) expect(isQuiet(quiet, at + Math.floor(((until - at - 1) * step) / 39))).toBe(now)
      if (next !== null) expect(isQuiet(quiet, next)).toBe(!now)
    }), { numRuns: 150 })
  })

  it('it agrees with the wall clock, except in the hour that comes twice or not at all', () => {
    fc.assert(fc.property(nearChange, ({ quiet, at, change }) => {
      fc.pre(Math.abs(at - change) > hour)
      expect(isQuiet(quiet, at)).toBe(byWallClock(quiet, at))
    }), { numRuns: 400 })
  })

  it('a time of day means what the wall shows, whatever the offset', () => {
    for (const [zone, change] of changes) {
      for (const days of [-3, 3]) {
        const noonish = change + days * 24 * hour
        const wall = wallAt(noonish, zone)
        const clock = `${String(Math.floor(wall.minutes / 60)).padStart(2, '0')}:${String(wall.minutes % 60).padStart(2, '0')}`
        expect(nextChange(nights(zone, clock, '23:59'), noonish - minute)).toBe(noonish)
      }
    }
  })
})
