import { greetingAt } from './greeting.ts'
import { goesAt } from './retention.ts'

const day = 86_400_000

describe('which greeting a caller hears', () => {
  const away = { dates: { from: 100, until: 200 } }
  it('is the away one between its dates, the usual one otherwise', () => {
    expect([99, 100, 199, 200].map((at) => greetingAt({ usual: true, away }, at))).toEqual(['usual', 'away', 'away', 'usual'])
  })
  it('is the system\'s own where the person has none', () => {
    expect(greetingAt({ usual: false, away: null }, 150)).toBeNull()
    expect(greetingAt({ usual: false, away }, 250)).toBeNull()
  })
  it('is never an away one without dates', () => {
    expect(greetingAt({ usual: true, away: { dates: null } }, 150)).toBe('usual')
    expect(greetingAt({ usual: false, away: { dates: null } }, 150)).toBeNull()
  })
})

describe('when a message goes', () => {
  it('is so many days after it came', () => expect(goesAt({ receivedAt: 5, deletedAt: null, kept: false }, 60)).toBe(5 + 60 * day))
  it('is never when it is kept', () => expect(goesAt({ receivedAt: 5, deletedAt: null, kept: true }, 60)).toBeNull())
  it('is 30 days after it was deleted, kept or not', () => {
    for (const kept of [true, false]) expect(goesAt({ receivedAt: 5, deletedAt: 7, kept }, 60)).toBe(7 + 30 * day)
  })
})
