import type pg from 'pg'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Graph, NumberSource } from '../microsoft/port.ts'
import type { Calls } from '../service/calls.ts'
import type { Chat } from '../service/chat.ts'
import type { Feed } from '../service/feed.ts'
import type { Policies } from '../service/policies.ts'
import type { Readiness } from '../service/readiness.ts'
import type { Recordings } from '../service/recordings.ts'
import type { VoicemailUpkeep } from '../service/voicemail-upkeep.ts'
import type { Watches } from '../service/watches.ts'
import type { Store } from '../store/port.ts'
import { callCardJob } from './call-card.ts'
import { groupsJob, keepGroups } from './groups.ts'
import { offerUpliftJob } from './offer-uplift.ts'
import { presenceJob, renewPresenceMs } from './presence.ts'
import { keepPruned } from './prune.ts'
import { keepReadiness, readinessJob } from './readiness.ts'
import { keepRecordingRetention } from './recordings.ts'
import { retrying } from './retry.ts'
import { keepTeamsCalls } from './teams-calls.ts'
import { teamsNumberJob } from './teams-number.ts'
import { tellJob } from './tell.ts'
import { compressJob, keepRetention, mailJob } from './voicemail.ts'
import { keepWatching, watchJob } from './watches.ts'
import { keepWorking } from './worker.ts'

export interface JobPorts {
  pool: pg.Pool
  store: Store
  graph: Graph
  chat: Chat
  calls: Calls
  watches: Watches
  upkeep: VoicemailUpkeep
  policies: Policies
  recordings: Pick<Recordings, 'expire'>
  /** ISO 3166-1 alpha-2, for numbers in mails. */
  country: string
  feed: Feed
  clock: Clock
  log: Logger
  metrics: Metrics
  tenantIds: string[]
  /** How often Teams' call records are read. */
  callRecordsEverySeconds: number
  readiness: Readiness
  readinessEverySeconds: number
  /** How often people somebody waits for are looked at. */
  watchEverySeconds: number
  numberSource: NumberSource
}

/** Background work: what Graph and the bot are asked for, retried until it is done. A call never waits for any of it. */
export const startJobs = async (ports: JobPorts): Promise<{ stop(): Promise<void> }> => {
  const { log, store, clock } = ports
  const task = retrying(ports)
  const worker = await keepWorking({
    pool: ports.pool, log, clock,
    taskList: {
      presence: task<'presence'>(presenceJob(ports)), 'call-card': task<'call-card'>(callCardJob(ports)), tell: task<'tell'>(tellJob(ports)),
      groups: task<'groups'>(groupsJob(ports)),
      watch: task<'watch'>(watchJob(ports)), 'offer-uplift': task<'offer-uplift'>(offerUpliftJob(ports)),
      readiness: task<'readiness'>(readinessJob(ports)), 'teams-number': task<'teams-number'>(teamsNumberJob(ports)),
      'compress-voicemail': task<'compress-voicemail'>(compressJob(ports)), 'mail-voicemail': task<'mail-voicemail'>(mailJob(ports)),
    },
  })

  let cancelRenewal = () => {}
  const renew = () => {
    void store.presences().then((people) => store.addJobs(people.map((person) => ({ task: 'presence', person })))).catch(() => undefined)
    cancelRenewal = clock.setTimeout(renewPresenceMs, renew)
  }
  cancelRenewal = clock.setTimeout(renewPresenceMs, renew)
  const stopPruning = keepPruned(ports)
  const stopRetention = keepRetention(ports)
  const stopGroups = keepGroups(ports)
  const stopWatching = keepWatching(ports)
  const stopReadiness = keepReadiness(ports)
  const stopRecordingRetention = keepRecordingRetention(ports)
  const stopTeamsCalls = keepTeamsCalls(ports)

  return {
    async stop() {
      cancelRenewal()
      stopPruning()
      stopRetention()
      stopGroups()
      stopWatching()
      stopReadiness()
      stopRecordingRetention()
      await stopTeamsCalls()
      await worker.stop()
    },
  }
}
