/**
 * What a search through the history compares. It is folded here and not by the database, so that it means the same under
 * every collation and without an extension: a managed PostgreSQL need not offer `unaccent`.
 */

/** Letters that are not a plain letter with a mark on it. */
const plain: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ı: 'i', þ: 'th' }

/** Lower case, without accents. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[ßæœøđðłıþ]/g, (letter) => plain[letter] ?? letter)

export interface Searched {
  name: string | null
  number: string | null
  note: string | null
  tags: string[]
}

/** One line for each thing, so that no word is found across two of them. */
export const searchText = ({ name, number, note, tags }: Searched): string =>
  [name ?? '', number?.replace(/\D/g, '') ?? '', note ?? '', ...tags].map(fold).filter((part) => part !== '').join('\n')

/** LIKE's own signs, meant as they are. */
const literally = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const isNumber = (text: string): boolean => /^[+\d\s().\-–/]+$/.test(text)

/** Fewer digits than this are part of anything. */
const fewestDigits = 3

export interface SearchPatterns {
  /** LIKE patterns, all of which must fit. */
  words: string[]
  /** A LIKE pattern for the number, which is enough by itself; null when the text is none. */
  number: string | null
}

/**
 * Patterns for what a person typed. A number loses its punctuation and its leading zeros, which stand for "abroad" or
 * "long distance" and are no part of E.164.
 */
export const searchPatterns = (text: string): SearchPatterns => {
  const words = fold(text).split(/\s+/).filter((word) => word !== '').map(literally)
  const digits = isNumber(text) ? text.replace(/\(0\)|\D/g, '').replace(/^0+/, '') : ''
  return { words, number: digits.length >= fewestDigits ? literally(digits) : null }
}
