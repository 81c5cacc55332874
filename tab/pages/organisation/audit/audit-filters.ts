import type { Target } from '../../../parts/live/use-targets.ts'
import { formatNumber } from '../../../number.ts'
import type { AuditQuery } from '../admin-api.ts'

export const whens = { today: 'Today', week: 'Last 7 days', month: 'Last 30 days' } as const
export type When = keyof typeof whens
const days: Record<When, number> = { today: 0, week: 6, month: 29 }

/** What is looked for. What is null or empty does not matter. */
export interface AuditFilters {
  /** A person, whose deeds and matters count, or a number. */
  about: Target | null
  action: string
  when: When | null
}
export const noFilters: AuditFilters = { about: null, action: '', when: null }

export const isFiltered = ({ about, action, when }: AuditFilters) => about !== null || action !== '' || when !== null

export const aboutWords = (about: Target) => (about.kind === 'number' ? formatNumber(about.number) : about.person.name)

/** In the words of the API. Days begin at midnight where the administrator is. */
export const queryOf = ({ about, action, when }: AuditFilters, nowMs: number): AuditQuery => ({
  ...(about === null ? {} : about.kind === 'number' ? { subject: about.number } : { person: about.person.userId }),
  ...(action === '' ? {} : { action }),
  ...(when === null ? {} : { since: new Date(new Date(nowMs).setHours(-24 * days[when], 0, 0, 0)).toISOString() }),
})
