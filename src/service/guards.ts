import type { Clock } from '../clock.ts'
import type { Call, Guard } from '../call/model.ts'
import { blockedNumber, tooMany, type Blocked } from '../line/guards.ts'
import type { PersonId } from '../store/port.ts'
import { connectedWith } from './situation.ts'

const minuteMs = 60_000

export interface Guards {
  /**
   * Why this person may not ring this number now; null when they may, and then it counts. `calls`: those of their line.
   * `more`: one more would be connected, not another one instead. Nothing is awaited, so two at once are counted one by one.
   */
  admit(person: PersonId, guard: Guard | null | undefined, number: string, calls: readonly Call[], more: boolean): Blocked | null
}

/** Counts whom each line rings, in the memory of the process that owns the engine: a restart begins a new minute. */
export const createGuards = (clock: Clock): Guards => {
  const rung = new Map<string, number[]>()
  return {
    admit(person, guard, number, calls, more) {
      if (!guard) return null
      const key = `${person.tenantId}:${person.userId}`
      const now = clock.now()
      const recent = (rung.get(key) ?? []).filter((at) => at > now - minuteMs)
      const connected = connectedWith(calls)
      const blocked = blockedNumber(guard, number) ?? tooMany(guard, number, { connected, rang: recent.length }, more)
      // one that was refused does not count: whoever tries again is not locked out for longer
      if (blocked === null) rung.set(key, [...recent, now])
      else if (recent.length === 0) rung.delete(key)
      return blocked
    },
  }
}
