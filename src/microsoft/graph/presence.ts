import { z } from 'zod/v4'
import type { Graph, GraphPresence } from '../port.ts'
import type { GraphClient } from './client.ts'

const presence = z.object({ availability: z.string(), activity: z.string() })
const presences = z.object({ value: z.array(presence.extend({ id: z.string() })) })

/** https://learn.microsoft.com/graph/api/cloudcommunications-getpresencesbyuserid */
const most = 650

/** Presence sessions belong to an application: sessionId is its id. https://learn.microsoft.com/graph/api/presence-setpresence */
export const graphPresence = (client: GraphClient, clientId: string): Pick<Graph, 'presence' | 'presences' | 'setInACall' | 'clearPresence'> => ({
  async presence({ tenantId, userId }) {
    const { availability, activity } = presence.parse(await client.request(tenantId, 'GET', `/users/${userId}/presence`, { deadlineMs: 1_500 }))
    return { availability, activity }
  },
  async presences(tenantId, userIds) {
    const found = new Map<string, GraphPresence>()
    for (let first = 0; first < userIds.length; first += most) {
      const { value } = presences.parse(await client.request(tenantId, 'POST', '/communications/getPresencesByUserId', { body: { ids: userIds.slice(first, first + most) } }))
      for (const { id, availability, activity } of value) found.set(id, { availability, activity })
    }
    return found
  },
  async setInACall({ tenantId, userId }, minutes) {
    await client.request(tenantId, 'POST', `/users/${userId}/presence/setPresence`, {
      body: { sessionId: clientId, availability: 'Busy', activity: 'InACall', expirationDuration: `PT${minutes}M` },
    })
  },
  async clearPresence({ tenantId, userId }) {
    await client.request(tenantId, 'POST', `/users/${userId}/presence/clearPresence`, { body: { sessionId: clientId } })
  },
})
