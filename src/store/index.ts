import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { runMigrations } from 'graphile-worker'
import { auditQueries } from './audit.ts'
import { callQueries, searchedHistory } from './calls.ts'
import { liveCallQueries, type StoreNews } from './live-calls.ts'
import { greetingQueries } from './greetings.ts'
import { engineQueries } from './engines.ts'
import { conversationQueries } from './conversations.ts'
import { addJobs } from './jobs.ts'
import { lineQueries } from './lines.ts'
import { migrations } from './migrations.ts'
import { noteQueries } from './notes.ts'
import { numberQueries, numbersHeld } from './numbers.ts'
import { sayingAway } from './away.ts'
import type { Job, Store } from './port.ts'
import type { Database } from './schema.ts'
import { policyQueries, staleGroups } from './policies.ts'
import { pruneQueries } from './prune.ts'
import { readinessQueries, staleReadiness } from './readiness.ts'
import { queueNumbers, queueQueries } from './queues.ts'
import { recordingQueries, recordingUpkeep } from './recordings.ts'
import { retentionQueries } from './retention.ts'
import { teamsCallQueries } from './teams-calls.ts'
import { waitingQueries, watchQueries } from './watches.ts'
import { boundToTenant } from './tenant.ts'
import { uploadQueries } from './uploads.ts'
import { voicemailQueries } from './voicemails.ts'

/** Looking up whose number rings, and what background work looks for. */
const overAllTenants = (db: Kysely<Database>): Pick<Store, 'lineByNumber' | 'numbersHeld' | 'presences' | 'expireVoicemails' | 'uncompressedVoicemails' | 'staleReadiness'> => {
  const { lineByNumber } = lineQueries(db)
  const { presences } = conversationQueries(db)
  const { expireVoicemails } = retentionQueries(db)
  const { uncompressedVoicemails } = voicemailQueries(db)
  return { lineByNumber, presences, expireVoicemails, uncompressedVoicemails, ...numbersHeld(db), ...staleReadiness(db) }
}

const poolOf = (config: pg.PoolConfig): pg.Pool => {
  const pool = new pg.Pool(config)
  // an idle connection that breaks is replaced by the pool; without a listener it would end the process
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** The store: PostgreSQL through Kysely. Every query is parameterised; every row belongs to a tenant, and PostgreSQL shows it to no other. */
export const postgres = (databaseUrl: string, told: StoreNews = { unreadable: () => undefined }): Store & { pool: pg.Pool } => {
  const pool = poolOf({ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 2_000, query_timeout: 5_000 })
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const bound = boundToTenant(pool, db)
  const calls = bound(callQueries)
  return {
    pool,
    async close() {
      // Kysely ends a pool only where a query went through it, and those bound to a tenant don't
      await db.destroy()
      if (!pool.ended) await pool.end()
    },
    async ping() {
      await pool.query('select 1')
    },
    ...sayingAway({
      async migrate() {
        // an index over all there is may take longer than any answer should
        const patient = poolOf({ connectionString: databaseUrl, max: 2, connectionTimeoutMillis: 2_000 })
        const whole = new Kysely<Database>({ dialect: new PostgresDialect({ pool: patient }) })
        try {
          await runMigrations({ pgPool: patient })
          const { error } = await new Migrator({ db: whole, provider: { getMigrations: async () => migrations } }).migrateToLatest()
          if (error) throw error
        } finally {
          await patient.end()
        }
      },
      ...bound(lineQueries),
      ...calls,
      ...searchedHistory(db, calls),
      ...bound(auditQueries),
      ...bound(noteQueries),
      ...bound(teamsCallQueries),
      ...bound(voicemailQueries),
      ...bound(retentionQueries),
      ...bound(greetingQueries),
      ...bound(conversationQueries),
      ...bound(numberQueries),
      ...bound(uploadQueries),
      ...bound(readinessQueries),
      ...bound(watchQueries),
      ...bound(policyQueries),
      ...bound(recordingQueries),
      ...bound(queueQueries),
      // what is done over all tenants, on behalf of nobody
      ...liveCallQueries(db, told),
      ...engineQueries(db),
      ...staleGroups(db),
      ...pruneQueries(db),
      ...waitingQueries(db),
      ...overAllTenants(db),
      ...recordingUpkeep(db),
      ...queueNumbers(db),
      addJobs: (jobs: Job[], runAt?: number) => addJobs(db, jobs, runAt),
    }),
  }
}
