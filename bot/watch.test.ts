import { offerCard } from './cards/offer-card.ts'
import { commands } from './commands/index.ts'
import { understand } from './understand.ts'
import { jsonOf, openChat as open, textOf } from './testing/open-chat.ts'
import { show, talking } from './testing/samples.ts'

const marco = { userId: 'u-marco', name: 'Marco Reyes', jobTitle: 'Field engineer', number: '+14255550102' }
const marcus = { userId: 'u-marcus', name: 'Marcus Lind', jobTitle: null, number: null }
const onACall = talking({ actions: ['move-to-teams', 'meet', 'hangup'] })

const meant = (text: string) => {
  const found = understand(text, commands)
  return found && { ...Object.fromEntries(Object.entries(found.args).filter(([, value]) => value !== undefined)), command: found.command.name }
}

describe('the words', () => {
  it.each([
    ['tell me when Marco is free', { command: 'watch', who: 'Marco' }],
    ['Please let me know when Marco Reyes is available', { command: 'watch', who: 'Marco Reyes' }],
    ['notify me once Marco is off the phone', { command: 'watch', who: 'Marco' }],
    ['tell me as soon as Marco gets off the phone', { command: 'watch', who: 'Marco' }],
    ['ping me when marco is back', { command: 'watch', who: 'marco' }],
    ['wait for Marco', { command: 'watch', who: 'Marco' }],
    ['stop watching Marco', { command: 'unwatch', who: 'Marco' }],
    ['stop waiting for Marco Reyes', { command: 'unwatch', who: 'Marco Reyes' }],
    ["don't tell me when Marco is free", { command: 'unwatch', who: 'Marco' }],
    ['who am I waiting for?', { command: 'unwatch' }],
    ['meet', { command: 'meet' }],
    ['continue as a meeting', { command: 'meet' }],
    ['Continue the call as a Teams meeting, please', { command: 'meet' }],
    ['move it to a meeting', { command: 'meet' }],
    ['start a Teams meeting with Marco', { command: 'meet', to: 'Marco' }],
    ['meet with Marco', { command: 'meet', to: 'Marco' }],
    ['move to teams', { command: 'uplift' }],
    ['notify on', { command: 'notify', where: 'on' }],
    ['stop', { command: 'cancel' }],
  ])('“%s”', (text, expected) => expect(meant(text)).toEqual(expected))
})

describe('Dana waits for a colleague', () => {
  it('is promised a word, sees for whom she waits, and ends it', async () => {
    const { type, press, world } = open()
    world.colleagues = [marco]
    expect(textOf(await type('tell me when Marco is free'))).toContain("I'll tell you once Marco Reyes is free")
    expect(world.waiting).toMatchObject([{ colleagueId: 'u-marco' }])
    expect(jsonOf(await type('who am I waiting for'))).toContain('Marco Reyes')
    expect(jsonOf(await press('unwatch', { userId: 'u-marco' })) || world.waiting.length).toBe(0)
    expect(textOf(await type('who am I waiting for'))).toContain('You are waiting for nobody')
  })
  it('hears at once that he is free already', async () => {
    const { type, world } = open()
    Object.assign(world, { colleagues: [marco], free: ['u-marco'] })
    expect(textOf(await type('tell me when Marco is free'))).toBe('Marco Reyes is free right now.')
  })
  it('is asked who is meant, also among people without a number, and never guessed for', async () => {
    const { type, press, world } = open()
    world.colleagues = [marco, marcus]
    const asked = await type('tell me when Marc is free')
    expect(jsonOf(asked).match(/"verb":"watch"/g)).toHaveLength(2)
    expect(world.waiting).toEqual([])
    await press('watch', { userId: 'u-marcus' })
    expect(world.waiting).toMatchObject([{ colleagueId: 'u-marcus' }])
    expect(textOf(await type('tell me when Zoe is free'))).toContain('nobody called “Zoe”')
  })
  it('can stop by name', async () => {
    const { type, world } = open()
    world.colleagues = [marco]
    await type('tell me when Marco is free')
    expect(textOf(await type('stop waiting for Anna'))).toContain('not waiting for “Anna”')
    expect(textOf(await type('stop watching Marco'))).toContain('no longer look out for Marco Reyes')
    expect(world.waiting).toEqual([])
  })
})

describe('Dana continues as a meeting', () => {
  it('is told that they are put through, and hears later when that failed', async () => {
    const { type, world, given, outcome, later, chat } = open()
    world.live = [onACall]
    expect(textOf(await type('meet'))).toContain('Putting Lena Fischer through to a Teams meeting')
    expect(given).toMatchObject([{ callId: 'call-1', name: 'meet', input: { invite: [] }, key: expect.stringContaining('meet') as unknown }])
    outcome(given[0]!, 'transfer-no-answer', 'They didn’t answer.', 'failed')
    await later()
    expect(chat.at(-1)?.message).toEqual({ text: 'They didn’t answer.' })
  })
  it('takes the name for the call it names, else for a colleague to invite', async () => {
    const { type, world, given } = open()
    Object.assign(world, { live: [onACall], colleagues: [marco] })
    await type('continue as a meeting with Lena')
    await type('meet with Marco')
    expect(given.map(({ input }) => input)).toEqual([{ invite: [] }, { invite: ['u-marco'] }])
  })
  it('is told why it stays where there is no dial-in', async () => {
    const { press, world, given, outcome } = open()
    Object.assign(world, { live: [onACall], dialIn: false })
    world.onCommand = (command) => outcome(command, 'meeting-without-dial-in', 'The call stays where it is.')
    expect(jsonOf(await press('meet', { callId: 'call-1', card: 'call' }))).toContain('Lena Fischer')
    expect(given).toHaveLength(1)
  })
})

describe('being in Teams during a call', () => {
  it('is noticed when Dana writes or presses something, unless what she gets has the button', async () => {
    const { type, press, world } = open()
    world.live = [onACall]
    await type('status')
    await type('uplift')
    await press('uplift', { callId: 'call-1' })
    expect(world.usedBot).toBe(0)
    await type('voicemail')
    await type('order a pizza')
    await press('history', {})
    expect(world.usedBot).toBe(3)
  })
  it('is answered with an offer that moves the call, or ends the offers', async () => {
    const { press, world, given } = open()
    world.live = [onACall]
    const offer = offerCard(onACall, show)
    expect(jsonOf(offer)).toContain("You're on a call with Lena Fischer. Move it to Teams?")
    const [move, stop] = ('card' in offer && offer.card.actions) || []
    await press(String(move?.['verb']), move?.['data'])
    expect(given).toMatchObject([{ callId: 'call-1', name: 'move', input: { to: 'teams' } }])
    await press(String(stop?.['verb']), stop?.['data'])
    expect(world.patches).toEqual([{ offerUplift: false }])
  })
})
