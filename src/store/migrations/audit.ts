export const auditStatements = [
  // whose recording was played, held or released; earlier entries name the officer in `user_id` and the owner in their detail
  `alter table audit add whose text generated always as (detail->>'of') stored`,
  'create index audit_whose on audit (tenant_id, whose, seq) where whose is not null',
  // what was written since a moment
  'create index audit_at on audit (tenant_id, at, seq)',
]
