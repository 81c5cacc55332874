import { ago, dayName } from './clock.ts'
import { formatNumber, looksLikeNumber, readNumber } from './number.ts'
import { duration, presenceWords, spokenDuration } from './words.ts'

const own = '+14255550101'

describe('words', () => {
  it('writes durations as people read them', () => {
    expect([7_000, 192_000, 3_725_000, -5].map(duration)).toEqual(['0:07', '3:12', '1:02:05', '0:00'])
    expect([1_000, 192_000, 0].map(spokenDuration)).toEqual(['1 second', '3 minutes 12 seconds', '0 seconds'])
  })
  it('writes numbers short at home and in full abroad', () => {
    expect(formatNumber('+12065550142', own)).toBe('(206) 555-0142')
    expect(formatNumber('+442079460123', own)).toBe('+44 20 7946 0123')
    expect(formatNumber(own)).toBe('+1 425 555 0101')
  })
  it('reads numbers as people type them', () => {
    expect(readNumber('(206) 555-0177', own)).toBe('+12065550177')
    expect(readNumber('+44 20 7946 0123', own)).toBe('+442079460123')
    expect(readNumber('206 555', own)).toBeNull()
    expect(readNumber('marco', own)).toBeNull()
    expect(looksLikeNumber('(206')).toBe(true)
    expect(looksLikeNumber('Marco 2')).toBe(false)
  })
  it('names days and times near and far', () => {
    const now = new Date(2026, 10, 23, 10, 0).getTime()
    const at = (...date: [number, number, number, number, number]) => new Date(...date).toISOString()
    expect(dayName(at(2026, 10, 23, 0, 5), now, 'en-GB')).toBe('Today')
    expect(dayName(at(2026, 10, 22, 23, 55), now, 'en-GB')).toBe('Yesterday')
    expect(dayName(at(2026, 10, 19, 9, 0), now, 'en-GB')).toBe('Thursday')
    expect(dayName(at(2025, 10, 2, 9, 0), now, 'en-GB')).toContain('2025')
    expect(ago(at(2026, 10, 23, 9, 48), now, 'en-GB')).toBe('12 min ago')
    expect(ago(at(2026, 10, 23, 8, 30), now, 'en-GB')).toBe('8:30')
  })
  it('says presence in words, and "unknown" for what it does not know', () => {
    expect(presenceWords({ availability: 'Busy', activity: 'InACall' })).toEqual({ badge: 'busy', words: 'Busy, in a call' })
    expect(presenceWords(null).words).toBe('Presence unknown')
    expect(presenceWords({ availability: 'PresenceUnknown', activity: 'PresenceUnknown' }).badge).toBe('unknown')
  })
})
