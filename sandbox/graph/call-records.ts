/**
 * Call records as Graph gives them: made once a call is over, kept 30 days, read by an application only. Microsoft, "callRecord
 * resource type" and "List callRecords": 60 a page, `$filter` on startDateTime and participants_v2/id, no sessions in the list.
 */
import { randomUUID } from 'node:crypto'
import { HttpError, type Request } from '../http.ts'
import type { Person } from '../world.ts'

/** Whoever takes part: a user of the tenant, or a number of the phone network. */
export type RecordParty = { userId: string } | { number: string, name?: string | undefined }

export interface NewRecord {
  /** A new one when not given. One that is there already gets a higher version. */
  id?: string | undefined
  from: RecordParty
  to: RecordParty[]
  /** Milliseconds since 1970. */
  startedAt: number
  seconds: number
  answered: boolean
  meeting: boolean
}

interface Identity { id: string, displayName: string | null, tenantId: string | null, [more: string]: unknown }
interface Participant { id: string, identity: { user: Identity | null, phone: Identity | null } }

const keptMs = 30 * 24 * 3_600_000
const usualPage = 60

export const createCallRecords = ({ people, now }: { people: Person[], now: () => number }) => {
  interface Kept extends NewRecord { id: string, version: number, changedAt: number }
  const records = new Map<string, Kept>()

  const participantOf = (party: RecordParty): Participant => {
    if ('number' in party) return { id: party.number, identity: { user: null, phone: { id: party.number, displayName: party.name ?? null, tenantId: null } } }
    const person = people.find(({ userId }) => userId === party.userId)
    return { id: party.userId, identity: { user: { id: party.userId, displayName: person?.name ?? null, tenantId: person?.tenantId ?? null, userPrincipalName: person?.upn ?? null }, phone: null } }
  }
  const everybody = ({ from, to }: NewRecord) => [from, ...to].map(participantOf)
  const times = ({ startedAt, seconds }: NewRecord) => ({ startDateTime: iso(startedAt), endDateTime: iso(startedAt + seconds * 1_000) })
  const identitySet = ({ identity: { user, phone } }: Participant) => (user ? { user } : { phone })

  const listed = (record: Kept) => {
    const organizer = participantOf(record.from)
    // the documented examples call a call with the phone network "unknown"
    const type = record.to.length > 1 || record.meeting ? 'groupCall' : [record.from, ...record.to].every((party) => 'userId' in party) ? 'peerToPeer' : 'unknown'
    return {
      id: record.id, version: record.version, type, modalities: ['audio'], lastModifiedDateTime: iso(record.changedAt), ...times(record),
      joinWebUrl: record.meeting ? `https://teams.microsoft.com/l/meetup-join/${record.id}` : null,
      organizer: identitySet(organizer), organizer_v2: organizer,
    }
  }
  const sessionsOf = (record: Kept) => record.to.map((party, index) => ({
    id: index === 0 ? record.id : `${record.id}-${index}`, ...times(record), modalities: ['audio'], isTest: false,
    caller: endpoint(participantOf(record.from)), callee: endpoint(participantOf(party)),
    failureInfo: record.answered ? null : { stage: 'callSetup', reason: 'CallSetupFailure' },
  }))

  const kept = () => [...records.values()].filter(({ startedAt }) => startedAt > now() - keptMs)
  const find = (request: Request): Kept => {
    const id = request.parameters['callRecordId'] ?? ''
    const found = kept().find((record) => record.id === id)
    if (found) return found
    throw new HttpError(404, 'NotFound', `Call record ${id} was not found.`)
  }

  return {
    put: (record: NewRecord): string => {
      const id = record.id ?? randomUUID()
      records.set(id, { ...record, id, version: (records.get(id)?.version ?? 0) + 1, changedAt: now() })
      return id
    },
    /** A page of the list; `address` is its own without the query. */
    page: (request: Request, address: string) => {
      const { query } = request
      const fits = filterOf(query.get('$filter'))
      const size = Math.min(usualPage, Number(/odata\.maxpagesize=(\d+)/.exec(request.header('prefer') ?? '')?.[1] ?? usualPage))
      const from = Number(query.get('$skiptoken') ?? 0)
      const found = kept().filter((record) => fits(record.startedAt, everybody(record).map(({ id }) => id))).sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1))
      const rest = new URLSearchParams([...query].filter(([name]) => name !== '$skiptoken'))
      rest.set('$skiptoken', String(from + size))
      return { value: found.slice(from, from + size).map(listed), ...(found.length > from + size ? { '@odata.nextLink': `${address}?${rest}` } : {}) }
    },
    one: (request: Request) => {
      const record = find(request)
      const expand = request.query.get('$expand')
      // "the expanded resource referenced by a single relationship" (Get callRecord)
      if (expand !== null && !/^(participants_v2|sessions)(\(.*\))?$/.test(expand)) throw new HttpError(400, 'BadRequest', `$expand takes one relationship, not '${expand}'.`)
      return {
        ...listed(record),
        ...(expand?.startsWith('participants_v2') ? { participants_v2: everybody(record) } : {}),
        ...(expand?.startsWith('sessions') ? { sessions: sessionsOf(record) } : {}),
      }
    },
    sessions: (request: Request) => ({ value: sessionsOf(find(request)) }),
  }
}
export type CallRecords = ReturnType<typeof createCallRecords>

const iso = (at: number): string => new Date(at).toISOString()

const endpoint = ({ identity: { user, phone } }: Participant) => ({
  '@odata.type': '#microsoft.graph.callRecords.participantEndpoint',
  associatedIdentity: user ?? phone,
  userAgent: { '@odata.type': '#microsoft.graph.callRecords.clientUserAgent', headerValue: 'CallSignalingAgent', platform: 'unknown', productFamily: 'teams' },
})

type Fits = (startedAt: number, participantIds: string[]) => boolean
const compare: Record<string, (a: number, b: number) => boolean> = { lt: (a, b) => a < b, le: (a, b) => a <= b, gt: (a, b) => a > b, ge: (a, b) => a >= b }

/** `startDateTime ge … and startDateTime lt …`, or one participant. */
const filterOf = (filter: string | null): Fits => {
  const clauses = filter?.split(' and ').map((clause): Fits => {
    const [, operator = '', moment = ''] = /^startDateTime (lt|le|gt|ge) (\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))$/.exec(clause.trim()) ?? []
    const holds = compare[operator]
    if (holds) return (startedAt) => holds(startedAt, Date.parse(moment))
    const [, id] = /^participants_v2\/any\(\w+:\w+\/id eq '([^']+)'\)$/.exec(clause.trim()) ?? []
    if (id === undefined) throw new HttpError(400, 'BadRequest', `Invalid filter clause: ${clause}`)
    return (_startedAt, ids) => ids.includes(id)
  })
  return (startedAt, ids) => clauses?.every((fits) => fits(startedAt, ids)) ?? true
}
