import type { Clock } from '../clock.ts'
import type { Call, Endpoint, Leg } from '../call/model.ts'
import type { EngineEvent } from '../telephony/port.ts'

/** A side that could not be reached is not waited for again within this time. */
const rememberMs = 30_000

export interface Reachability {
  /** `number` is null when the engine could not even begin: that is the whole trunk. */
  failed(side: Endpoint, number: string | null): void
  works(side: Endpoint, number: string): void
  down(number: string): Endpoint[]
}

const sides: Endpoint[] = ['native', 'teams', 'desk']

/** Which sides could not be reached a moment ago, as the calls of this process found out. */
export const createReachability = (clock: Clock): Reachability => {
  const failures = new Map<string, number>()
  const key = (side: Endpoint, number: string | null) => (number === null ? side : `${side} ${number}`)
  const recent = (name: string) => {
    const at = failures.get(name)
    if (at === undefined) return false
    if (clock.now() - at < rememberMs) return true
    failures.delete(name)
    return false
  }
  return {
    failed(side, number) {
      failures.set(key(side, number), clock.now())
    },
    works(side, number) {
      failures.delete(side)
      failures.delete(key(side, number))
    },
    down: (number) => sides.filter((side) => recent(side) || recent(key(side, number))),
  }
}

const isOwn = (side: Leg['side']): side is Endpoint => side !== 'outside' && side !== 'target'

/** The engine could not even begin to ring there. */
export const learnOfTrunk = (reachability: Reachability, side: Leg['side']): void => {
  if (isOwn(side)) reachability.failed(side, null)
}

/** What a leg's news says of the side it is on, before the call itself hears it. A far end that never rang could not be reached. */
export const learnOfLeg = (reachability: Reachability, event: EngineEvent, call: Call): void => {
  const leg = 'leg' in event ? call.legs[event.leg] : undefined
  if (leg?.status !== 'starting' || !isOwn(leg.side)) return
  if (event.type === 'leg-ringing' || event.type === 'leg-answered') reachability.works(leg.side, call.line.number)
  if (event.type === 'leg-gone' && event.cause === 'unreachable') reachability.failed(leg.side, call.line.number)
}
