import { perTenant } from './tenants.ts'

export const numberStatements = [
  // `batch`: the upload it came by; null for one entered by hand. Whose it is stands in lines.
  `create table numbers (
    number text primary key, tenant_id text not null, kind text not null check (kind in ('mobile', 'service')), operator text not null, site text, iccid text,
    batch text, uploaded_at bigint not null,
    teams text check (teams in ('pending', 'assigned', 'unassigned', 'failed')), teams_detail text)`,
  'create index numbers_of_tenant on numbers (tenant_id, number)',
  ...perTenant('numbers'),
  `create table number_uploads (
    tenant_id text not null, id text not null, user_id text not null, at bigint not null, rows jsonb not null, preview jsonb not null, result jsonb,
    primary key (tenant_id, id))`,
  'create index number_uploads_old on number_uploads (at)',
  ...perTenant('number_uploads'),
  `create table readiness (
    tenant_id text not null, user_id text not null, at bigint not null, checks jsonb not null, voicemail_off boolean not null default false,
    primary key (tenant_id, user_id))`,
  ...perTenant('readiness'),
  // the lines that were there before there was an inventory
  `insert into numbers (number, tenant_id, kind, operator, uploaded_at) select number, tenant_id, 'mobile', '', 0 from lines`,
]
