import type { Kysely } from 'kysely'
import { addJobs } from './jobs.ts'
import type { Store, WatchRecord } from './port.ts'
import type { Database } from './schema.ts'

interface Row { tenant_id: string; user_id: string; colleague_id: string; name: string; asked_at: string }
const toWatch = ({ tenant_id, user_id, colleague_id, name, asked_at }: Row): WatchRecord => ({ tenantId: tenant_id, userId: user_id, colleagueId: colleague_id, name, askedAt: Number(asked_at) })

export const watchQueries = (db: Kysely<Database>): Pick<Store, 'watches' | 'watchers' | 'putWatch' | 'dropWatch'> => ({
  async watches({ tenantId, userId }) {
    return (await db.selectFrom('watches').selectAll().where('tenant_id', '=', tenantId).where('user_id', '=', userId).orderBy('asked_at').execute()).map(toWatch)
  },
  async watchers({ tenantId, userId }) {
    return (await db.selectFrom('watches').selectAll().where('tenant_id', '=', tenantId).where('colleague_id', '=', userId).execute()).map(toWatch)
  },
  async putWatch({ tenantId, userId, colleagueId, name, askedAt }) {
    const value = { name, asked_at: askedAt }
    await db.insertInto('watches').values({ tenant_id: tenantId, user_id: userId, colleague_id: colleagueId, ...value })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id', 'colleague_id']).doUpdateSet(value)).execute()
  },
  async dropWatch({ tenantId, userId }, colleagueId) {
    const gone = await db.deleteFrom('watches').where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('colleague_id', '=', colleagueId).returning('colleague_id').execute()
    return gone.length > 0
  },
})

/** Of whoever waits, in all tenants: what the job that looks for them asks. */
export const waitingQueries = (db: Kysely<Database>): Pick<Store, 'allWatches' | 'endWatches'> => ({
  async allWatches() {
    return (await db.selectFrom('watches').selectAll().execute()).map(toWatch)
  },
  endWatches: (ended) => db.transaction().execute(async (tx) => {
    const really: WatchRecord[] = []
    for (const { watch, tell } of ended) {
      // one that was ended meanwhile, or asked anew, is another one
      const gone = await tx.deleteFrom('watches').where('tenant_id', '=', watch.tenantId).where('user_id', '=', watch.userId)
        .where('colleague_id', '=', watch.colleagueId).where('asked_at', '=', String(watch.askedAt)).returning('colleague_id').execute()
      if (gone.length === 0) continue
      await addJobs(tx, [tell])
      really.push(watch)
    }
    return really
  }),
})
