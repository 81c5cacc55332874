import { createNamesOf } from './names.ts'

const [dana, priya, gone] = ['1d2f7a54-0d0c-4a3e-8d3f-3b6a5c1e9a01', '3f4b9c76-2f2e-4c50-8f51-5d8c7e301c03', '99999999-2f2e-4c50-8f51-5d8c7e301c03']

describe('what people are called', () => {
  const asked: string[] = []
  const ports = (directory: (userId: string) => Promise<{ name: string } | null>): Parameters<typeof createNamesOf>[0] => ({
    store: { linesOf: async (_tenantId, userIds) => (userIds.includes(dana) ? [{ userId: dana, name: 'Dana Whitfield' }] : []) as never },
    graph: { directoryPerson: async ({ userId }) => { asked.push(userId); return directory(userId) as never } },
  })

  it('is what their line says, else the directory; nobody else is asked about', async () => {
    const namesOf = createNamesOf(ports(async (userId) => (userId === priya ? { name: 'Priya Nair' } : null)))
    expect(await namesOf('tenant', [dana, priya, gone, dana, null, 'command line', 'service'])).toEqual({ [dana]: 'Dana Whitfield', [priya]: 'Priya Nair' })
    expect(asked).toEqual([priya, gone])
  })

  it('is left out while the directory is away', async () => {
    const namesOf = createNamesOf(ports(async () => { throw new Error('away') }))
    expect(await namesOf('tenant', [dana, priya])).toEqual({ [dana]: 'Dana Whitfield' })
  })
})
