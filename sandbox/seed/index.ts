import { createFeed } from '../../src/service/feed.ts'
import { createPeople } from '../../src/service/people.ts'
import { createLog } from '../../src/log.ts'
import { systemClock } from '../../src/clock.ts'
import type { Graph } from '../../src/microsoft/port.ts'
import { postgres } from '../../src/store/index.ts'
import { people } from '../world.ts'
import { past } from './past.ts'
import { pastWorld } from './past-world.ts'

const hour = 3_600_000

/** Numbers are assigned through the app's own service, which asks Graph nothing for that. */
const noGraph: Graph = {
  searchPeople: async () => [],
  presence: async () => ({ availability: 'PresenceUnknown', activity: 'PresenceUnknown' }),
  groupsOf: async () => [],
  setInACall: async () => undefined,
  clearPresence: async () => undefined,
  mailTo: async () => undefined,
  async *callRecords() { /* none */ },
  callRecord: async () => null,
  callRecordAnswered: async () => false,
}

/**
 * Gives everybody their number and a past, made by the call machine itself under a virtual clock. Does nothing where
 * it has been done.
 */
export const seed = async ({ databaseUrl }: { databaseUrl: string; dataDir: string }): Promise<void> => {
  const store = postgres(databaseUrl)
  try {
    await store.migrate()
    const service = createPeople({ store, graph: noGraph, feed: createFeed(), clock: systemClock, log: createLog('silent'), country: 'US', policies: { refresh: async () => undefined }, voicemailBehindSeconds: 75, reachability: { down: () => [] } })
    for (const { tenantId, userId, number, name } of people) {
      if ((await store.lineOf({ tenantId, userId })) === null) await service.assign({ tenantId, userId, number, name })
    }
    const now = systemClock.now()
    const empty = await Promise.all(people.map(async (person) => (await store.history(person, null, 1)).length === 0))
    for (const [index, person] of people.entries()) {
      if (!empty[index]) continue
      const colleague = people[(index + 1) % people.length] ?? person
      // oldest first: what the network said of a number is known afterwards
      for (const story of past.toReversed()) {
        const world = await pastWorld(store, now - story.hoursAgo * hour - index * 17 * 60_000)
        await story.happen(world, person, colleague)
        await world.pass(2_000)
        await world.end()
      }
    }
  } finally {
    await store.close()
  }
}
