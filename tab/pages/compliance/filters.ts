import type { Colleague } from '../../../src/api/person.ts'
import { startOfField } from '../../clock.ts'

/** Whose recordings, and of which days (as a date field has them, both included). Null and empty: any. */
export interface Filters {
  person: Pick<Colleague, 'userId' | 'name'> | null
  from: string
  to: string
}

export const noFilters: Filters = { person: null, from: '', to: '' }
export const isFiltered = ({ person, from, to }: Filters): boolean => person !== null || from !== '' || to !== ''

/** In the words of the API, for which `to` is the first moment that is left out. */
export const queryOf = ({ person, ...days }: Filters): { person?: string, from?: string, to?: string } => {
  const [from, to] = [startOfField(days.from), startOfField(days.to, 1)]
  return { ...(person === null ? {} : { person: person.userId }), ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) }
}
