import type { Task } from 'graphile-worker'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { GraphError } from '../microsoft/port.ts'
import { ChatError } from '../service/chat.ts'
import type { Job, Store } from '../store/port.ts'

/** Refusals that pass: a token, a time-out, a conflict, a limit. 412 is among those Teams asks to try again: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const passing = [401, 408, 409, 412, 429]

const answerOf = (error: unknown): { status: number | null; retryAfterSeconds: number | null } =>
  error instanceof GraphError || error instanceof ChatError ? error : { status: null, retryAfterSeconds: null }

/** The other side will say the same however often it is asked. */
export const isPermanent = (error: unknown): boolean => {
  const { status } = answerOf(error)
  return status !== null && status >= 400 && status < 500 && !passing.includes(status)
}

/**
 * Whose limit it is when the other side asks to wait. Graph counts presence for an app in a tenant:
 * https://learn.microsoft.com/graph/throttling-limits; Teams counts a bot's messages in a chat: the page above.
 */
const limitOf = ({ task, person: { tenantId, userId } }: Job): string => {
  switch (task) {
    case 'presence':
    case 'watch': return `graph:${tenantId}`
    case 'readiness':
    case 'teams-number': return `teams-admin:${tenantId}`
    // reading the directory is counted apart from presence
    case 'groups': return `directory:${tenantId}`
    // Outlook counts for an app and a mailbox
    case 'mail-voicemail': return `mail:${tenantId}:${userId}`
    case 'compress-voicemail': return 'nobody'
    case 'call-card':
    case 'offer-uplift':
    case 'tell': return `bot:${tenantId}:${userId}`
  }
}

const messageOf = (error: unknown): unknown => (error instanceof Error ? error.message : error)

export interface RetryPorts {
  store: Pick<Store, 'addJobs'>
  clock: Clock
  log: Logger
  metrics: Pick<Metrics, 'jobs'>
}

/**
 * Makes tasks of work on the outside world. Work that failed is tried again, at the time the other side asked for if it
 * did; until then nobody else's work knocks there either. What is refused for good is given up.
 */
export const retrying = ({ store, clock, log, metrics }: RetryPorts) => {
  /** Not before this instant (epoch ms). It may be forgotten with the process: the other side says it again. */
  const notBefore = new Map<string, number>()

  /** Gives when the other side may be asked again; null when it may be now. */
  const waitOf = (job: Job): number | null => {
    const until = notBefore.get(limitOf(job))
    if (until !== undefined && until > clock.now()) return until
    notBefore.delete(limitOf(job))
    return null
  }

  /** What brings the outside in line with how things are is tried until it works. A sentence is left to the worker, which tries for ten minutes; then it is no news any more. */
  const again = async (job: Job, at: number, error: unknown): Promise<void> => {
    if (job.task === 'tell') throw error
    await store.addJobs([job], at)
  }

  const failed = async (job: Job, error: unknown): Promise<void> => {
    const { status, retryAfterSeconds } = answerOf(error)
    if (isPermanent(error)) {
      metrics.jobs.inc({ task: job.task, outcome: 'given up' })
      return log.warn({ task: job.task, status, err: messageOf(error) }, 'background work was refused; it is given up')
    }
    metrics.jobs.inc({ task: job.task, outcome: 'failed' })
    log.warn({ task: job.task, status, err: messageOf(error) }, 'background work failed; it will be tried again')
    const tries = 'tries' in job ? (job.tries ?? 0) + 1 : 1
    const at = clock.now() + (retryAfterSeconds ?? Math.min(60, 2 ** tries)) * 1000
    if (retryAfterSeconds !== null || status === 429) notBefore.set(limitOf(job), at)
    await again(job.task === 'tell' ? job : { ...job, tries }, at, error)
  }

  return <Name extends Job['task']>(work: (job: Extract<Job, { task: Name }>) => Promise<void>): Task<string> => async (payload: unknown) => {
    const job = payload as Extract<Job, { task: Name }>
    const until = waitOf(job)
    if (until !== null) {
      metrics.jobs.inc({ task: job.task, outcome: 'put off' })
      return again(job, until, new Error('the other side asked to wait'))
    }
    try {
      await work(job)
    } catch (error) {
      return failed(job, error)
    }
    metrics.jobs.inc({ task: job.task, outcome: 'done' })
  }
}
