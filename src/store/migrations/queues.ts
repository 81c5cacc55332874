import { perTenant } from './tenants.ts'

export const queueStatements = [
  `create table queues (
    tenant_id text not null, id text not null, number text not null unique, name text not null, settings jsonb not null,
    updated_at bigint not null, updated_by text not null, primary key (tenant_id, id))`,
  ...perTenant('queues'),
  `create table queue_agents (
    tenant_id text not null, queue_id text not null, user_id text not null, position integer not null, on_duty boolean not null,
    idle_since bigint, rung_at bigint, primary key (tenant_id, queue_id, user_id),
    foreign key (tenant_id, queue_id) references queues on delete cascade)`,
  'create index queue_agents_of_person on queue_agents (tenant_id, user_id)',
  ...perTenant('queue_agents'),
  // how a caller came who did not dial this person
  'alter table calls add column via jsonb',
]
