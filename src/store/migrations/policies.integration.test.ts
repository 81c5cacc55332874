import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { startTestDatabase } from '../../../sandbox/database/index.ts'
import { migrations } from '../migrations.ts'

describe('what was decided about single lines before there were policies', () => {
  it('is a policy for that person afterwards; what nobody decided is none', async () => {
    const database = await startTestDatabase()
    const pool = new pg.Pool({ connectionString: database.url })
    // the database is dropped under connections that are closing
    pool.on('error', () => undefined)
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    try {
      const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
      expect((await migrator.migrateTo('2026-11-24-voicemail')).error).toBeUndefined()
      const usual = '{"callerId":{"locked":false,"allowed":["mobile","company","hidden"],"companyNumber":null,"companyName":null},"unanswered":{"forward":"anyone"}}'
      const company = '{"callerId":{"locked":true,"allowed":["company"],"companyNumber":"+14255550100","companyName":"Northwind"},"unanswered":{"forward":"nobody"}}'
      for (const [user, dialer, policy] of [['dana', 'Teams', company], ['marco', 'UserOverride', usual], ['priya', 'UserOverride', '{}'], ['quinn', 'UserOverride', '{}']] as const) {
        await pool.query(`insert into lines (tenant_id, user_id, number, name, ring, notify, policy, unanswered_after_seconds, line_policy) values ('t', $1, $1, $1, 'native', true, $2, 30, $3)`, [user, dialer, policy])
      }
      await pool.query(`insert into voicemail_settings (tenant_id, user_id, email, days, longest_seconds) values ('t', 'priya', false, 90, 180), ('t', 'quinn', true, 60, 180)`)
      expect((await migrator.migrateToLatest()).error).toBeUndefined()
      const { rows } = await pool.query('select id, scope, subject, name, settings from policies order by id')
      expect(rows).toEqual([
        { id: 'person-dana', scope: 'person', subject: 'dana', name: 'dana', settings: { dialer: 'Teams', ...(JSON.parse(company) as object) } },
        { id: 'person-priya', scope: 'person', subject: 'priya', name: 'priya', settings: { voicemailDays: 90 } },
      ])
    } finally {
      await db.destroy()
      await database.stop()
    }
  })
})
