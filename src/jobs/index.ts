import type { JobHelpers, Task } from 'graphile-worker'
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

  /** A failure is retried with growing pauses; where the other side named a pause, exactly that one is kept. */
  const task = <J extends Job>(name: J['task'], work: (job: J) => Promise<void>): Task<string> => async (payload: unknown, helpers: JobHelpers) => {
    try {
      await work(payload as J)
      metrics.jobs.inc({ task: name, outcome: 'done' })
    } catch (error) {
      metrics.jobs.inc({ task: name, outcome: 'failed' })
      log.warn({ task: name, attempt: helpers.job.attempts, err: error instanceof Error ? error.message : error }, 'background work failed; it will be tried again')
      const seconds = retryAfterSeconds(error)
      if (seconds === null) throw error
      await helpers.addJob(name as string, payload, {
        runAt: new Date(clock.now() + seconds * 1000), jobKeyMode: 'preserve_run_at', maxAttempts: 25,
        ...(helpers.job.key ? { jobKey: helpers.job.key } : {}),
      })
    }
  }

  const worker = await keepWorking({
    pool: ports.pool, log, clock,
    taskList: {
      presence: task<Extract<Job, { task: 'presence' }>>('presence', presenceJob(ports)),
      'call-card': task<Extract<Job, { task: 'call-card' }>>('call-card', callCardJob({ store, calls, chat: ports.chat })),
      tell: task<Extract<Job, { task: 'tell' }>>('tell', tellJob(ports)),
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
