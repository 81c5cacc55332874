import type { Effect } from '../effect.ts'
import type { CallEvent } from '../event.ts'
import type { Call, OfferPlan, Rules } from '../model.ts'
import { begin, transition } from '../transition.ts'

/** Helpers for stories and properties of the pure machine: it is fed events by hand and every effect is kept. */
export const line = { tenantId: 'northwind', userId: 'dana', number: '+14255550101' }
export const lena = { number: '+12065550142', name: null }
export const bothAtOnce: OfferPlan = { ring: ['native', 'teams'], failover: [], timeoutMs: 30_000 }
export const rules: Rules = { back: bothAtOnce, unanswered: { to: 'voicemail' }, desk: null, shown: { number: line.number, name: null, hidden: false }, recording: { on: false, must: false, beside: false } }
export const teamsFirst: OfferPlan = { ring: ['teams'], failover: ['native'], timeoutMs: 30_000 }

export interface Playing {
  call: Call
  effects: Effect[]
  /** The code of the last refusal. */
  refused: string | null
  at: number
}

type Bare<E> = E extends { at: number } ? Omit<E, 'at'> : never

export const incomingCall = (plan: OfferPlan | 'busy' = bothAtOnce, changes: Partial<Rules> = {}, at = 1_000_000): Playing => {
  const begun = begin({ type: 'incoming', at, callId: 'c', leg: 'lena', line, remote: lena, plan, rules: { ...rules, ...changes } })
  return { call: begun.call, effects: begun.effects, refused: null, at }
}

export const outgoingCall = (from: 'native' | 'teams' = 'native', at = 1_000_000): Playing => {
  const begun = begin({ type: 'outgoing', at, callId: 'c', leg: 'dana-own', line, rules, from, to: { number: '+12065550142', name: null } })
  return { call: begun.call, effects: begun.effects, refused: null, at }
}

/** Feeds events a second apart; `effects` holds those of this step only. */
export const feed = (before: Playing, ...events: Bare<CallEvent>[]): Playing =>
  events.reduce<Playing>((now, event) => {
    const at = now.at + 1_000
    const outcome = transition(now.call, { ...event, at } as CallEvent)
    return { call: outcome.call, effects: now === before ? outcome.effects : [...now.effects, ...outcome.effects], refused: outcome.refused, at }
  }, before)

export const kinds = (playing: Playing): string[] => playing.effects.map((effect) => effect.type).filter((type) => type !== 'timer' && type !== 'cancel-timer')
export const hungUp = (playing: Playing): string[] => playing.effects.filter((effect) => effect.type === 'hangup').map((effect) => effect.leg)
export const rung = (playing: Playing): string[] => playing.effects.filter((effect) => effect.type === 'ring').map((effect) => effect.leg)

export const native = 'c-0-native'
export const teams = 'c-0-teams'

/** Lena called, Dana talks on the native dialer. */
export const talkingOnNative = (): Playing =>
  feed(incomingCall(), { type: 'leg-ringing', leg: native }, { type: 'leg-ringing', leg: teams }, { type: 'leg-answered', leg: native },
    { type: 'leg-answered', leg: 'lena' }, { type: 'leg-gone', leg: teams, cause: 'elsewhere' }, { type: 'connected', leg: native, bridge: 'b-c' })
