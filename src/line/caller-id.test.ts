import { callerIdFor, readDialled } from './caller-id.ts'
import { rulesFor } from './plan.ts'
import { callerIdChoices } from './policy.ts'
import { dana, lineOf, situationOf } from './testing/lines.ts'

const company = { companyNumber: '+14255550100', companyName: 'Northwind Traders' }
const own = { number: dana, name: null, hidden: false }
const service = { number: '+14255550100', name: 'Northwind Traders', hidden: false }
const nobody = { number: dana, name: null, hidden: true }

describe('which number others see', () => {
  it('is the single number, unless the person chose otherwise for where they call from', () => {
    const line = lineOf({ callerId: company, settings: { callerId: { native: 'company', teams: 'hidden' } } })
    expect(callerIdFor(lineOf(), 'native', null).shown).toEqual(own)
    expect(callerIdFor(line, 'native', null).shown).toEqual(service)
    expect(callerIdFor(line, 'teams', null).shown).toEqual(nobody)
    expect(callerIdFor(line, 'desk', null).shown).toEqual(service)
  })
  it('is another for one call', () => {
    const usual = lineOf({ callerId: company })
    const shy = lineOf({ callerId: company, settings: { callerId: { native: 'hidden', teams: 'company' } } })
    expect([callerIdFor(usual, 'native', 'hidden').shown, callerIdFor(usual, 'native', 'company').shown]).toEqual([nobody, service])
    expect(callerIdFor(shy, 'native', 'show').shown).toEqual(own)
    expect(callerIdFor(shy, 'teams', 'show').shown).toEqual(service)
  })
  it('is the company\'s only where there is one', () => {
    const line = lineOf({ settings: { callerId: { native: 'company', teams: 'company' } } })
    expect(callerIdFor(line, 'native', null).shown).toEqual(own)
    expect(callerIdChoices(line.linePolicy)).toEqual(['mobile', 'hidden'])
  })
  it('is what the organisation decided where it did', () => {
    const locked = lineOf({ callerId: { ...company, locked: true, allowed: ['company', 'mobile'] } })
    for (const wish of [null, 'hidden', 'company', 'show'] as const) expect(callerIdFor(locked, 'native', wish)).toMatchObject({ shown: service, refused: false })
  })
  it('is never a person\'s own against their wish: then there is no call', () => {
    const open = lineOf({ callerId: { allowed: ['mobile'] } })
    expect(callerIdFor(open, 'native', 'hidden').refused).toBe(true)
    expect(callerIdFor(open, 'native', null)).toMatchObject({ shown: own, refused: false })
    expect(callerIdFor(lineOf({ callerId: { ...company, allowed: ['mobile', 'company'] } }), 'native', 'hidden')).toMatchObject({ shown: service, refused: false })
  })
  it('is the same for whom the person asks, adds or transfers to in a call they took', () => {
    expect(rulesFor(lineOf({ settings: { callerId: { native: 'hidden', teams: 'mobile' } } }), situationOf()).shown).toEqual(nobody)
  })
})

describe('dialled before a number', () => {
  it.each([['#31#+12065550142', '+12065550142', 'hidden'], ['*31#2065550142', '2065550142', 'show'], ['*30#+12065550142', '+12065550142', 'company'], ['+12065550142', '+12065550142', null], ['*100#', '*100#', null], ['#31#*31#2065550142', '2065550142', 'show']] as const)(
    '%s', (dialled, number, wish) => expect(readDialled(dialled)).toEqual({ number, wish }),
  )
})
