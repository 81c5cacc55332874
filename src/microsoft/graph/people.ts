import { z } from 'zod/v4'
import type { Graph } from '../port.ts'
import type { GraphClient } from './client.ts'

const users = z.object({ value: z.array(z.object({ id: z.string(), displayName: z.string().nullable(), jobTitle: z.string().nullable().optional() })) })

/** GET /users with $search on displayName, an advanced query: https://learn.microsoft.com/graph/aad-advanced-queries */
export const graphPeople = (client: GraphClient): Pick<Graph, 'searchPeople'> => ({
  async searchPeople(tenantId, text, limit) {
    // $search takes its term in double quotes, where a backslash escapes
    const term = text.replace(/["\\]/g, '\\$&')
    const query = new URLSearchParams({ $search: `"displayName:${term}"`, $select: 'id,displayName,jobTitle', $top: String(limit) })
    const found = users.parse(await client.request(tenantId, 'GET', `/users?${query}`, { headers: { consistencylevel: 'eventual' }, deadlineMs: 4_000 }))
    return found.value.map((user) => ({ userId: user.id, name: user.displayName ?? '', jobTitle: user.jobTitle ?? null }))
  },
})
