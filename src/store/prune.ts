import type { Kysely } from 'kysely'
import type { Store } from './port.ts'
import type { Database } from './schema.ts'

export const pruneQueries = (db: Kysely<Database>): Pick<Store, 'prune'> => ({
  async prune(before) {
    await db.deleteFrom('commands').where('at', '<', String(before)).execute()
    await db.deleteFrom('live_notes').where('at', '<', String(before)).execute()
    await db.deleteFrom('teams_records').where('at', '<', String(before)).execute()
    await db.deleteFrom('number_uploads').where('at', '<', String(before)).execute()
    // a card has no time of its own: it is as old as its call
    await db.deleteFrom('call_cards')
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('live_calls').select('id').whereRef('live_calls.id', '=', 'call_cards.call_id'))))
      .where(({ not, exists, selectFrom }) => not(exists(
        selectFrom('calls').select('id').whereRef('calls.id', '=', 'call_cards.call_id').where('calls.ended_at', '>=', String(before)),
      )))
      .execute()
  },
})
