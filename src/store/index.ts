import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { runMigrations } from 'graphile-worker'
import { callQueries } from './calls.ts'
import { liveCallQueries, type StoreNews } from './live-calls.ts'
import { greetingQueries } from './greetings.ts'
import { engineQueries } from './engines.ts'
import { conversationQueries } from './conversations.ts'
import { addJobs } from './jobs.ts'
import { lineQueries } from './lines.ts'
import { migrations } from './migrations.ts'
import { noteQueries } from './notes.ts'
import { sayingAway } from './away.ts'
import type { Job, Store } from './port.ts'
import type { Database } from './schema.ts'
import { pruneQueries } from './prune.ts'
import { recordingQueries, recordingUpkeep } from './recordings.ts'
import { retentionQueries } from './retention.ts'
import { teamsCallQueries } from './teams-calls.ts'
import { voicemailQueries } from './voicemails.ts'

/** The store: PostgreSQL through Kysely. Every query is parameterised; every row belongs to a tenant's user. */
export const postgres = (databaseUrl: string, told: StoreNews = { unreadable: () => undefined }): Store & { pool: pg.Pool } => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 2_000, query_timeout: 5_000 })
  // an idle connection that breaks is replaced by the pool; without a listener it would end the process
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return {
    pool,
    close: () => db.destroy(),
    async ping() {
      await pool.query('select 1')
    },
    ...sayingAway({
      async migrate() {
        await runMigrations({ pgPool: pool })
        const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
        const { error } = await migrator.migrateToLatest()
        if (error) throw error
      },
      ...lineQueries(db),
      ...liveCallQueries(db, told),
      ...callQueries(db),
      ...engineQueries(db),
      ...noteQueries(db),
      ...teamsCallQueries(db),
      ...pruneQueries(db),
      ...voicemailQueries(db),
      ...retentionQueries(db),
      ...recordingQueries(db),
      ...recordingUpkeep(db),
      ...greetingQueries(db),
      ...conversationQueries(db),
      addJobs: (jobs: Job[], runAt?: number) => addJobs(db, jobs, runAt),
    }),
  }
}
