import { readNumber, showNumber } from './number.ts'

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
  it('shows numbers the way one reads them at home and abroad', () => {
    expect(showNumber('+14255550101', 'US')).toBe('(425) 555-0101')
    expect(showNumber('+14255550101', 'GB')).toBe('+1 425 555 0101')
    expect(showNumber(null, 'US')).toBe('Number withheld')
  })
})
