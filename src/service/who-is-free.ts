import { sleep, type Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import { GraphError, type Graph, type GraphPresence } from '../microsoft/port.ts'
import type { PersonId, Store } from '../store/port.ts'

const free = ['Available', 'AvailableIdle']
/** Whoever has just left a call is there, also when their computer thinks not. */
const nearby = [...free, 'Away', 'BeRightBack']

const keyOf = ({ tenantId, userId }: PersonId) => `${tenantId}:${userId}`

export interface FreePorts {
  store: Pick<Store, 'presences'>
  graph: Pick<Graph, 'presences'>
  /** In a call of ours. */
  isInACall(person: PersonId): boolean
  log: Logger
}

/**
 * Which of these people are free: in no call of ours, and available in Teams. `justLeft`: a call of theirs ended a moment
 * ago. Throws GraphError while Graph does not say.
 */
export const createWhoIsFree = ({ store, graph, isInACall, log }: FreePorts) => {
  /**
   * What Teams says of these people. Who may not be asked about, or is unknown to Teams, is missing: then our own calls
   * alone decide.
   */
  const presencesOf = async (tenantId: string, userIds: string[]): Promise<Map<string, GraphPresence>> => {
    try {
      return await graph.presences(tenantId, userIds)
    } catch (error) {
      if (!(error instanceof GraphError) || (error.status !== 403 && error.status !== 404)) throw error
      log.info({ status: error.status }, 'presence may not be read; our own calls alone say who is free')
      return new Map()
    }
  }

  return async (tenantId: string, userIds: string[], justLeft: boolean): Promise<Set<string>> => {
    const outside = userIds.filter((userId) => !isInACall({ tenantId, userId }))
    if (outside.length === 0) return new Set()
    const [presences, marks] = [await presencesOf(tenantId, outside), new Set((await store.presences()).map(keyOf))]
    return new Set(outside.filter((userId) => {
      const presence = presences.get(userId)
      if (presence === undefined) return true
      // what we set ourselves and have not cleared yet says nothing: we know that they are in no call of ours
      if (presence.availability === 'Busy' && presence.activity === 'InACall' && marks.has(keyOf({ tenantId, userId }))) return true
      return (justLeft ? nearby : free).includes(presence.availability)
    }))
  }
}
export type WhoIsFree = ReturnType<typeof createWhoIsFree>

/** What Teams said counts for this long, and is waited for this long. */
const freshMs = 10_000
const patienceMs = 1_000

/** The same for those who look again and again: Graph is asked seldom, and while it does not say our own calls alone decide. Never throws. */
export const rememberingFree = ({ whoIsFree, clock, log }: { whoIsFree: WhoIsFree; clock: Clock; log: Logger }) => {
  const known = new Map<string, { at: number; free: boolean }>()
  const asking = new Map<string, Promise<void>>()
  return async (tenantId: string, userIds: string[]): Promise<Set<string>> => {
    const keyIn = (userId: string) => keyOf({ tenantId, userId })
    const isFree = (userId: string) => known.get(keyIn(userId))?.free ?? true
    const learn = (learned: string[], says: (userId: string) => boolean) => { for (const userId of learned) known.set(keyIn(userId), { at: clock.now(), free: says(userId) }) }
    const ask = async (unasked: string[]): Promise<void> => {
      try {
        const seen = await whoIsFree(tenantId, unasked, false)
        learn(unasked, (userId) => seen.has(userId))
      } catch (error) {
        log.info({ err: error instanceof Error ? error.message : error }, 'presence is unknown to a queue; its agents ring')
        // asked no sooner than an answer would have been
        learn(unasked, () => true)
      }
      for (const userId of unasked) asking.delete(keyIn(userId))
    }

    const stale = userIds.filter((userId) => (known.get(keyIn(userId))?.at ?? -Infinity) + freshMs <= clock.now())
    if (stale.length === 0) return new Set(userIds.filter(isFree))
    const unasked = stale.filter((userId) => !asking.has(keyIn(userId)))
    const asked = unasked.length === 0 ? undefined : ask(unasked)
    for (const userId of unasked) asking.set(keyIn(userId), asked!)
    await Promise.race([Promise.all(stale.map((userId) => asking.get(keyIn(userId)))), sleep(clock, patienceMs)])
    // who could not be learned of in time is not waited for with every look
    learn(stale.filter((userId) => asking.has(keyIn(userId))), isFree)
    return new Set(userIds.filter(isFree))
  }
}
