import { spanOf } from './dates.ts'
import { jsonOf, openChat as open, textOf } from './testing/open-chat.ts'
import { ended, noon, talking } from './testing/samples.ts'

const hour = 3_600_000
const lena = ended({ id: 'lena-1' })
const harbor = ended({ id: 'harbor-1', remote: { number: '+12065550177', name: 'Harbor Coffee' }, outcome: 'missed', startedAt: noon - 30 * hour, talkMs: 0, journey: [] })

describe('a person asks for calls', () => {
  it('that they missed, with somebody, or that a note of theirs names', async () => {
    const { type, world } = open()
    world.history = [lena, { ...harbor, note: 'Send the invoice' }]
    const missed = jsonOf(await type('missed calls'))
    expect(missed).toContain('Your missed calls')
    expect(missed).toContain('Harbor Coffee')
    expect(missed).not.toContain('Lena')
    expect(jsonOf(await type('calls with lena'))).toContain('Your calls with “lena”')
    expect(jsonOf(await type('find invoice'))).toContain('Note: Send the invoice')
    expect(jsonOf(await type('find zebra'))).toContain('I found none.')
  })
  it('of last week, by their own calendar', async () => {
    const { type, world } = open()
    await type('calls last week')
    // noon of Tuesday the 3rd in Seattle; the clocks went back on Sunday the 1st
    expect(world.asked).toEqual({ from: Date.UTC(2026, 9, 26, 7), to: Date.UTC(2026, 10, 2, 8) })
    await type('missed calls yesterday')
    expect(world.asked).toEqual({ outcomes: ['missed', 'voicemail'], from: Date.UTC(2026, 10, 2, 8), to: Date.UTC(2026, 10, 3, 8) })
  })
  it('as a file, and is shown the way to it', async () => {
    expect(jsonOf(await open().type('export my calls'))).toContain('choose Export')
  })
})

describe('a person notes something', () => {
  it('on the call they have', async () => {
    const { type, world } = open()
    world.live = [talking()]
    world.history = [harbor]
    expect(textOf(await type('note call back on Monday'))).toBe('Noted on your call with Lena Fischer.')
    expect(world.written).toEqual({ 'call-1': { note: 'call back on Monday', tags: [] } })
  })
  it('on the last one, below what is there already', async () => {
    const { type, world } = open()
    world.history = [lena, harbor]
    expect(textOf(await type('note first'))).toBe('Noted on your call with Lena Fischer, Today, 12:04 PM.')
    await type('note for the last call: second')
    expect(world.written['lena-1']?.note).toBe('first\nsecond')
  })
  it('and is asked when there are two calls, or two people of that name', async () => {
    const { type, press, world } = open()
    world.live = [talking(), talking({ id: 'call-2', remote: harbor.remote })]
    const asked = jsonOf(await type('note hello'))
    expect(asked).toContain('On which call shall I write this?')
    expect(asked.match(/"verb":"note"/g)).toHaveLength(2)
    expect(world.written).toEqual({})
    await press('note', { callId: 'call-2', note: 'hello' }, 'm1')
    expect(world.written).toEqual({ 'call-2': { note: 'hello', tags: [] } })
    world.live = []
    world.history = [lena, ended({ id: 'other', remote: { number: '+12065550199', name: 'Lena Moss' } })]
    expect(jsonOf(await type('note for Lena: which'))).toContain('Lena Moss')
    expect(textOf(await type('note for Lena Moss: that'))).toContain('Noted on your call with Lena Moss')
  })
  it('and hears it when there is nothing to write, nothing to write on, or no room', async () => {
    const { type, press, world } = open()
    expect(textOf(await type('note'))).toContain('What shall I note?')
    expect(textOf(await type('note hello'))).toBe("You haven't had a call yet.")
    world.history = [lena]
    world.written['lena-1'] = { note: 'x'.repeat(1_998), tags: [] }
    expect(textOf(await type('note more'))).toContain('too long')
    expect(textOf(await type('note for Zoe: hello'))).toBe('I found no call with “Zoe”.')
    expect(textOf(await press('note', { callId: 'of-marco', note: 'hello' }))).toBe('There is no such call.')
  })
  it('or tags it', async () => {
    const { type, world } = open()
    world.history = [lena]
    expect(textOf(await type('tag VIP'))).toContain('Tagged your call with Lena Fischer')
    expect(textOf(await type('tag it vip'))).toContain('already')
    expect(world.written['lena-1']?.tags).toEqual(['VIP'])
    expect(textOf(await type(`tag ${'x'.repeat(31)}`))).toContain('30 letters')
  })
})

describe('spans of days', () => {
  it.each([
    ['today', 'Europe/Berlin', Date.UTC(2026, 2, 29, 12), [Date.UTC(2026, 2, 28, 23), Date.UTC(2026, 2, 30, 12)]],
    ['this week', 'UTC', Date.UTC(2026, 10, 1, 12), [Date.UTC(2026, 9, 26), Date.UTC(2026, 10, 2, 12)]],
    ['last month', 'Asia/Tokyo', Date.UTC(2026, 0, 15), [Date.UTC(2025, 10, 30, 15), Date.UTC(2025, 11, 31, 15)]],
  ] as const)('%s in %s', (span, zone, now, [from, to]) => expect(spanOf(span, now, zone)).toEqual({ from, to }))
})
