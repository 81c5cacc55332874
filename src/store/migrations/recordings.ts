/**
 * The sound lies in pieces of 1 MiB (65 s; an hour is 58 MB) as `bytea`: read one at a time, gone with their recording,
 * and bound to their tenant as every other row. Large objects know neither of the last two. Each piece is encrypted and
 * sealed for itself (service/recording-cipher.ts).
 */
export const recordingStatements = [
  `create table recordings (
    id text primary key, tenant_id text not null, user_id text not null, call_id text not null, part integer not null, beside boolean not null,
    direction text not null, remote_number text, remote_name text, started_at bigint not null, ended_at bigint not null, duration_ms integer not null,
    bytes bigint not null, pieces integer not null, wrapped_key bytea not null, iv bytea not null, key_id text not null,
    legal_hold boolean not null default false, delete_after bigint not null)`,
  'create index recordings_newest on recordings (tenant_id, started_at desc, id desc)',
  'create index recordings_of_person on recordings (tenant_id, user_id, started_at desc, id desc)',
  'create index recordings_to_go on recordings (delete_after) where not legal_hold',
  `create table recording_pieces (
    tenant_id text not null, recording_id text not null references recordings on delete cascade, piece integer not null, data bytea not null,
    primary key (recording_id, piece))`,
  // what is encrypted can't be made smaller
  'alter table recording_pieces alter column data set storage external',
  `alter table calls add column recorded text check (recorded in ('recorded', 'partly', 'unrecorded'))`,
  // where tenants are kept apart already (migrations/tenants.ts), these tables are, too
  ...['recordings', 'recording_pieces'].map((table) => `do $$ begin
    if exists (select from pg_roles where rolname = 'single_number_tenant') and exists (select from pg_policies where schemaname = current_schema() and tablename = 'calls') then
      alter table ${table} enable row level security;
      create policy tenant on ${table} to single_number_tenant
        using (tenant_id = (select current_setting('app.tenant', true))) with check (tenant_id = (select current_setting('app.tenant', true)));
      grant select, insert, update, delete on ${table} to single_number_tenant;
    end if;
  end $$`),
]
