import { z } from 'zod/v4'
import { GraphError, type Graph } from '../port.ts'
import type { GraphClient } from './client.ts'

const page = z.object({ value: z.array(z.object({ id: z.string() })), '@odata.nextLink': z.string().nullish() })

/**
 * GET /users/{id}/transitiveMemberOf, cast to groups: https://learn.microsoft.com/graph/api/user-list-transitivememberof.
 * Ids only: names need a permission for groups themselves, and policies have names of their own.
 */
export const graphGroups = (client: GraphClient, baseUrl: string): Pick<Graph, 'groupsOf'> => ({
  async groupsOf({ tenantId, userId }) {
    const found: string[] = []
    const first = `/users/${encodeURIComponent(userId)}/transitiveMemberOf/microsoft.graph.group?${new URLSearchParams({ $select: 'id', $top: '999' })}`
    for (let path: string | null = first; path !== null;) {
      const { value, '@odata.nextLink': next } = page.parse(await client.request(tenantId, 'GET', path))
      found.push(...value.map(({ id }) => id.toLowerCase()))
      // our token goes nowhere else
      if (next && !next.startsWith(`${baseUrl}/`)) throw new GraphError(0, 'GET transitiveMemberOf: the next page is at another address')
      path = next ? next.slice(baseUrl.length) : null
    }
    return found
  },
})
