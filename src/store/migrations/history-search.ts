import { sql, type Kysely } from 'kysely'
import { searchText } from '../search.ts'

/**
 * Indexes of trigrams make a search of a long history quick. pg_trgm and btree_gin come with PostgreSQL and are trusted, so
 * the owner of a database may create them; some managed ones want them allowed first (Azure: the server parameter
 * azure.extensions). Where they can't be had, search reads the person's own rows, newest first, and finds the same.
 */
const trigrams = `do $$ begin
    create extension if not exists pg_trgm;
    create extension if not exists btree_gin;
    create index calls_search on calls using gin (tenant_id, user_id, search gin_trgm_ops, tag_keys);
  exception when others then
    raise warning 'history search works without its index: %', sqlerrm;
  end $$`

export const searchStatements = [
  `alter table calls
    add forwarded_to jsonb,
    add ended_by text check (ended_by in ('us', 'them', 'network')),
    add source text not null default 'anchor' check (source in ('anchor', 'teams')),
    add note text,
    add tags text[] not null default '{}',
    add search text not null default '',
    add tag_keys text[] not null default '{}'`,
  'create index calls_by_outcome on calls (tenant_id, user_id, outcome, started_at desc, id desc)',
  trigrams,
  `create table live_notes (
    tenant_id text not null, user_id text not null, call_id text not null, note text, tags text[] not null, at bigint not null,
    primary key (tenant_id, user_id, call_id))`,
  `create table teams_records (
    tenant_id text not null, record_id text not null, version bigint not null, at bigint not null, primary key (tenant_id, record_id))`,
  'create index teams_records_old on teams_records (at)',
  'create table teams_record_reads (tenant_id text primary key, at bigint not null)',
]

const batch = 1_000

/** The indexes are there first and the rows follow in small lots: no statement may take longer than the pool lets it. */
export const fillSearch = async (db: Kysely<unknown>): Promise<void> => {
  for (let after = ''; ; ) {
    const { rows } = await sql<{ id: string; remote_name: string | null; remote_number: string | null }>`
      select id, remote_name, remote_number from calls where id > ${after} order by id limit ${batch}`.execute(db)
    const last = rows.at(-1)
    if (last === undefined) return
    const texts = rows.map(({ id, remote_name: name, remote_number: number }) => ({ id, search: searchText({ name, number, note: null, tags: [] }) }))
    await sql`update calls set search = filled.search
      from jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) as filled (id text, search text) where calls.id = filled.id`.execute(db)
    after = last.id
  }
}
