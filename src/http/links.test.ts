import { audioLinks, greetingAddresses } from './links.ts'

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

describe('an address for the engine', () => {
  const addresses = greetingAddresses('k'.repeat(32), 'https://app.example')
  const greeting = { ...dana, kind: 'usual' as const, updatedAt: 7 }
  const signature = addresses.make(greeting).split('/').at(-2) ?? ''
  it('is the same for every call, as Asterisk keeps what it fetched, and ends in .wav', () => {
    expect(addresses.make(greeting)).toBe(addresses.make({ ...greeting }))
    expect(addresses.make(greeting)).toMatch(/^https:\/\/app\.example\/api\/media\/greetings\/t\/dana\/usual\/7\/[\w-]{43}\/greeting\.wav$/)
    expect(addresses.isGenuine(greeting, signature)).toBe(true)
  })
  it('opens no other recording: of nobody else, of no other kind, and not the next one', () => {
    for (const other of [{ ...greeting, userId: 'marco' }, { ...greeting, tenantId: 'other' }, { ...greeting, kind: 'away' as const }, { ...greeting, updatedAt: 8 }]) {
      expect(addresses.isGenuine(other, signature)).toBe(false)
    }
  })
  it('is no key to a message, nor a message\'s to it', () => {
    const link = (kind: 'voicemail' | 'greeting') => new URLSearchParams(audioLinks('k'.repeat(32), { now: () => 0, setTimeout: () => () => undefined }, kind).make(dana, 'usual').url.split('?')[1]).get('signature')
    expect(new Set([link('voicemail'), link('greeting'), signature]).size).toBe(3)
  })
})
