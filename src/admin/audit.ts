import type { AuditFilter, AuditRecord } from '../store/port.ts'
import { readId, readTenant, readWhole, textOf, UsageError, type AdminCommand, type Ask } from './read.ts'

const readMoment = (ask: Ask, option: string): number | undefined => {
  const text = textOf(ask, option)
  if (text === undefined) return undefined
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new UsageError(`--${option}: “${text}” is no moment; expected one like 2026-11-03 or 2026-11-03T12:00:00Z.`)
  return at
}

const detailWords = (detail: AuditRecord['detail']): string => Object.entries(detail).map(([name, value]) => `${name}=${String(value)}`).join(' ')

const entryLine = (names: Map<string, string>) => ({ at, userId, actor, action, subject, detail }: AuditRecord): string => {
  const called = (id: string) => names.get(id) ?? id
  const who = actor === null ? called(userId) : `${called(actor)} for ${called(userId)}`
  return `${new Date(at).toISOString()} ${who}: ${action} ${called(subject)} ${detailWords(detail)}`.trimEnd()
}

export const audit: AdminCommand = {
  name: 'audit',
  usage: 'audit [--since <moment>] [--until <moment>] [--action <action>] [--person <object id>] [--subject <call, number, message>] [--last <1-10000>] [--json] [--tenant <tenant id>]',
  help: 'Who did what, oldest first; the last 100 unless --last says otherwise.',
  options: {
    tenant: { type: 'string' }, since: { type: 'string' }, until: { type: 'string' }, action: { type: 'string' }, person: { type: 'string' }, subject: { type: 'string' }, last: { type: 'string' },
    json: { type: 'boolean' },
  },
  read(ask) {
    const tenantId = readTenant(ask)
    if (ask.rest.length > 0) throw new UsageError(`“${ask.rest[0]}” is not understood.\n\n${ask.usage}`)
    const [since, until, person, action, subject] = [readMoment(ask, 'since'), readMoment(ask, 'until'), textOf(ask, 'person'), textOf(ask, 'action'), textOf(ask, 'subject')]
    const filter: AuditFilter = {
      ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }), ...(person === undefined ? {} : { person: readId('--person', person) }),
      ...(action === undefined ? {} : { action }), ...(subject === undefined ? {} : { subject }),
    }
    const last = readWhole(ask, 'last', { least: 1, most: 10_000 }) ?? 100
    return async ({ store }) => {
      const entries = (await store.auditLog(tenantId, filter, null, last)).toReversed()
      if (ask.values['json']) return entries.map((entry) => JSON.stringify(entry)).join('\n')
      const people = await store.linesOf(tenantId, [...new Set(entries.flatMap(({ userId, actor, subject: about }) => [userId, actor ?? userId, about]))])
      return entries.length === 0 ? 'Nothing is written there.' : entries.map(entryLine(new Map(people.map(({ userId, name }) => [userId, name])))).join('\n')
    }
  },
}
