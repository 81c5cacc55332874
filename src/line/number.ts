import { getCountryCallingCode, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'

/** Reads a number as people write it; null when it is none. `country` is ISO 3166-1 alpha-2, for numbers without "+". */
export const readNumber = (text: string, country: string): string | null => {
  const number = parsePhoneNumberFromString(text, country as CountryCode)
  return number?.isPossible() ? number.number : null
}

/**
 * The digits a network or a PBX of that country may write a number with: as E.164, after a prefix for calls abroad, and as
 * people there do. The prefixes are those of most of the world (ITU-T E.164, 00) and of North America.
 */
export const digitsOf = (number: string, country: string): string[] => {
  const parsed = parsePhoneNumberFromString(number)
  const full = number.replaceAll(/\D/g, '')
  const isAtHome = parsed !== undefined && parsed.countryCallingCode === getCountryCallingCode(country as CountryCode)
  const home = isAtHome ? [parsed.nationalNumber, parsed.formatNational().replaceAll(/\D/g, '')] : []
  return [...new Set([full, `00${full}`, `011${full}`, ...home])]
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
