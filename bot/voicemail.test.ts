import { jsonOf, openChat as open, textOf } from './testing/open-chat.ts'
import { greetingOf, message, noon } from './testing/samples.ts'

/** Seattle is at UTC-8 in November. */
const midnight = (day: string) => Date.parse(`${day}T08:00:00Z`)
const withAway = { usual: greetingOf('usual'), away: greetingOf('away'), applies: 'usual' as const }

describe('a person asks for their voicemail', () => {
  it('sees each message with when it goes, and plays it in the tab', async () => {
    const { type, world } = open()
    world.messages = [message({ goesAt: noon + 3 * 86_400_000 }), message({ id: 'vm-2', kept: true, goesAt: null })]
    const card = jsonOf(await type('voicemail'))
    expect(card).toContain('Deleted on Fri, Nov 6 unless kept')
    expect(card).toContain('"text":"Kept"')
    expect(decodeURIComponent(card)).toContain('{"subEntityId":"voicemail/vm-1"}')
  })

  it('deletes a message by its button, undoes that, and finds it among the deleted ones', async () => {
    const { press, type, world } = open()
    const gone = jsonOf(await press('voicemail', { voicemailId: 'vm-1', act: 'delete' }, 'm1'))
    expect(gone).toContain('The message from Harbor Coffee is deleted.')
    expect(jsonOf(await type('voicemail'))).toContain('No messages.')
    expect(jsonOf(await type('deleted messages'))).toContain('"act":"restore"')
    expect(jsonOf(await press('voicemail', { voicemailId: 'vm-1', act: 'restore' }, 'm1'))).toContain('Harbor Coffee')
    expect(world.messages[0]?.deletedAt).toBeNull()
  })

  it('marks read, and keeps', async () => {
    const { press, world } = open()
    expect(jsonOf(await press('voicemail', { voicemailId: 'vm-1', act: 'read' }, 'm1'))).toContain('Mark unread')
    expect(jsonOf(await press('voicemail', { voicemailId: 'vm-1', act: 'keep' }, 'm1'))).toContain("Don't keep")
    expect(world.messages[0]).toMatchObject({ read: true, kept: true })
  })

  it('is told that there is no such message for the id of someone else\'s', async () => {
    const { press, world } = open()
    for (const act of ['read', 'unread', 'keep', 'unkeep', 'delete', 'restore']) {
      expect(textOf(await press('voicemail', { voicemailId: 'vm-of-marco', act }, 'm1'))).toBe('There is no such voicemail.')
    }
    expect(world.messages).toEqual([message()])
  })

  it('only sees the list for an act there is not', async () => {
    const { press, world } = open()
    for (const act of ['constructor', 'toString', 'burn']) expect(jsonOf(await press('voicemail', { voicemailId: 'vm-1', act }, 'm1'))).toContain('Harbor Coffee')
    expect(world.messages).toEqual([message()])
  })

  it('has messages sent by e-mail, and stops it', async () => {
    const { type, world } = open()
    expect(textOf(await type('voicemail email on'))).toContain('also come to your mailbox')
    expect(world.email).toBe(true)
    expect(jsonOf(await type('voicemail'))).toContain('Stop e-mail')
    await type('voicemail by email off')
    expect(world.email).toBe(false)
  })
})

describe('a person asks for their greeting', () => {
  it('learns how to record one when there is none', async () => {
    const { type } = open()
    expect(jsonOf(await type('greeting'))).toContain('Call your own number to record yours.')
    expect(textOf(await type('away until friday'))).toBe('You have no away greeting yet. Upload one first.')
  })

  it.each([
    ['away until friday', '2026-11-07'], ['I\'m away until tomorrow', '2026-11-05'], ['away until 3 December', '2026-12-04'], ['away to 2026-11-20', '2026-11-21'], ['away until Jan 2', '2027-01-03'],
  ])('“%s” counts from today to the end of that day, where they are', async (text, dayAfterLast) => {
    const { type, world } = open()
    world.greeting = withAway
    await type(text)
    expect(world.greeting.away?.dates).toEqual({ from: midnight('2026-11-03'), until: midnight(dayAfterLast) })
  })

  it('takes the days of the card\'s fields, and switches off', async () => {
    const { press, type, world } = open()
    world.greeting = withAway
    const card = jsonOf(await press('greeting', { act: 'away', from: '2026-11-10', until: '2026-11-12' }, 'm1'))
    expect(world.greeting.away?.dates).toEqual({ from: midnight('2026-11-10'), until: midnight('2026-11-13') })
    expect(card).toContain('From Tue, Nov 10 to Thu, Nov 12')
    await type('away off')
    expect(world.greeting.away?.dates).toBeNull()
  })

  it('is asked again for what is no day', async () => {
    const { type, world } = open()
    world.greeting = withAway
    expect(textOf(await type('away until whenever'))).toBe('“whenever” is no day I know. Try tomorrow, Friday or 3 December.')
    expect(world.greeting.away?.dates).toBeNull()
  })

  it('deletes it', async () => {
    const { press, world } = open()
    world.greeting = withAway
    await press('greeting', { act: 'clear-usual' }, 'm1')
    expect(world.greeting.usual).toBeNull()
    expect(textOf(await press('greeting', { act: 'clear-usual' }, 'm1'))).toBe('There is no such greeting.')
  })
})
