import { z } from 'zod/v4'
import type { Graph } from '../port.ts'
import type { GraphClient } from './client.ts'

const presence = z.object({ availability: z.string(), activity: z.string() })

/** Presence sessions belong to an application: sessionId is its id. https://learn.microsoft.com/graph/api/presence-setpresence */
export const graphPresence = (client: GraphClient, clientId: string): Pick<Graph, 'presence' | 'setInACall' | 'clearPresence'> => ({
  async presence({ tenantId, userId }) {
    const { availability, activity } = presence.parse(await client.request(tenantId, 'GET', `/users/${userId}/presence`, { deadlineMs: 1_500 }))
    return { availability, activity }
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
