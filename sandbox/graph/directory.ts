/** The users of the tenant, and as much of Graph's query language as an app needs to find one of them. */
import { HttpError, type Request } from '../http.ts'
import type { Person } from '../world.ts'

export interface User {
  id: string
  businessPhones: string[]
  displayName: string
  givenName: string
  jobTitle: string
  mail: string
  mobilePhone: string | null
  officeLocation: string | null
  preferredLanguage: string | null
  surname: string
  userPrincipalName: string
  accountEnabled: boolean
  userType: string
  [property: string]: unknown
}

export const toUser = ({ userId, name, upn, number, jobTitle }: Person): User => {
  const [givenName = name, ...rest] = name.split(' ')
  return {
    id: userId,
    businessPhones: [number],
    displayName: name,
    givenName,
    jobTitle,
    mail: upn,
    mobilePhone: number,
    officeLocation: null,
    preferredLanguage: 'en-US',
    surname: rest.join(' '),
    userPrincipalName: upn,
    accountEnabled: true,
    userType: 'Member',
  }
}

/** What Graph answers without `$select` ("Get a user": default properties). */
const usual = ['id', 'businessPhones', 'displayName', 'givenName', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation', 'preferredLanguage', 'surname', 'userPrincipalName']

export const select = (user: User, query: URLSearchParams): Record<string, unknown> => {
  const names = query.get('$select')?.split(',').map((name) => name.trim()) ?? usual
  return Object.fromEntries(names.filter((name) => name in user).map((name) => [name, user[name]]))
}

/** The users a `GET /users` asks for, in order, cut at `$top` (100 when not given). */
export const findUsers = (users: User[], { query, header }: Request): User[] => {
  const search = query.get('$search')
  const filter = query.get('$filter')
  // Directory search is an advanced query: Microsoft, "Advanced query capabilities on Microsoft Entra ID objects".
  if (search !== null && header('consistencylevel')?.toLowerCase() !== 'eventual') {
    throw unsupported('Request with $search query parameter only works through MSGraph with a special request header: \'ConsistencyLevel: eventual\'')
  }
  const top = Number(query.get('$top') ?? 100)
  if (!Number.isInteger(top) || top < 1 || top > 999) throw unsupported('Invalid page size specified. Must be between 1 and 999 inclusive.')
  const fits = (user: User) => (search === null || matchesSearch(user, search)) && (filter === null || matchesFilter(user, filter))
  return users.filter(fits).sort((one, other) => one.displayName.localeCompare(other.displayName)).slice(0, top)
}

/** `"displayName:mar" OR "mail:mar"`: display names match by the beginning of each word, others from their start. */
const matchesSearch = (user: User, search: string): boolean => {
  const groups = search.split(/\s+OR\s+/).map((group) => group.split(/\s+AND\s+/))
  return groups.some((terms) => terms.every((term) => {
    const [, property, wanted] = /^"(\w+):([^"]*)"$/.exec(term.trim()) ?? []
    if (property === undefined || wanted === undefined) throw unsupported(`Syntax error: "${term}". Use "property:value".`)
    const value = String(user[property] ?? '').toLowerCase()
    if (property !== 'displayName') return value.startsWith(wanted.toLowerCase())
    return words(wanted).every((word) => words(value).some((part) => part.startsWith(word)))
  }))
}

const words = (text: string): string[] => text.toLowerCase().split(/[\s,.-]+/).filter(Boolean)

/** `startswith(displayName,'x') or mail eq 'y'`; one level of `or` over `and`, no brackets. */
const matchesFilter = (user: User, filter: string): boolean =>
  splitOutsideQuotes(filter, ' or ').some((group) => splitOutsideQuotes(group, ' and ').every((clause) => matchesClause(user, clause.trim())))

const matchesClause = (user: User, clause: string): boolean => {
  const [, call, property, literal] = /^(startswith|endswith)\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)$/i.exec(clause) ?? []
  if (call !== undefined && property !== undefined && literal !== undefined) {
    const value = String(user[property] ?? '').toLowerCase()
    const wanted = unquote(literal)
    return call.toLowerCase() === 'startswith' ? value.startsWith(wanted) : value.endsWith(wanted)
  }
  const [, name, text] = /^(\w+) eq (?:'((?:[^']|'')*)'|true|false)$/.exec(clause) ?? []
  if (name === undefined) throw unsupported(`Invalid filter clause: ${clause}`)
  return String(user[name] ?? '').toLowerCase() === (text === undefined ? clause.slice(clause.lastIndexOf(' ') + 1) : unquote(text))
}

/** A quote inside a literal is doubled (OData URL conventions, 5.1.1.6.1). */
const unquote = (literal: string): string => literal.replaceAll('\'\'', '\'').toLowerCase()

const splitOutsideQuotes = (text: string, separator: string): string[] => {
  const parts = text.split(separator)
  const whole: string[] = []
  for (const part of parts) {
    const open = whole.at(-1)
    const isOpen = open !== undefined && (open.split('\'').length - 1) % 2 === 1
    if (isOpen) whole[whole.length - 1] = `${open}${separator}${part}`
    else whole.push(part)
  }
  return whole
}

const unsupported = (message: string) => new HttpError(400, 'Request_UnsupportedQuery', message)
