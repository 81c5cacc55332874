import { sleep, type Clock } from '../clock.ts'
import type { Call, Leg } from '../call/model.ts'
import type { Logger } from '../log.ts'
import type { Store } from '../store/port.ts'
import type { SurveyedLeg, Telephony } from '../telephony/port.ts'
import type { Arrival } from './arrivals.ts'
import type { CallOwner, TimelessEvent } from './call-owner.ts'

/** What a call has to be told of a leg after a time without news. */
export const newsOfLeg = (leg: Leg, found: SurveyedLeg | undefined): TimelessEvent | null => {
  if (leg.status === 'gone') return null
  if (found === undefined) return { type: 'leg-gone', leg: leg.id, cause: 'lost' }
  if (found.state === 'up') return leg.status === 'up' ? null : { type: 'leg-answered', leg: leg.id }
  if (found.state === 'ringing' && leg.status === 'starting') return { type: 'leg-ringing', leg: leg.id }
  return null
}

/** Everything a call missed of the legs that were `asked` for, in an order that tells of farewells first. */
export const newsOfCall = (call: Call, survey: Map<string, SurveyedLeg>, asked: ReadonlySet<string>): TimelessEvent[] => {
  const news = Object.values(call.legs).filter((leg) => asked.has(leg.id) && !leg.lent).map((leg) => newsOfLeg(leg, survey.get(leg.id))).filter((event) => event !== null)
  return [...news.filter((event) => event.type === 'leg-gone'), ...news.filter((event) => event.type !== 'leg-gone'), { type: 'recovered' }]
}

export interface RecoveryPorts {
  store: Pick<Store, 'loadCalls'>
  telephony: Telephony
  clock: Clock
  log: Logger
  owners: ReadonlyMap<string, CallOwner>
  byLeg: ReadonlyMap<string, CallOwner>
  /** A leg that is in other hands than a call's. */
  isElsewhere(leg: string): boolean
  /** Takes up a call that the database has and we don't. */
  own(call: Call): void
  arrive(arrival: Arrival): Promise<void>
  /** Before calls hear what became of their legs. */
  begins(): void
}

const againMs = 1_000
/** An engine or database that is slow does not put the look off for longer than this. */
const settleMs = 2_000

/** Looks at the engine after a time without news and brings calls and engine in line. Tries until it could look. */
export const createRecovery = (ports: RecoveryPorts) => {
  const { store, telephony, clock, log, owners, byLeg, isElsewhere, own, arrive, begins } = ports
  let cancelAgain = () => {}

  const look = async (): Promise<void> => {
    // another instance may have begun calls until the moment it was replaced
    const stored = await store.loadCalls().catch(() => [])
    for (const call of stored) if (!owners.has(call.id)) own(call)
    // what is rung while we look is not missing: only legs from before can be, once what was asked for them is done
    const asked = new Set(byLeg.keys())
    await Promise.race([Promise.all([...owners.values()].map((owner) => owner.settled())), sleep(clock, settleMs)])
    const { legs, bridges } = await telephony.survey()
    const found = new Map(legs.map((leg) => [leg.leg, leg]))
    begins()
    for (const owner of owners.values()) for (const event of newsOfCall(owner.call, found, asked)) owner.dispatch(event)
    for (const leg of legs) {
      if (byLeg.has(leg.leg)) {
        // we may have been away for most of the time it was given
        await telephony.renew(leg.leg)
      } else if (isElsewhere(leg.leg)) continue
      else if (leg.arrival !== null && leg.state === 'arrived') await arrive(leg.arrival)
      else {
        log.warn({ leg: leg.leg }, 'a leg nobody owns is hung up')
        await telephony.sweepLeg(leg.leg)
      }
    }
    for (const bridge of bridges) if (/^[bs]-/.test(bridge) && !owners.has(bridge.slice(2))) await telephony.sweepBridge(bridge)
  }

  const run = async (): Promise<void> => {
    cancelAgain()
    try {
      await look()
    } catch (error) {
      log.error({ err: error instanceof Error ? error.message : error }, 'the engine could not be looked at; trying again')
      cancelAgain = clock.setTimeout(againMs, () => void run())
    }
  }
  return { run, stop: () => cancelAgain() }
}
