import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { createFeed } from '../../src/service/feed.ts'
import { createNumbers } from '../../src/service/numbers.ts'
import { createPeople, type People } from '../../src/service/people.ts'
import { createLog } from '../../src/log.ts'
import { systemClock, type Clock } from '../../src/clock.ts'
import type { Graph } from '../../src/microsoft/port.ts'
import { postgres } from '../../src/store/index.ts'
import type { Store } from '../../src/store/port.ts'
import { queueInput } from '../../src/api/queues.ts'
import { createQueues } from '../../src/service/queues.ts'
import { companyNumbers, deskName, people } from '../world.ts'
import { past } from './past.ts'
import { pastWorld } from './past-world.ts'

const hour = 3_600_000

/** Numbers are assigned through the app's own service, which asks Graph nothing for that. */
const noGraph: Graph = {
  searchPeople: async () => [],
  directoryPerson: async () => null,
  presence: async () => ({ availability: 'PresenceUnknown', activity: 'PresenceUnknown' }),
  groupsOf: async () => [],
  presences: async () => new Map(),
  nameOf: async () => null,
  createMeeting: () => Promise.reject(new Error('nobody meets in the past')),
  setInACall: async () => undefined,
  clearPresence: async () => undefined,
  mailTo: async () => undefined,
  async *callRecords() { /* none */ },
  callRecord: async () => null,
  callRecordAnswered: async () => false,
  servicePlans: async () => [],
  teamsConfiguration: async () => ({ accountType: null, features: [], voiceEnabled: null, numbers: [], upgradePolicy: null }),
  teamsNumber: async () => null,
  assignInTeams: async () => '',
  unassignInTeams: async () => '',
  assignmentOperation: async () => ({ state: 'done' }),
}

/** What the operator sent: everybody's number, some that are free, and those of the company. Uploading it again changes nothing. */
const operatorsList = async (store: Store, service: People, clock: Clock): Promise<void> => {
  const [tenantId = ''] = people.map((person) => person.tenantId)
  const numbers = createNumbers({ store, people: service, graph: noGraph, feed: createFeed(), clock, newId: randomUUID, country: 'US' })
  const free = ['+14255550104', '+14255550105', '+14255550106']
  const rows = [...[...people.map(({ number }) => number), ...free].map((number) => `${number},mobile,Contoso Mobile,Seattle`), ...companyNumbers.map(({ number }) => `${number},service,Contoso Mobile,Seattle`)]
  const operator = { tenantId, by: 'command line' }
  const { id } = await numbers.upload(operator, Readable.from([['number,type,operator,site', ...rows].join('\n')]))
  await numbers.confirm(operator, id, false)
}

/** The company's number, answered by whoever is free. One that somebody changed or removed stays as it is. */
const companysQueue = async (store: Store, clock: Clock): Promise<void> => {
  const [[first], [company]] = [people, companyNumbers]
  if (first === undefined || company === undefined || (await store.auditLog(first.tenantId, { action: 'queue-set' }, null, 1)).length > 0) return
  const queues = createQueues({ store, feed: createFeed(), clock, log: createLog('silent'), country: 'US', waitingIn: () => [] })
  await queues.put({ tenantId: first.tenantId, by: 'command line' }, 'support', queueInput.parse({ ...company, strategy: 'attendant', agents: people.map(({ userId }) => userId) }))
}

/**
 * Gives everybody their number, their desk phone and a past, made by the call machine itself under a virtual clock. Does nothing where
 * it has been done.
 */
export const seed = async ({ databaseUrl }: { databaseUrl: string; dataDir: string }): Promise<void> => {
  const store = postgres(databaseUrl)
  try {
    await store.migrate()
    const now = systemClock.now()
    // the day before the first call, so that the audit log tells it all in order
    const firstDay = now - (Math.max(...past.map(({ hoursAgo }) => hoursAgo)) + 24) * hour
    const clock: Clock = { ...systemClock, now: () => firstDay }
    const service = createPeople({ store, graph: noGraph, feed: createFeed(), clock, log: createLog('silent'), country: 'US', policies: { refresh: async () => undefined }, voicemailBehindSeconds: 75, reachability: { down: () => [] } })
    for (const { tenantId, userId, number, name, key } of people) {
      if ((await store.lineOf({ tenantId, userId })) !== null) continue
      await service.assign({ tenantId, userId, number, name })
      await service.administer({ tenantId, userId }, { desk: deskName(key) })
    }
    const [first] = people
    if (first && (await store.number(first.tenantId, first.number))?.byHand !== false) await operatorsList(store, service, clock)
    await companysQueue(store, clock)
    const empty = await Promise.all(people.map(async (person) => (await store.history(person, null, 1)).length === 0))
    // oldest first: what the network said of a number is known afterwards
    const stories = people.flatMap((person, index) => (empty[index] ? past.map((story) => ({ person, story, index, at: now - story.hoursAgo * hour - index * 17 * 60_000 })) : []))
    for (const { person, story, index, at } of stories.toSorted((one, other) => one.at - other.at)) {
      const world = await pastWorld(store, at)
      await story.happen(world, person, people[(index + 1) % people.length] ?? person)
      await world.pass(2_000)
      await world.end()
    }
  } finally {
    await store.close()
  }
}
