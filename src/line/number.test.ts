import { digitsOf, readNumber, showNumber } from './number.ts'

describe('numbers as people write and read them', () => {
  it.each([['+14255550101', '+14255550101'], ['(425) 555-0101', '+14255550101'], ['425 555 0101', '+14255550101'], ['+44 20 7946 0018', '+442079460018']])('reads %s', (text, number) => {
    expect(readNumber(text, 'US')).toBe(number)
  })
  it.each(['', 'hello', '12', '+1', 'tel:banana'])('knows that “%s” is no number', (text) => {
    expect(readNumber(text, 'US')).toBeNull()
  })
  it('reads a national number by its country', () => {
    expect(readNumber('030 123456', 'DE')).toBe('+4930123456')
  })
  it.each([
    ['+41791234567', 'CH', ['41791234567', '0041791234567', '01141791234567', '791234567', '0791234567']],
    ['+14255550101', 'US', ['14255550101', '0014255550101', '01114255550101', '4255550101']],
    ['+41791234567', 'DE', ['41791234567', '0041791234567', '01141791234567']],
  ])('knows how %s may be written in %s', (number, country, digits) => expect(digitsOf(number, country)).toEqual(digits))
  it('shows numbers the way one reads them at home and abroad', () => {
    expect(showNumber('+14255550101', 'US')).toBe('(425) 555-0101')
    expect(showNumber('+14255550101', 'GB')).toBe('+1 425 555 0101')
    expect(showNumber(null, 'US')).toBe('Number withheld')
  })
})
