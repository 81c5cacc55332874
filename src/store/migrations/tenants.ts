/**
 * Tenants can't see each other's rows: work that is bound to a tenant is done in this role (store/tenant.ts), and PostgreSQL
 * itself shows it that tenant's rows only. Work over all tenants (calls that go on, jobs, migrations) is the owner's, whom
 * the policies do not concern. https://www.postgresql.org/docs/current/ddl-rowsecurity.html
 */
export const tenantRole = 'single_number_tenant'

/**
 * Roles belong to the server, not to a database: another one on it may have made it already, or makes it in this moment.
 * Where the owner may not create roles, an administrator of the server does this once: create role single_number_tenant
 * nologin; grant single_number_tenant to <the user of DATABASE_URL>.
 */
const role = `do $$ begin
    begin
      if not exists (select from pg_roles where rolname = '${tenantRole}') then create role ${tenantRole} nologin; end if;
    exception when duplicate_object or unique_violation then null;
    end;
    -- whoever makes a role may give it away, and only then take it on: https://www.postgresql.org/docs/current/role-membership.html
    begin
      perform set_config('role', '${tenantRole}', true);
      perform set_config('role', 'none', true);
    exception when insufficient_privilege then execute format('grant ${tenantRole} to %I', current_user);
    end;
    execute format('grant usage on schema %I to ${tenantRole}', current_schema());
  end $$`

/** What a new table with a tenant_id needs besides its columns; a test fails for one that comes without. */
export const perTenant = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  // the setting is read once a statement, not once a row
  `create policy tenant on ${table} to ${tenantRole}
    using (tenant_id = (select current_setting('app.tenant', true))) with check (tenant_id = (select current_setting('app.tenant', true)))`,
  `grant select, insert, update, delete on ${table} to ${tenantRole}`,
]

/** Every table there is by now, also those of migrations that other branches brought. */
const allTables = `do $$ declare name text; begin
    for name in
      select format('%I', c.relname) from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attname = 'tenant_id' and not a.attisdropped
    loop
      ${perTenant('%1$s').map((statement) => `execute format(${literal(statement)}, name);`).join('\n      ')}
    end loop;
  end $$`

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** The log is only ever added to: by nobody's statement is an entry changed or taken away, the owner's included. */
const appendOnly = [
  `create function audit_is_kept() returns trigger language plpgsql as $$ begin
    raise exception 'the audit log is only ever added to' using errcode = 'insufficient_privilege';
  end $$`,
  'create trigger audit_is_kept before update or delete or truncate on audit for each statement execute function audit_is_kept()',
  `revoke update, delete on audit from ${tenantRole}`,
]

export const tenantStatements = [
  role,
  allTables,
  ...appendOnly,
  // whoever did it where it was not the person themselves
  'alter table audit add actor text',
  'create index audit_newest on audit (tenant_id, seq)',
  'create index audit_person on audit (tenant_id, user_id, seq)',
  'create index audit_actor on audit (tenant_id, actor, seq) where actor is not null',
  'create index audit_action on audit (tenant_id, action, seq)',
]
