import { audioLinks } from './links.ts'

const dana = { tenantId: 't', userId: 'dana' }
const setup = () => {
  let now = 1_000_000
  const links = audioLinks('k'.repeat(32), { now: () => now, setTimeout: () => () => undefined })
  const query = (url: string) => Object.fromEntries(new URLSearchParams(url.split('?')[1])) as { tenant: string; user: string; until: string; signature: string }
  return { links, query, later: (ms: number) => { now += ms } }
}

describe('an address for a player', () => {
  it('opens this one message of this one person, for a minute', () => {
    const { links, query, later } = setup()
    const link = query(links.make(dana, 'vm-1').url)
    expect(links.check('vm-1', link)).toEqual(dana)
    later(60_001)
    expect(() => links.check('vm-1', link)).toThrow('a minute only')
  })
  it.each([['user', 'marco'], ['tenant', 'other'], ['until', '9999999999999'], ['signature', 'AAAA']])('with another %s it opens nothing', (name, value) => {
    const { links, query } = setup()
    expect(() => links.check('vm-1', { ...query(links.make(dana, 'vm-1').url), [name]: value })).toThrow()
  })
  it('opens no other message', () => {
    const { links, query } = setup()
    expect(() => links.check('vm-2', query(links.make(dana, 'vm-1').url))).toThrow()
  })
})
