import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { auditStatements } from './migrations/audit.ts'
import { recordingStatements } from './migrations/recordings.ts'
import { fillSearch, searchStatements } from './migrations/history-search.ts'
import { policyStatements } from './migrations/policies.ts'
import { numberStatements } from './migrations/numbers.ts'
import { queueStatements } from './migrations/queues.ts'
import { tenantStatements } from './migrations/tenants.ts'

/** Statements in their order, then what SQL alone can't do. */
function running(statements: () => string[], then: (db: Kysely<unknown>) => Promise<void> = async () => undefined): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements()) await sql.raw(statement).execute(db)
      await then(db)
    },
  }
}

/** Each migration runs once, in order. A landed one is never edited: add another. */
export const migrations: Record<string, Migration> = {
  '2026-11-22-first': running(() => first),
  '2026-11-24-engines': running(() => ['create table engines (node text primary key, holder text not null, epoch bigint not null, seen_at bigint not null)']),
  '2026-11-24-voicemail': running(() => voicemail),
  '2026-11-24-history-search': running(() => searchStatements, fillSearch),
  '2026-11-24-line-settings': running(() => lineSettings),
  '2026-11-24-watches': running(() => watches),
  // behind the voicemail of that day, which it looks at
  '2026-11-24-z-policies': running(() => policyStatements),
  // they sort behind whatever else came on that day: the first takes care of every table there is by then
  '2026-11-25-a-tenants': running(() => tenantStatements),
  '2026-11-25-b-numbers': running(() => numberStatements),
  '2026-11-25-d-recordings': running(() => recordingStatements),
  '2026-11-25-e-queues': running(() => queueStatements),
  '2026-11-25-f-audit': running(() => auditStatements),
}

/** Read with src/line's schemas, which fill what is missing: a new setting needs no migration. */
const lineSettings = [
  `alter table lines add column settings jsonb not null default '{}', add column line_policy jsonb not null default '{}', add column desk text`,
]

const watches = [
  `create table watches (
    tenant_id text not null, user_id text not null, colleague_id text not null, name text not null, asked_at bigint not null,
    primary key (tenant_id, user_id, colleague_id))`,
  'create index watches_on on watches (tenant_id, colleague_id)',
]

const first = [
  `create table lines (
    tenant_id text not null, user_id text not null, number text not null unique, name text not null,
    ring text not null check (ring in ('native', 'teams')), notify boolean not null,
    policy text not null check (policy in ('Teams', 'Native', 'UserOverride')),
    unanswered_after_seconds integer not null check (unanswered_after_seconds between 5 and 60),
    primary key (tenant_id, user_id))`,
  `create table live_calls (
    id text primary key, tenant_id text not null, user_id text not null, state jsonb not null, updated_at bigint not null)`,
  `create table calls (
    id text primary key, tenant_id text not null, user_id text not null, direction text not null, remote_number text, remote_name text,
    outcome text not null, started_at bigint not null, ended_at bigint not null, talk_ms bigint not null, journey jsonb not null,
    voicemail_id text, transferred_to jsonb)`,
  'create index calls_newest on calls (tenant_id, user_id, started_at desc, id desc)',
  'create index calls_by_number on calls (tenant_id, user_id, remote_number, started_at desc)',
  `create table voicemails (
    id text primary key, call_id text not null unique, tenant_id text not null, user_id text not null, from_number text, from_name text,
    received_at bigint not null, duration_ms integer not null, read boolean not null, peaks jsonb not null, audio bytea not null)`,
  'create index voicemails_newest on voicemails (tenant_id, user_id, received_at desc, id desc)',
  'create index voicemails_unread on voicemails (tenant_id, user_id) where not read',
  `create table commands (
    tenant_id text not null, user_id text not null, key text not null, command_id text not null, at bigint not null,
    primary key (tenant_id, user_id, key))`,
  `create table conversations (
    tenant_id text not null, user_id text not null, reference jsonb not null, primary key (tenant_id, user_id))`,
  `create table call_cards (
    tenant_id text not null, user_id text not null, call_id text not null, activity_id text not null, shown text not null,
    primary key (tenant_id, user_id, call_id))`,
  `create table presence_marks (
    tenant_id text not null, user_id text not null, set_at bigint not null, primary key (tenant_id, user_id))`,
  `create table audit (
    seq bigint generated always as identity primary key, at bigint not null, tenant_id text not null, user_id text not null,
    action text not null, subject text not null, detail jsonb not null)`,
  'create index audit_subject on audit (tenant_id, subject, seq)',
]

const voicemail = [
  'alter table voicemails add deleted_at bigint, add kept boolean not null default false, add compressed bytea, add mailed_at bigint',
  'create index voicemails_deleted on voicemails (deleted_at) where deleted_at is not null',
  'drop index voicemails_unread',
  'create index voicemails_unread on voicemails (tenant_id, user_id) where not read and deleted_at is null',
  'create index voicemails_uncompressed on voicemails (received_at) where compressed is null',
  // whoever has no row has the usual settings (line/retention.ts)
  `create table voicemail_settings (
    tenant_id text not null, user_id text not null, email boolean not null, days integer not null check (days between 1 and 3650),
    longest_seconds integer not null check (longest_seconds between 10 and 180), primary key (tenant_id, user_id))`,
  `create table greetings (
    tenant_id text not null, user_id text not null, kind text not null check (kind in ('usual', 'away')), audio bytea not null,
    duration_ms integer not null, peaks jsonb not null, from_at bigint, until_at bigint, updated_at bigint not null,
    check ((from_at is null) = (until_at is null)), check (from_at < until_at), primary key (tenant_id, user_id, kind))`,
]
