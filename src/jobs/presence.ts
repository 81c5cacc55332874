import type { Clock } from '../clock.ts'
import type { Graph } from '../microsoft/port.ts'
import type { Calls } from '../service/calls.ts'
import type { Feed } from '../service/feed.ts'
import type { PersonId, Store } from '../store/port.ts'
import { isPermanent } from './retry.ts'

/** Presence is set for this long and renewed well before it lapses (Graph allows 5 to 240 minutes). */
const minutes = 15
export const renewPresenceMs = 10 * 60_000

export interface PresencePorts {
  store: Pick<Store, 'presences' | 'setPresenceMark' | 'addJobs'>
  graph: Pick<Graph, 'setInACall' | 'clearPresence'>
  calls: Pick<Calls, 'onNative'>
  clock: Clock
  feed: Pick<Feed, 'publish'>
}

/**
 * Brings Graph's presence in line with the person's calls as they are now, whatever asked for it: Busy/InACall while they
 * talk on the native dialer, nothing of ours otherwise. The mark is written first, so a crash never leaves presence behind.
 */
export const presenceJob = (ports: PresencePorts) => async ({ person }: { person: PersonId }): Promise<void> => {
  const { store, graph, calls, clock, feed } = ports
  const marked = (await store.presences()).some((other) => other.tenantId === person.tenantId && other.userId === person.userId)
  const busy = calls.onNative(person)
  if (!busy && !marked) return
  if (busy) await store.setPresenceMark(person, true, clock.now())
  try {
    await (busy ? graph.setInACall(person, minutes) : graph.clearPresence(person))
  } catch (error) {
    // whoever may not set it, or is unknown to Graph, has nothing of ours left that does not lapse by itself
    if (isPermanent(error)) await store.setPresenceMark(person, false, clock.now())
    throw error
  }
  if (!busy) await store.setPresenceMark(person, false, clock.now())
  feed.publish(person, { type: 'me' })
  if (busy !== marked) {
    const text = busy
      ? 'Your Teams presence is now Busy (in a call), because you are talking on your phone.'
      : 'You are off the phone. Teams shows your presence by itself again.'
    await store.addJobs([{ task: 'tell', person, id: 'presence', text }])
  }
}
