import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { PhoneError } from './error.ts'

/** Numbers that go straight to the emergency services, never through the anchor. */
const emergencyNumbers = new Set(['911', '112'])

export const isEmergency = (typed: string): boolean => emergencyNumbers.has(typed.replace(/[\s()-]/g, ''))

/** "425 555 0101", "(425) 555-0101" or "+14255550101" -> E.164. Throws PhoneError `bad-number`. */
export const toE164 = (typed: string): string => {
  const parsed = parsePhoneNumberFromString(typed, 'US')
  if (!parsed?.isPossible()) {
    throw new PhoneError('bad-number', `"${typed}" is not a phone number. Expected one such as +1 425 555 0101 or (425) 555-0101.`)
  }
  return parsed.number
}

/** What a phone sends: E.164, or a short code such as `*42` as it is, which the network makes sense of. Throws PhoneError `bad-number`. */
export const dialledNumber = (typed: string): string => (/^\s*\*\d{2,3}\s*$/.test(typed) ? typed.trim() : toE164(typed))

/**
 * A service code before the number, for one call, e.g. `#31#` (3GPP TS 22.030, 6.5.2). Phones here leave it to the
 * network, as they do with codes they don't know.
 */
export const splitCode = (typed: string): { code: string, number: string } => {
  const match = /^\s*([*#]\d{2}#)(.*)$/.exec(typed)
  return { code: match?.[1] ?? '', number: match?.[2] ?? typed }
}
