import { GraphError } from '../port.ts'
import type { GraphClient } from './client.ts'
import { graphGroups } from './groups.ts'

const url = 'https://graph.example/v1.0'
const first = '/users/dana/transitiveMemberOf/microsoft.graph.group?%24select=id&%24top=999'
const open = (answers: Record<string, unknown>) => {
  const client: GraphClient = { start: () => Promise.reject(new Error('nothing is started')), request: async (_tenant, _method, path) => answers[path] ?? Promise.reject(new GraphError(404, path)) }
  return graphGroups(client, url).groupsOf({ tenantId: 't', userId: 'dana' })
}

describe('the groups a person is in', () => {
  it('are read page by page, and are the same however Graph spells them', async () => {
    expect(await open({ [first]: { value: [{ id: 'A' }], '@odata.nextLink': `${url}/next` }, '/next': { value: [{ id: 'b' }] } })).toEqual(['a', 'b'])
    expect(await open({ [first]: { value: [] } })).toEqual([])
  })
  it('are not asked for at another address, which would get our token', async () => {
    await expect(open({ [first]: { value: [], '@odata.nextLink': 'https://elsewhere.example/next' } })).rejects.toThrow(GraphError)
  })
})
