import { sql, type Kysely, type Transaction } from 'kysely'
import type { Job } from './port.ts'
import type { Database } from './schema.ts'

/** A newer job with the same key replaces one that has not run: what is asked for is always the newest state. */
const keyOf = (job: Job): string => {
  const person = `${job.person.tenantId}:${job.person.userId}`
  switch (job.task) {
    case 'presence': return `presence:${person}`
    case 'groups': return `groups:${person}`
    case 'watch': return `watch:${person}`
    case 'offer-uplift': return `offer-uplift:${person}:${job.callId}`
    case 'call-card': return `call-card:${person}:${job.callId}`
    case 'tell': return `tell:${person}:${job.id}`
    case 'readiness': return `readiness:${person}`
    case 'teams-number': return `teams-number:${job.number}`
    case 'compress-voicemail':
    case 'mail-voicemail': return `${job.task}:${person}:${job.voicemailId}`
  }
}

/** The work of one person at one outside system runs in order. */
const queueOf = ({ task, person }: Job): string => {
  const kind = task === 'call-card' || task === 'tell' ? 'bot' : task
  return `${kind}:${person.tenantId}:${person.userId}`
}

/** Adds background work in the same transaction as what asks for it. Work of one person runs in order (one queue each). */
export const addJobs = async (db: Kysely<Database> | Transaction<Database>, jobs: Job[], runAt?: number): Promise<void> => {
  for (const job of jobs) {
    // most people are waited for by nobody: their calls need no work afterwards
    const wanted = job.task === 'watch' ? sql`where exists (select from watches where tenant_id = ${job.person.tenantId} and colleague_id = ${job.person.userId})` : sql``
    await sql`select graphile_worker.add_job(${job.task}, ${JSON.stringify(job)}::json,
      queue_name := ${queueOf(job)},
      run_at := ${runAt === undefined ? null : new Date(runAt)}::timestamptz,
      job_key := ${keyOf(job)}, job_key_mode := ${runAt === undefined ? 'replace' : 'preserve_run_at'}, max_attempts := 7) ${wanted}`.execute(db)
  }
}
