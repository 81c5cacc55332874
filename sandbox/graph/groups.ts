import { groups, type Person } from '../world.ts'

/** Groups a person is in, also by way of other groups ("List a user's memberships (direct and transitive)"), with `$select`. */
export const groupsOf = (person: Person | undefined, query: URLSearchParams): Record<string, unknown>[] => {
  const direct = groups.filter(({ members }) => person !== undefined && members.includes(person.key))
  const above = groups.filter(({ name }) => direct.some(({ inside }) => inside === name))
  const names = query.get('$select')?.split(',') ?? ['id', 'displayName']
  const properties: Record<string, (group: (typeof groups)[number]) => string> = { id: ({ id }) => id, displayName: ({ name }) => name }
  return [...direct, ...above].map((group) => Object.fromEntries(names.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name](group)]]))))
}
