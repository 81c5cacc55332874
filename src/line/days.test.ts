import { dayAfter, dayOf, readDay, startOfDay } from './days.ts'

describe('days where people live', () => {
  it('begin at their own midnight, also on the days the clocks change', () => {
    const at = (day: string, zone: string | null) => new Date(startOfDay(day, zone) ?? 0).toISOString()
    expect(at('2026-11-24', 'America/Los_Angeles')).toBe('2026-11-24T08:00:00.000Z')
    expect(at('2026-11-01', 'America/Los_Angeles')).toBe('2026-11-01T07:00:00.000Z')
    expect(at('2026-11-02', 'America/Los_Angeles')).toBe('2026-11-02T08:00:00.000Z')
    expect(at('2026-11-24', 'Pacific/Kiritimati')).toBe('2026-11-23T10:00:00.000Z')
    expect(at('2026-11-24', 'Asia/Kathmandu')).toBe('2026-11-23T18:15:00.000Z')
    // Beirut springs forward at midnight: the day begins at one
    expect(at('2026-03-29', 'Asia/Beirut')).toBe('2026-03-28T22:00:00.000Z')
    expect(at('2026-11-24', null)).toBe('2026-11-24T00:00:00.000Z')
  })
  it('are none when the calendar has none', () => {
    for (const text of ['2026-02-30', '2026-13-01', 'friday', '', '20261124']) expect(startOfDay(text, null)).toBeNull()
  })
  it('are read as people name them, always ahead', () => {
    // a Tuesday
    const read = (text: string) => readDay(text, '2026-11-24')
    expect([read('today'), read('Tomorrow'), read('friday'), read('fri.'), read('next Tuesday')]).toEqual(['2026-11-24', '2026-11-25', '2026-11-27', '2026-11-27', '2026-12-01'])
    expect([read('3 December'), read('December 3rd'), read('Mar 3'), read('24 November'), read('2026-12-03')]).toEqual(['2026-12-03', '2026-12-03', '2027-03-03', '2026-11-24', '2026-12-03'])
    for (const text of ['', 'whenever', '31 November', 'no', '3', '3 De 4', 'monday 3']) expect(read(text)).toBeNull()
  })
  it('follow each other', () => {
    expect([dayAfter('2026-12-31'), dayAfter('2028-02-28')]).toEqual(['2027-01-01', '2028-02-29'])
    expect(dayOf(Date.parse('2026-11-24T02:00:00Z'), 'America/Los_Angeles')).toBe('2026-11-23')
  })
})
