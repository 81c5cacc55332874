import type { Graph } from '../microsoft/port.ts'
import type { Store } from '../store/port.ts'

export type NamesOf = (tenantId: string, ids: readonly (string | null)[]) => Promise<Record<string, string>>

/** More are rare on one page, and each is a question to Graph. */
const mostQuestions = 20
const isPerson = (id: string | null): id is string => id !== null && /^[0-9a-f-]{36}$/.test(id)

/** What people are called, by user id; of those without a number the directory is asked. Whom nobody knows, or can be asked about right now, is left out. */
export const createNamesOf = ({ store, graph }: { store: Pick<Store, 'linesOf'>, graph: Pick<Graph, 'directoryPerson'> }): NamesOf => async (tenantId, ids) => {
  const people = [...new Set(ids.filter(isPerson))]
  const names = Object.fromEntries((await store.linesOf(tenantId, people)).map(({ userId, name }) => [userId, name]))
  const others = people.filter((userId) => names[userId] === undefined).slice(0, mostQuestions)
  const found = await Promise.all(others.map((userId) => graph.directoryPerson({ tenantId, userId }).catch(() => null)))
  for (const [index, userId] of others.entries()) {
    const name = found[index]?.name
    if (name !== undefined) names[userId] = name
  }
  return names
}
