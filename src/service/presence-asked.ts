import { sleep, type Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Graph } from '../microsoft/port.ts'
import type { PersonId } from '../store/port.ts'

/** A call waits no longer than this for what Teams says of the person. */
const patienceMs = 300
/** What Teams said counts for this long. */
const freshMs = 30_000

export interface PresenceAsked {
  /** Graph's `availability`; null when Graph does not say in time. Never rejects. */
  availability(person: PersonId): Promise<string | null>
}

interface Known { at: number; availability: string | null; asking: Promise<string | null> | null }

/** Asks Graph how the person is, for the routing of a call. An answer that comes too late is there for the next one. */
export const askPresence = (ports: { graph: Pick<Graph, 'presence'>; clock: Clock; log: Logger }): PresenceAsked => {
  const { graph, clock, log } = ports
  const people = new Map<string, Known>()

  const ask = async (person: PersonId, known: Known): Promise<string | null> => {
    try {
      const { availability } = await graph.presence(person)
      Object.assign(known, { at: clock.now(), availability })
      return availability
    } catch (error) {
      log.info({ err: error instanceof Error ? error.message : error }, 'presence is unknown to a call; it rings')
      return null
    } finally {
      known.asking = null
    }
  }

  return {
    availability(person) {
      const key = `${person.tenantId}:${person.userId}`
      const known = people.get(key) ?? { at: -Infinity, availability: null, asking: null }
      people.set(key, known)
      if (clock.now() - known.at < freshMs) return Promise.resolve(known.availability)
      known.asking ??= ask(person, known)
      return Promise.race([known.asking, sleep(clock, patienceMs).then(() => null)])
    },
  }
}
