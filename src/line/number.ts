import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'

/** Reads a number as people write it; null when it is none. `country` is ISO 3166-1 alpha-2, for numbers without "+". */
export const readNumber = (text: string, country: string): string | null => {
  const number = parsePhoneNumberFromString(text, country as CountryCode)
  return number?.isPossible() ? number.number : null
}

/** A number of the person's own as they give it to others: in full, for any country. */
export const showOwnNumber = (number: string): string => parsePhoneNumberFromString(number)?.formatInternational() ?? number

/** A number as people read it: in their own country's way at home, international otherwise. */
export const showNumber = (number: string | null, country: string): string => {
  if (number === null) return 'Number withheld'
  const parsed = parsePhoneNumberFromString(number)
  if (!parsed) return number
  return parsed.country === country || (country === 'US' && parsed.countryCallingCode === '1') ? parsed.formatNational() : parsed.formatInternational()
}
