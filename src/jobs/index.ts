import type { Task } from 'graphile-worker'
import type pg from 'pg'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { GraphError, type Graph } from '../microsoft/port.ts'
import type { Calls } from '../service/calls.ts'
import { ChatError, type Chat } from '../service/chat.ts'
import type { Feed } from '../service/feed.ts'
import type { Job, Store } from '../store/port.ts'
import { callCardJob } from './call-card.ts'
import { presenceJob, renewPresenceMs } from './presence.ts'
import { tellJob } from './tell.ts'
import { keepWorking } from './worker.ts'

export interface JobPorts {
  pool: pg.Pool
  store: Store
  graph: Graph
  chat: Chat
  calls: Calls
  feed: Feed
  clock: Clock
  log: Logger
  metrics: Metrics
}

const retryAfterSeconds = (error: unknown): number | null =>
  error instanceof GraphError || error instanceof ChatError ? error.retryAfterSeconds : null

/** Background work: what Graph and the bot are asked for, retried until it is done. A call never waits for any of it. */
export const startJobs = async (ports: JobPorts): Promise<{ stop(): Promise<void> }> => {
  const { log, metrics, store, calls, clock } = ports

  const counted = <J extends Job>(name: J['task'], work: (job: J) => Promise<void>, failed: (job: J, error: unknown) => Promise<void>): Task<string> =>
    async (payload: unknown) => {
      try {
        await work(payload as J)
        metrics.jobs.inc({ task: name, outcome: 'done' })
      } catch (error) {
        metrics.jobs.inc({ task: name, outcome: 'failed' })
        log.warn({ task: name, err: error instanceof Error ? error.message : error }, 'background work failed; it will be tried again')
        await failed(payload as J, error)
      }
    }

  /** Work that brings the outside in line with how things are is tried until it works: the pause grows to a minute, or is what the other side asked for. */
  const untilDone = async (job: Extract<Job, { tries?: number }>, error: unknown): Promise<void> => {
    const tries = (job.tries ?? 0) + 1
    const seconds = retryAfterSeconds(error) ?? Math.min(60, 2 ** tries)
    await store.addJobs([{ ...job, tries }], clock.now() + seconds * 1000)
  }
  /** A sentence is tried a few times by the worker itself; after some minutes it is no news any more. */
  const aFewTimes = async (_job: Job, error: unknown): Promise<void> => {
    throw error
  }

  const worker = await keepWorking({
    pool: ports.pool, log, clock,
    taskList: {
      presence: counted<Extract<Job, { task: 'presence' }>>('presence', presenceJob(ports), untilDone),
      'call-card': counted<Extract<Job, { task: 'call-card' }>>('call-card', callCardJob({ store, calls, chat: ports.chat }), untilDone),
      tell: counted<Extract<Job, { task: 'tell' }>>('tell', tellJob(ports), aFewTimes),
    },
  })

  let cancelRenewal = () => {}
  const renew = () => {
    void store.presences().then((people) => store.addJobs(people.map((person) => ({ task: 'presence', person })))).catch(() => undefined)
    cancelRenewal = clock.setTimeout(renewPresenceMs, renew)
  }
  cancelRenewal = clock.setTimeout(renewPresenceMs, renew)

  return {
    async stop() {
      cancelRenewal()
      await worker.stop()
    },
  }
}
