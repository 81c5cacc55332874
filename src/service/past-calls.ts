import type { Clock } from '../clock.ts'
import type { Annotation, HistoryFilter, HistoryRecord, PersonId, Store } from '../store/port.ts'
import type { Calls } from './calls.ts'
import { csvHead, csvRows } from './csv.ts'
import type { Feed } from './feed.ts'
import { Problem } from './problem.ts'

export interface PastCalls {
  /** Writes on an entry, or on a call that still goes on. Throws Problem `not-found` unless the call is theirs. */
  annotate(person: PersonId, id: string, annotation: Annotation): Promise<Required<Annotation>>
  /** What is written on a call, over or not; nothing where there is no such call of theirs. */
  written(person: PersonId, id: string): Promise<Required<Annotation>>
  /** The person's tags, the most used first. */
  tags(person: PersonId): Promise<string[]>
  /** The entries as CSV, a piece at a time, newest first, with times of this zone (IANA name). */
  csv(person: PersonId, filter: HistoryFilter, timeZone: string): AsyncGenerator<string>
}

const mostTags = 50
/** So many entries are in memory at once while they are exported, and a call that comes meanwhile waits for no more than these. */
const piece = 200

export const createPastCalls = (ports: { store: Pick<Store, 'annotate' | 'written' | 'tagsOf' | 'history' | 'audit'>; calls: Pick<Calls, 'find'>; feed: Feed; clock: Clock }): PastCalls => {
  const { store, calls, feed, clock } = ports
  return {
    async annotate(person, id, annotation) {
      const live = calls.find(person, id) !== null
      const written = await store.annotate(person, id, annotation, live, clock.now())
      if (written === null) throw new Problem('not-found', 'There is no such call.')
      // what they wrote is their own business: the audit says only that they did
      await store.audit({
        ...person, at: clock.now(), action: 'call-annotated', subject: id,
        detail: { ...(annotation.note === undefined ? {} : { note: annotation.note === null ? 'removed' : 'written' }), ...(annotation.tags === undefined ? {} : { tags: annotation.tags.length }) },
      })
      feed.publish(person, { type: 'history' })
      return written
    },
    written: (person, id) => store.written(person, id),
    tags: (person) => store.tagsOf(person, mostTags),
    async *csv(person, filter, timeZone) {
      await store.audit({ ...person, at: clock.now(), action: 'history-exported', subject: person.userId, detail: { filters: Object.keys(filter).join(' ') } })
      yield csvHead
      const line = csvRows(timeZone)
      let rows: HistoryRecord[] = []
      do {
        const last = rows.at(-1)
        rows = await store.history(person, last ? { at: last.startedAt, id: last.id } : null, piece, filter)
        if (rows.length > 0) yield rows.map(line).join('')
      } while (rows.length === piece)
    },
  }
}
