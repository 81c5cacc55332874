import type { HistoryFilters, Outcome, Segment } from '../../../src/api/calls.ts'
import { endpointName } from '../../words.ts'

/** What the person looks for. What is empty or null does not matter. */
export interface Filters {
  text: string
  outcomes: OutcomeGroup[]
  direction: 'incoming' | 'outgoing' | null
  endpoint: Segment['endpoint'] | null
  when: When | null
  tag: string | null
}

/** Outcomes as people tell them apart. */
export const outcomeGroups = {
  missed: { name: 'Missed', outcomes: ['missed'] },
  voicemail: { name: 'Left a voicemail', outcomes: ['voicemail'] },
  answered: { name: 'Answered', outcomes: ['answered'] },
  elsewhere: { name: 'A colleague answered', outcomes: ['elsewhere'] },
  declined: { name: 'Declined', outcomes: ['declined'] },
  transferred: { name: 'Transferred or forwarded', outcomes: ['transferred', 'forwarded'] },
  'not-reached': { name: 'Not reached', outcomes: ['unanswered', 'busy', 'failed', 'cancelled', 'not-allowed'] },
} satisfies Record<string, { name: string, outcomes: Outcome[] }>
export type OutcomeGroup = keyof typeof outcomeGroups

export const directions = { incoming: 'Incoming', outgoing: 'Outgoing' } as const
export const whens = { today: 'Today', week: 'Last 7 days', month: 'Last 30 days' } as const
export type When = keyof typeof whens

export const noFilters: Filters = { text: '', outcomes: [], direction: null, endpoint: null, when: null, tag: null }

const days: Record<When, number> = { today: 0, week: 6, month: 29 }

/** In the words of the API. Days begin at midnight where the person is. */
export const queryOf = ({ text, outcomes, direction, endpoint, when, tag }: Filters, nowMs: number): HistoryFilters => ({
  ...(text.trim() === '' ? {} : { q: text.trim() }),
  ...(outcomes.length === 0 ? {} : { outcome: outcomes.flatMap((group) => outcomeGroups[group].outcomes) }),
  ...(direction === null ? {} : { direction }),
  ...(endpoint === null ? {} : { endpoint }),
  ...(when === null ? {} : { from: new Date(new Date(nowMs).setHours(-24 * days[when], 0, 0, 0)).toISOString() }),
  ...(tag === null ? {} : { tag }),
})

export interface Chip {
  id: string
  words: string
  /** The filters without it. */
  without: Filters
}

/** One for each filter that is on; the text stands in its own field. */
export const chipsOf = (filters: Filters): Chip[] => [
  ...filters.outcomes.map((group) => ({ id: group, words: outcomeGroups[group].name, without: { ...filters, outcomes: filters.outcomes.filter((other) => other !== group) } })),
  ...(filters.direction === null ? [] : [{ id: 'direction', words: directions[filters.direction], without: { ...filters, direction: null } }]),
  ...(filters.endpoint === null ? [] : [{ id: 'endpoint', words: endpointName[filters.endpoint], without: { ...filters, endpoint: null } }]),
  ...(filters.when === null ? [] : [{ id: 'when', words: whens[filters.when], without: { ...filters, when: null } }]),
  ...(filters.tag === null ? [] : [{ id: 'tag', words: `Tag: ${filters.tag}`, without: { ...filters, tag: null } }]),
]

export const isFiltered = (filters: Filters) => filters.text.trim() !== '' || chipsOf(filters).length > 0
