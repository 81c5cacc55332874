/**
 * What was decided about single lines becomes policies for those people. From here on the lines' own columns (policy,
 * line_policy, and voicemail_settings.days) keep what counts for them, resolved, so that a call has nothing to look up.
 */
export const policyStatements = [
  `create table policies (
    tenant_id text not null, id text not null, scope text not null check (scope in ('everyone', 'group', 'person')), subject text not null, name text not null,
    priority integer not null, settings jsonb not null, updated_at bigint not null, updated_by text not null,
    primary key (tenant_id, id), unique (tenant_id, scope, subject), check ((scope = 'everyone') = (subject = '')))`,
  `create table group_memberships (
    tenant_id text not null, user_id text not null, groups text[] not null, read_at bigint not null, primary key (tenant_id, user_id))`,
  `insert into policies (tenant_id, id, scope, subject, name, priority, settings, updated_at, updated_by)
    select tenant_id, 'person-' || user_id, 'person', user_id, name, 0, settings, 0, 'before there were policies' from (
      select l.tenant_id, l.user_id, l.name,
        case when l.policy = 'UserOverride' then '{}' else jsonb_build_object('dialer', l.policy) end
        || case when l.line_policy ? 'callerId' then jsonb_build_object('callerId', l.line_policy->'callerId') else '{}' end
        || case when coalesce(l.line_policy->'unanswered'->>'forward', 'anyone') = 'anyone' then '{}' else jsonb_build_object('unanswered', l.line_policy->'unanswered') end
        || case when coalesce(s.days, 60) = 60 then '{}' else jsonb_build_object('voicemailDays', s.days) end as settings
      from lines l left join voicemail_settings s on s.tenant_id = l.tenant_id and s.user_id = l.user_id) found
    where settings <> '{}'
      and settings <> '{"callerId": {"locked": false, "allowed": ["mobile", "company", "hidden"], "companyName": null, "companyNumber": null}}'`,
]
