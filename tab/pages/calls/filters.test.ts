import { outcome } from '../../../src/api/calls.ts'
import { chipsOf, noFilters, outcomeGroups, queryOf } from './filters.ts'

describe('filtering by outcome', () => {
  it('every outcome is found under one name', () => {
    const listed = Object.values(outcomeGroups).flatMap(({ outcomes }): string[] => outcomes)
    expect(listed.toSorted()).toEqual([...outcome.options].toSorted())
  })
  it('calls that a colleague answered are neither missed nor answered', () => {
    const filters = { ...noFilters, outcomes: ['elsewhere' as const] }
    expect(queryOf(filters, 0)).toEqual({ outcome: ['elsewhere'] })
    expect(chipsOf(filters)[0]).toMatchObject({ words: 'A colleague answered', without: noFilters })
  })
})
