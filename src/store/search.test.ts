import { fold, searchPatterns, searchText } from './search.ts'

/** As LIKE would, for patterns of plain words. */
const finds = (typed: string, entry: Partial<Parameters<typeof searchText>[0]>): boolean => {
  const text = searchText({ name: null, number: null, note: null, tags: [], ...entry })
  const { words, number } = searchPatterns(typed)
  const has = (pattern: string) => text.includes(pattern.slice(1, -1).replace(/\\(.)/g, '$1'))
  return words.every(has) || (number !== null && has(number))
}

describe('what a person types into the search', () => {
  it.each([
    ['LENA', { name: 'Lena Fischer' }], ['fischer lena', { name: 'Lena Fischer' }], ['emile', { name: 'Émile Zölle' }], ['ZÖLLE', { name: 'Émile Zolle' }],
    ['strasse', { name: 'Café Straße' }], ['søren', { name: 'Soren' }], ['lodz', { note: 'Łódź, 4th floor' }], ['İstanbul', { name: 'istanbul' }], ['фишер', { name: 'Лена ФИШЕР' }],
    ['invoice', { note: 'Send the Invoice\non Monday' }], ['vip', { tags: ['Old', 'VIP'] }], ['lena invoice', { name: 'Lena', note: 'invoice' }], ['100%', { note: 'sure, 100% of it' }],
    ['(206) 555-0142', { number: '+12065550142' }], ['+1 206 555 0142', { number: '+12065550142' }], ['001 206 555 01 42', { number: '+12065550142' }], ['0142', { number: '+12065550142' }],
    ['020 7946 0123', { number: '+442079460123' }], ['+44 (0)20 7946 0123', { number: '+442079460123' }], ['2024-115', { note: 'invoice 2024-115' }],
  ])('“%s” finds %j', (typed, entry) => expect(finds(typed, entry)).toBe(true))

  it.each([
    ['lena marco', { name: 'Lena' }], ['50%', { note: '500 of them' }], ['a_b', { note: 'acb' }], ['12', { number: '+14255550199' }], ['fischer206', { name: 'Fischer', number: '+2065550142' }],
  ])('“%s” does not find %j', (typed, entry) => expect(finds(typed, entry)).toBe(false))

  it('folds the same whatever way a letter was typed', () => expect(fold('É')).toBe(fold('e\u0301')))
})
