import { z } from 'zod/v4'
import { GraphError, type CallRecord, type Graph, type RecordParty } from '../port.ts'
import type { GraphClient } from './client.ts'

const identity = z.looseObject({ id: z.string().nullish(), displayName: z.string().nullish() })
const identitySet = z.looseObject({ user: identity.nullish(), phone: identity.nullish() })
const participant = z.object({ id: z.string(), identity: identitySet.nullish() })
const listed = z.object({ id: z.string(), version: z.number(), joinWebUrl: z.string().nullish() })
const page = z.object({ value: z.array(listed), '@odata.nextLink': z.string().nullish() })
const record = z.object({
  id: z.string(), version: z.number(), startDateTime: z.string(), endDateTime: z.string(), organizer_v2: participant.nullish(), participants_v2: z.array(participant).optional(),
})
const sessions = z.object({ value: z.array(z.object({ failureInfo: z.object({ stage: z.string().nullish() }).nullish() })) })

const partyOf = ({ identity: who }: z.infer<typeof participant>): RecordParty => ({
  userId: who?.user?.id?.toLowerCase() ?? null,
  // a withheld number is a word there, and no number
  number: /^\+?\d{5,15}$/.test(who?.phone?.id ?? '') ? `+${who?.phone?.id?.replace('+', '')}` : null,
  name: who?.user?.displayName ?? who?.phone?.displayName ?? null,
})

/**
 * GET /communications/callRecords can be filtered by startDateTime and by participant only, gives 60 a page and keeps 30 days:
 * https://learn.microsoft.com/graph/api/callrecords-cloudcommunications-list-callrecords. So they can be polled, without a
 * subscription and its public address; who took part is not in the list and is asked for one by one.
 */
export const graphCallRecords = (client: Pick<GraphClient, 'request'>, baseUrl: string): Pick<Graph, 'callRecords' | 'callRecord' | 'callRecordAnswered'> => ({
  async *callRecords(tenantId, since) {
    const filter = new URLSearchParams({ $filter: `startDateTime ge ${new Date(since).toISOString()}` })
    for (let path: string | null = `/communications/callRecords?${filter}`; path !== null;) {
      const { value, '@odata.nextLink': next } = page.parse(await client.request(tenantId, 'GET', path))
      yield value.map(({ id, version, joinWebUrl }) => ({ id, version, meeting: Boolean(joinWebUrl) }))
      // our token goes nowhere else
      if (next && !next.startsWith(`${baseUrl}/`)) throw new GraphError(0, 'GET /communications/callRecords: the next page is at another address')
      path = next ? next.slice(baseUrl.length) : null
    }
  },
  async callRecord(tenantId, id): Promise<CallRecord | null> {
    const answer = await client.request(tenantId, 'GET', `/communications/callRecords/${encodeURIComponent(id)}?$expand=participants_v2`).catch((error: unknown) => {
      if (error instanceof GraphError && error.status === 404) return null
      throw error
    })
    if (answer === null) return null
    const { version, startDateTime, endDateTime, organizer_v2: organizer, participants_v2: participants = [] } = record.parse(answer)
    return {
      id, version, startedAt: Date.parse(startDateTime), endedAt: Date.parse(endDateTime),
      organizer: organizer ? partyOf(organizer) : null, participants: participants.map(partyOf), correlationId: null,
    }
  },
  // "failureInfo: failure information associated with the session if it failed": https://learn.microsoft.com/graph/api/resources/callrecords-session
  async callRecordAnswered(tenantId, id) {
    const { value } = sessions.parse(await client.request(tenantId, 'GET', `/communications/callRecords/${encodeURIComponent(id)}/sessions`))
    return value.some(({ failureInfo }) => failureInfo?.stage !== 'callSetup')
  },
})
