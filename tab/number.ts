import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/**
 * An E.164 number as people write it: short when it is from the same country as `ownNumber`, international otherwise
 * or when no own number is given. Numbers nobody can read come back as they are.
 */
export const formatNumber = (number: string, ownNumber?: string): string => {
  const parsed = parsePhoneNumberFromString(number)
  if (!parsed) return number
  const own = ownNumber === undefined ? undefined : parsePhoneNumberFromString(ownNumber)
  return own?.countryCallingCode === parsed.countryCallingCode ? parsed.formatNational() : parsed.formatInternational()
}

/** What a person typed as a number, in E.164, read in the country of their own number; null when it can't be one. */
export const readNumber = (text: string, ownNumber: string): string | null => {
  if (!/^[\d\s()+./-]+$/.test(text.trim())) return null
  const country = parsePhoneNumberFromString(ownNumber)?.countryCallingCode
  const parsed = parsePhoneNumberFromString(text, country ? { defaultCallingCode: country } : {})
  return parsed?.isPossible() ? parsed.number : null
}

/** Looks like someone is typing a number rather than a name. */
export const looksLikeNumber = (text: string) => /^[\s(]*\+?[\d(]/.test(text)
