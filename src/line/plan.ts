import type { Endpoint, HuntRule, OfferPlan, Party, Rules } from '../call/model.ts'
import { callerIdFor } from './caller-id.ts'
import { blockedNumber, guardOf, isFull } from './guards.ts'
import { busyWithin, effectivePolicy, quietWithin, type LinePolicy } from './policy.ts'
import { isQuiet } from './quiet-hours.ts'
import { noRecording } from './recording.ts'
import { effectiveRing, isLocked, type RingSettings } from './routing.ts'
import type { LineSettings } from './settings.ts'

/** A line, as far as the plan of a call needs to know it. */
export interface RoutedLine extends RingSettings {
  number: string
  /** Whose line it is. */
  name: string
  unansweredAfterSeconds: number
  settings: LineSettings
  linePolicy: LinePolicy
  /** The name of their desk phone at the anchor. */
  desk: string | null
}

/** What is so at the moment a call comes. */
export interface Situation {
  at: number
  /** E.164, null when withheld. */
  caller: string | null
  /** The person talks in another call. */
  busy: boolean
  /** Others the line is connected with, or rings, by now. */
  connected: number
  /** Graph's `availability`; null when nobody asked, or it could not be said in time. */
  availability: string | null
  /** Where the person could not be reached a moment ago. */
  down: readonly Endpoint[]
  /** Whose number calls go on to when nobody answers, where that is a colleague; null when they have none. */
  colleague: (Party & { number: string }) | null
  /** A call that we forwarded has come round again. */
  cameBack: boolean
  /** When the operator's voicemail behind the native leg takes over, in seconds of ringing. */
  voicemailBehindSeconds: number
}

export type Reason =
  /** Where it rings is the person's choice, or the organisation's. */
  | 'choice' | 'policy'
  /** Teams was to ring, and can't be reached. */
  | 'teams-down'
  | 'quiet-hours' | 'do-not-disturb' | 'busy' | 'came-back'
  /** The line may be in no more calls at once. */
  | 'limit'

export interface Decision {
  plan: OfferPlan | 'busy'
  rules: Rules
  because: Reason
  /** It would have been quiet, but this caller rings through. */
  favourite: boolean
}

/** Between the end of our ringing and any voicemail that stands behind our legs, in seconds. */
export const voicemailMarginSeconds = 10

/** The longest our legs may ring, in seconds. */
export const longestRing = (voicemailBehindSeconds: number): number => voicemailBehindSeconds - voicemailMarginSeconds

const ringFor = (line: RoutedLine, { voicemailBehindSeconds }: Situation): number =>
  Math.min(line.unansweredAfterSeconds, longestRing(voicemailBehindSeconds), effectivePolicy(line).unanswered.maxSeconds ?? Infinity) * 1000

/** Rings nowhere: the caller goes where they would go if nobody answered. */
export const nowhere: OfferPlan = { ring: [], failover: [], timeoutMs: 0 }

/**
 * `native`: both at once, so a side that is down costs no time. `teams`: Teams; the native dialer only when Teams can't
 * be reached; where that is known already, the native dialer at once.
 */
const whereItRings = (line: RoutedLine, situation: Situation): OfferPlan => {
  const timeoutMs = ringFor(line, situation)
  if (effectiveRing(line) === 'native') return { ring: ['native', 'teams'], failover: [], timeoutMs }
  return teamsIsDown(situation) ? { ring: ['native'], failover: ['teams'], timeoutMs } : { ring: ['teams'], failover: ['native'], timeoutMs }
}

/** With both sides down the usual order stands: trying is the only way to learn that one is back. */
const teamsIsDown = ({ down }: Situation): boolean => down.includes('teams') && !down.includes('native')

const unansweredOf = (line: RoutedLine, { colleague, cameBack }: Situation): Rules['unanswered'] => {
  const { unanswered } = line.settings
  const policy = effectivePolicy(line)
  const { forward } = policy.unanswered
  // a call that came round rests here, so that it never goes round for ever
  if (cameBack || unanswered.kind === 'voicemail' || unanswered.kind === 'group' || forward === 'nobody') return { to: 'voicemail' }
  const party = unanswered.kind === 'colleague' ? colleague : forward === 'anyone' ? { number: unanswered.number, name: null } : null
  if (party !== null && blockedNumber(guardOf(policy), party.number) !== null) return { to: 'voicemail' }
  return party === null || party.number === line.number ? { to: 'voicemail' } : { to: 'party', party }
}

/** Each of a call group is rung this long; one that is rung all at once a little longer. */
const memberRingMs = 15_000
const groupRingMs = 25_000

const huntOf = (line: RoutedLine, { cameBack }: Situation): { hunt?: HuntRule } => {
  const { unanswered } = line.settings
  if (unanswered.kind !== 'group' || cameBack || effectivePolicy(line).unanswered.forward === 'nobody') return {}
  const { together, members } = unanswered
  const ringMs = together ? groupRingMs : memberRingMs
  return { hunt: { why: 'group', name: line.name, members: members.map(({ userId }) => userId), together, ringMs, longestMs: (together ? 1 : members.length) * ringMs } }
}

/** What counts for a call of this line that begins now, whoever placed it. */
export const rulesFor = (line: RoutedLine, situation: Situation): Rules => {
  const guard = guardOf(effectivePolicy(line))
  return { ...plainRules(line, situation), ...(guard === null ? {} : { guard }) }
}

const plainRules = (line: RoutedLine, situation: Situation): Rules => ({
  // a transfer that failed rings the person back wherever they may be
  back: { ring: ['native', 'teams'], failover: [], timeoutMs: ringFor(line, situation) },
  ...huntOf(line, situation),
  unanswered: unansweredOf(line, situation),
  desk: line.desk,
  shown: callerIdFor(line, 'native', null).shown,
  // whose call it is decides the rest: service/arrivals.ts
  recording: noRecording,
})

/** What happens to a call that comes now. Everything people are told about it is made from this, too. */
export const decide = (line: RoutedLine, situation: Situation): Decision => {
  const { settings } = line
  const rules = rulesFor(line, situation)
  const policy = effectivePolicy(line)
  const quietHours = quietWithin(policy, settings.quietHours)
  const busy = busyWithin(policy, settings.busy)
  const quiet = quietHours.on && isQuiet(quietHours, situation.at)
  const disturbed = settings.respectDoNotDisturb && situation.availability === 'DoNotDisturb'
  const isFavourite = settings.favourites.some(({ number }) => number === situation.caller)
  const favourite = isFavourite && (quiet || disturbed)
  const told = (plan: Decision['plan'], because: Reason): Decision => ({ plan, rules, because, favourite })

  if (situation.cameBack) return told(nowhere, 'came-back')
  if (quiet && !isFavourite) return told(nowhere, 'quiet-hours')
  if (disturbed && !isFavourite) return told(nowhere, 'do-not-disturb')
  if (isFull(guardOf(policy), situation.connected)) return told(busy === 'busy' ? 'busy' : nowhere, 'limit')
  if (situation.busy && busy === 'busy') return told('busy', 'busy')
  if (situation.busy && busy === 'unanswered') return told(nowhere, 'busy')
  return told(whereItRings(line, situation), effectiveRing(line) === 'teams' && teamsIsDown(situation) ? 'teams-down' : isLocked(line) ? 'policy' : 'choice')
}
