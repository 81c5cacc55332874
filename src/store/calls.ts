import { sql, type Kysely, type Selectable, type SelectQueryBuilder } from 'kysely'
import type { Cursor, HistoryFilter, HistoryRecord, PersonId, Store } from './port.ts'
import type { Database } from './schema.ts'
import { fold, searchPatterns, searchText } from './search.ts'

export const toEntry = (row: Selectable<Database['calls']>): HistoryRecord => ({
  id: row.id, tenantId: row.tenant_id, userId: row.user_id, direction: row.direction, remote: { number: row.remote_number, name: row.remote_name },
  outcome: row.outcome, startedAt: Number(row.started_at), endedAt: Number(row.ended_at), talkMs: Number(row.talk_ms), journey: row.journey,
  voicemailId: row.voicemail_id, transferredTo: row.transferred_to, forwardedTo: row.forwarded_to, endedBy: row.ended_by, source: row.source, recorded: row.recorded, via: row.via, note: row.note, tags: row.tags,
})

/** What a person writes on an entry, as columns: the words themselves, and what a search compares. */
export const toNoteRow = ({ remote, note, tags }: Pick<HistoryRecord, 'remote' | 'note' | 'tags'>) => ({
  note, tags, tag_keys: tags.map(fold), search: searchText({ ...remote, note, tags }),
})

export const toRow = (entry: HistoryRecord) => ({
  id: entry.id, tenant_id: entry.tenantId, user_id: entry.userId, direction: entry.direction, remote_number: entry.remote.number,
  remote_name: entry.remote.name, outcome: entry.outcome, started_at: entry.startedAt, ended_at: entry.endedAt, talk_ms: entry.talkMs,
  journey: JSON.stringify(entry.journey), voicemail_id: entry.voicemailId, transferred_to: JSON.stringify(entry.transferredTo),
  forwarded_to: JSON.stringify(entry.forwardedTo), ended_by: entry.endedBy, source: entry.source, recorded: entry.recorded ?? null,
  via: entry.via ? JSON.stringify(entry.via) : null, ...toNoteRow(entry),
})

type Rows = SelectQueryBuilder<Database, 'calls', Selectable<Database['calls']>>

const matching = (query: Rows, { text, outcomes, direction, endpoint, tag, from, to }: HistoryFilter): Rows => {
  let rows = query
  if (outcomes !== undefined) rows = rows.where('outcome', 'in', outcomes)
  if (direction !== undefined) rows = rows.where('direction', '=', direction)
  if (endpoint !== undefined) rows = rows.where(sql<boolean>`journey @> ${JSON.stringify([{ endpoint }])}::jsonb`)
  if (tag !== undefined) rows = rows.where(sql<boolean>`tag_keys @> array[${fold(tag)}]::text[]`)
  if (from !== undefined) rows = rows.where('started_at', '>=', String(from))
  if (to !== undefined) rows = rows.where('started_at', '<', String(to))
  if (text === undefined) return rows
  const { words, number } = searchPatterns(text)
  return rows.where((row) => {
    const all = row.and(words.map((word) => row('search', 'like', word)))
    return number === null ? all : row.or([all, row('search', 'like', number)])
  })
}

const rowsIn = (db: Kysely<Database>) => ({ tenantId, userId }: PersonId): Rows => db.selectFrom('calls').selectAll().where('tenant_id', '=', tenantId).where('user_id', '=', userId)

const page = (rows: Rows, before: Cursor | null, limit: number, filter: HistoryFilter): Rows => {
  const fitting = matching(rows, filter)
  const behind = before === null ? fitting : fitting.where((row) => row(row.refTuple('started_at', 'id'), '<', row.tuple(String(before.at), before.id)))
  return behind.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit)
}

/**
 * Under a policy PostgreSQL uses no index for what is not sure to keep a row's content to itself, and LIKE and @> are not:
 * https://www.postgresql.org/docs/current/rules-privileges.html. So these filters look for the ids outside of it, within the
 * person's own rows, and what is shown is read under the policy like everything else.
 */
export const searchedHistory = (db: Kysely<Database>, bound: Pick<Store, 'history'> & { entries(person: PersonId, ids: string[]): Promise<HistoryRecord[]> }): Pick<Store, 'history'> => ({
  async history(person, before, limit, filter = {}) {
    if (filter.text === undefined && filter.tag === undefined && filter.endpoint === undefined) return bound.history(person, before, limit, filter)
    const found = await page(rowsIn(db)(person), before, limit, filter).clearSelect().select('id').execute()
    return found.length === 0 ? [] : bound.entries(person, found.map(({ id }) => id))
  },
})

export const callQueries = (
  db: Kysely<Database>,
): Pick<Store, 'history' | 'historyEntry' | 'nameOfNumber' | 'rememberCommand' | 'forgetCommand'> & { entries(person: PersonId, ids: string[]): Promise<HistoryRecord[]> } => {
  const rowsOf = rowsIn(db)
  return {
    async history(person, before, limit, filter = {}) {
      return (await page(rowsOf(person), before, limit, filter).execute()).map(toEntry)
    },
    /** Newest first. */
    async entries(person, ids) {
      const rows = await rowsOf(person).where('id', 'in', ids).orderBy('started_at', 'desc').orderBy('id', 'desc').execute()
      return rows.map(toEntry)
    },
    async historyEntry(person, id) {
      const row = await rowsOf(person).where('id', '=', id).executeTakeFirst()
      return row ? toEntry(row) : null
    },
    async nameOfNumber({ tenantId, userId }, number) {
      const row = await db.selectFrom('calls').select('remote_name').where('tenant_id', '=', tenantId).where('user_id', '=', userId)
        .where('remote_number', '=', number).where('remote_name', 'is not', null).orderBy('started_at', 'desc').limit(1).executeTakeFirst()
      return row?.remote_name ?? null
    },
    async rememberCommand({ tenantId, userId }, key, commandId, at) {
      await db.insertInto('commands').values({ tenant_id: tenantId, user_id: userId, key, command_id: commandId, at })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id', 'key']).doNothing()).execute()
      const row = await db.selectFrom('commands').select('command_id').where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('key', '=', key)
        .executeTakeFirstOrThrow()
      return row.command_id
    },
    async forgetCommand({ tenantId, userId }, key) {
      await db.deleteFrom('commands').where('tenant_id', '=', tenantId).where('user_id', '=', userId).where('key', '=', key).execute()
    },
  }
}
