import { sql, type Kysely } from 'kysely'
import { addAudit } from './audit.ts'
import { addJobs } from './jobs.ts'
import { tenantRole } from './migrations/tenants.ts'
import type { Traces } from './port.ts'
import type { Database } from './schema.ts'

/** Writes what a change leaves behind, in the transaction of the change, which is bound to a tenant. */
export const leaveTraces = async (tx: Kysely<Database>, { audit, jobs }: Traces): Promise<void> => {
  await addAudit(tx, audit)
  // one that Teams is asked about is pending until Teams shows it
  for (const job of jobs) if (job.task === 'teams-number') await tx.updateTable('numbers').set({ teams: 'pending', teams_detail: null }).where('tenant_id', '=', job.person.tenantId).where('number', '=', job.number).execute()
  if (jobs.length === 0) return
  // the queue of background work is the owner's
  await sql`set local role none`.execute(tx)
  await addJobs(tx, jobs)
  await sql`set local role ${sql.id(tenantRole)}`.execute(tx)
}
