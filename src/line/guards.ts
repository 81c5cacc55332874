import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Cause, Guard } from '../call/model.ts'
import { setBy, type LinePolicy } from './policy.ts'

/** What a line does just now. */
export interface Use {
  /** Others it is connected with, or rings, now. */
  connected: number
  /** Others it rang in the last minute. */
  rang: number
}

export type GuardRule = 'destination' | 'concurrent-calls' | 'calls-per-minute'
export interface Blocked {
  rule: GuardRule
  /** What the network hears. */
  cause: Cause
  /** For the person: the rule, and who set it. */
  words: string
}

/**
 * 112 and 911 (ITU-T E.161.1) and national numbers of police, fire and ambulance. They never come this far, as the dialplan
 * sends them straight to the operator; should one be dialled with a country's code, it still is one.
 */
const emergencyNumbers = new Set(['000', '100', '101', '102', '108', '110', '111', '112', '113', '114', '115', '117', '118', '119', '120', '122', '123', '133', '144', '190', '191', '192', '193', '194', '911', '999'])
export const isEmergency = (number: string): boolean => {
  const digits = number.replace(/\D/g, '')
  return emergencyNumbers.has(digits) || emergencyNumbers.has(parsePhoneNumberFromString(number)?.nationalNumber ?? '') || ['1911', '1112'].includes(digits)
}

/** What guards the calls of a line, as a call keeps it from its beginning; null where nothing does. */
export const guardOf = ({ destinations: { blocked, allowed }, guards: { concurrentCalls, callsPerMinute }, sources }: LinePolicy): Guard | null => {
  if (blocked.length === 0 && allowed === null && concurrentCalls === null && callsPerMinute === null) return null
  const by = (field: string) => setBy(sources[field])
  return {
    blocked, allowed, concurrentCalls, callsPerMinute,
    by: { blocked: by('destinations.blocked'), allowed: by('destinations.allowed'), concurrentCalls: by('guards.concurrentCalls'), callsPerMinute: by('guards.callsPerMinute') },
  }
}

/** The longest beginning that fits decides: +4930 may be allowed where +49 is blocked. Of two alike, the block. */
const longest = (prefixes: readonly string[], number: string): number => Math.max(-1, ...prefixes.filter((each) => number.startsWith(each)).map(({ length }) => length))

/** Why this number may not be rung; null when it may. */
export const blockedNumber = (guard: Guard | null | undefined, number: string): Blocked | null => {
  if (!guard || isEmergency(number)) return null
  const blocked = longest(guard.blocked, number)
  const allowed = guard.allowed === null ? -1 : longest(guard.allowed, number)
  if (blocked >= 0 && blocked >= allowed) {
    const prefix = guard.blocked.find(({ length }) => length === blocked)
    return { rule: 'destination', cause: 'declined', words: `Calls to numbers that begin with ${prefix} are not allowed. ${guard.by.blocked}.` }
  }
  if (guard.allowed === null || allowed >= 0) return null
  return { rule: 'destination', cause: 'declined', words: `Calls to that number are not allowed: only some destinations are. ${guard.by.allowed}.` }
}

/** Short codes and the network's services have no more digits in a row. */
const longestShortCode = 6

/**
 * Why what was dialled, which is no phone number, may not go to the network as it is; null when it may. The network may
 * still make a number of it ("19005550100#"), so where destinations are limited only short codes and services go.
 */
export const blockedCode = (guard: Guard | null | undefined, dialled: string): Blocked | null => {
  if (!guard || (guard.blocked.length === 0 && guard.allowed === null) || dialled.split(/\D/).every((digits) => digits.length <= longestShortCode)) return null
  return { rule: 'destination', cause: 'declined', words: `What you dialed is no phone number, and not every destination is allowed. ${guard.allowed === null ? guard.by.blocked : guard.by.allowed}.` }
}

/** The line is in as many calls at once as it may be. */
export const isFull = (guard: Guard | null | undefined, connected: number): guard is Guard => !!guard && guard.concurrentCalls !== null && connected >= guard.concurrentCalls

/** Why the line may be in no further call; null when it may. */
export const whyFull = (guard: Guard | null | undefined, connected: number): Blocked | null => {
  if (!isFull(guard, connected)) return null
  const { concurrentCalls, by } = guard
  return { rule: 'concurrent-calls', cause: 'busy', words: `You can be in ${concurrentCalls === 1 ? 'one call' : `${concurrentCalls} calls`} at once, not more. ${by.concurrentCalls}.` }
}

/** Why nobody may be rung just now; null when somebody may. `more`: one more would be connected, not another one instead. */
export const tooMany = (guard: Guard | null | undefined, number: string, { connected, rang }: Use, more: boolean): Blocked | null => {
  if (!guard || isEmergency(number)) return null
  const { callsPerMinute, by } = guard
  const full = more ? whyFull(guard, connected) : null
  if (full !== null) return full
  if (callsPerMinute === null || rang < callsPerMinute) return null
  return { rule: 'calls-per-minute', cause: 'busy', words: `You can place ${callsPerMinute === 1 ? 'one call' : `${callsPerMinute} calls`} a minute. Wait a moment, then try again. ${by.callsPerMinute}.` }
}
