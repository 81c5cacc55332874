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
