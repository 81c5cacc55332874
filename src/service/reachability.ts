import type { Clock } from '../clock.ts'
import type { Endpoint } from '../call/model.ts'

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
