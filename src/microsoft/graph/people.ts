import { z } from 'zod/v4'
import { GraphError, type Graph } from '../port.ts'
import type { GraphClient } from './client.ts'

const users = z.object({ value: z.array(z.object({ id: z.string(), displayName: z.string().nullable(), jobTitle: z.string().nullable().optional() })) })

const named = z.object({ displayName: z.string().nullable() })

/** GET /users with $search on displayName, an advanced query: https://learn.microsoft.com/graph/aad-advanced-queries */
export const graphPeople = (client: GraphClient): Pick<Graph, 'searchPeople' | 'nameOf'> => ({
  async searchPeople(tenantId, text, limit) {
    // $search takes its term in double quotes, where a backslash escapes
    const term = text.replace(/["\\]/g, '\\$&')
    const query = new URLSearchParams({ $search: `"displayName:${term}"`, $select: 'id,displayName,jobTitle', $top: String(limit) })
    const found = users.parse(await client.request(tenantId, 'GET', `/users?${query}`, { headers: { consistencylevel: 'eventual' }, deadlineMs: 4_000 }))
    return found.value.map((user) => ({ userId: user.id, name: user.displayName ?? '', jobTitle: user.jobTitle ?? null }))
  },
  async nameOf({ tenantId, userId }) {
    try {
      const { displayName } = named.parse(await client.request(tenantId, 'GET', `/users/${encodeURIComponent(userId)}?$select=displayName`, { deadlineMs: 4_000 }))
      return displayName
    } catch (error) {
      // 400 for what is no user id at all
      if (error instanceof GraphError && (error.status === 404 || error.status === 400)) return null
      throw error
    }
  },
})
