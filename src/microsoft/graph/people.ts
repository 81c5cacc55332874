import { z } from 'zod/v4'
import { GraphError, type DirectoryPerson, type Graph } from '../port.ts'
import type { GraphClient } from './client.ts'

const user = z.object({ id: z.string(), displayName: z.string().nullable(), jobTitle: z.string().nullable().optional() })
const users = z.object({ value: z.array(user) })
const toPerson = ({ id, displayName, jobTitle }: z.infer<typeof user>): DirectoryPerson => ({ userId: id, name: displayName ?? '', jobTitle: jobTitle ?? null })

const named = z.object({ displayName: z.string().nullable() })

/** GET /users with $search on displayName, an advanced query: https://learn.microsoft.com/graph/aad-advanced-queries */
export const graphPeople = (client: GraphClient): Pick<Graph, 'searchPeople' | 'nameOf' | 'directoryPerson'> => ({
  async directoryPerson({ tenantId, userId }) {
    try {
      return toPerson(user.parse(await client.request(tenantId, 'GET', `/users/${userId}?$select=id,displayName,jobTitle`, { deadlineMs: 4_000 })))
    } catch (error) {
      if (error instanceof GraphError && error.status === 404) return null
      throw error
    }
  },
  async searchPeople(tenantId, text, limit) {
    // $search takes its term in double quotes, where a backslash escapes
    const term = text.replace(/["\\]/g, '\\$&')
    const query = new URLSearchParams({ $search: `"displayName:${term}"`, $select: 'id,displayName,jobTitle', $top: String(limit) })
    const found = users.parse(await client.request(tenantId, 'GET', `/users?${query}`, { headers: { consistencylevel: 'eventual' }, deadlineMs: 4_000 }))
    return found.value.map(toPerson)
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
