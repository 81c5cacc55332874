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

/** In turns of one job from each queue: what is added in one statement is added in no order. */
const inTurns = (jobs: Job[]): Job[][] => {
  const turns: Job[][] = []
  const added = new Map<string, number>()
  for (const job of jobs) {
    const turn = added.get(queueOf(job)) ?? 0
    added.set(queueOf(job), turn + 1)
    const others = (turns[turn] ??= [])
    others.push(job)
  }
  return turns
}

/** Adds background work in the same transaction as what asks for it. Work of one person runs in order (one queue each). */
export const addJobs = async (db: Kysely<Database> | Transaction<Database>, jobs: Job[], runAt?: number): Promise<void> => {
  for (const turn of inTurns(jobs)) {
    const rows = turn.map((job) => ({ task: job.task, job, queue: queueOf(job), key: keyOf(job), tenant: job.person.tenantId, person: job.person.userId }))
    // most people are waited for by nobody: their calls need no work afterwards
    await sql`with wanted as (
        select array_agg((task, job, queue, ${runAt === undefined ? null : new Date(runAt)}::timestamptz, 7, key, null, null)::graphile_worker.job_spec order by queue) as specs
        from json_to_recordset(${JSON.stringify(rows)}::json) as added (task text, job json, queue text, key text, tenant text, person text)
        where task <> 'watch' or exists (select from watches where tenant_id = tenant and colleague_id = person))
      select count(*) from wanted, graphile_worker.add_jobs(specs, ${runAt !== undefined}) where specs is not null`.execute(db)
  }
}
