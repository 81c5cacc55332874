import type { CallView } from '../src/call/view.ts'
import { jsonOf, openChat as open, textOf } from './testing/open-chat.ts'
import { talking } from './testing/samples.ts'

const marco = { userId: 'u-marco', name: 'Marco Reyes', jobTitle: 'Field engineer', number: '+14255550102' }
const marcus = { userId: 'u-marcus', name: 'Marcus Lind', jobTitle: null, number: '+14255550104' }
const partyOf = ({ name, number }: { name: string; number: string }) => ({ name, number })

const all: CallView['actions'] = ['move-to-teams', 'move-to-desk', 'move-anywhere', 'hold', 'consult', 'transfer', 'add', 'meet', 'hangup']
const lena = talking({ actions: all })
const held = talking({ state: 'held', actions: ['resume', 'consult', 'transfer', 'hangup'] })
const harbor = talking({ id: 'call-2', remote: { number: '+12065550177', name: 'Harbor Coffee' }, actions: all })
const asking = talking({ state: 'consulting', consult: { to: partyOf(marco), phase: 'talking' }, actions: ['swap', 'complete', 'cancel'] })
const three = talking({ guests: [{ id: 'g-1', to: partyOf(marco), phase: 'in' }, { id: 'g-2', to: partyOf(marcus), phase: 'ringing' }], actions: ['hold', 'add', 'remove', 'hangup'] })

const chatWith = (...live: CallView[]) => {
  const chat = open()
  chat.world.live = live
  chat.world.colleagues = [marco, marcus]
  return chat
}

describe('a person holds and resumes', () => {
  it('the only call, in words', async () => {
    const { type, world, given } = chatWith(lena)
    expect(textOf(await type('put them on hold'))).toBe('Putting Lena Fischer on hold.')
    world.live = [held]
    expect(textOf(await type('resume'))).toBe('You are back with Lena Fischer.')
    expect(given.map(({ name, input }) => [name, input])).toEqual([['hold', {}], ['resume', {}]])
  })
  it('of two calls the one they name; without a name they are asked', async () => {
    const { type, press, given } = chatWith(lena, harbor)
    expect(jsonOf(await type('hold'))).toContain('Which call shall I put on hold?')
    expect(given).toEqual([])
    await type('hold Harbor')
    await press('hold', { callId: 'call-1' }, 'm9')
    expect(given.map(({ callId }) => callId)).toEqual(['call-2', 'call-1'])
  })
})

describe('a person asks a colleague first', () => {
  it('and hears that the other party waits', async () => {
    const { type, given } = chatWith(lena)
    expect(textOf(await type('ask Marco Reyes first'))).toBe('Ringing Marco Reyes. Lena Fischer hears music meanwhile.')
    expect(given).toMatchObject([{ name: 'consult', input: { to: { number: marco.number, name: 'Marco Reyes' } } }])
    expect(textOf(await type('ask'))).toBe('Who shall I ring? Type ask and a name or a number, such as: ask Marco first.')
  })
  it('and chooses among several of that name; what they press does it', async () => {
    const { type, press, given } = chatWith(lena)
    expect(jsonOf(await type('consult with Marc'))).toContain('"verb":"consult","data":{"callId":"call-1","userId":"u-marcus"}')
    expect(given).toEqual([])
    await press('consult', { callId: 'call-1', userId: 'u-marcus' }, 'm1')
    expect(given).toMatchObject([{ name: 'consult', input: { to: { name: 'Marcus Lind' } } }])
  })
  it('then switches, hands over or cancels', async () => {
    const { type, given } = chatWith(asking)
    await type('switch')
    expect(textOf(await type('hand over'))).toBe('Connecting Lena Fischer with Marco Reyes.')
    await type('cancel')
    expect(given.map(({ name }) => name)).toEqual(['swap', 'complete', 'cancel'])
  })
  it('"transfer" alone is enough then: to whom was said before', async () => {
    const { type, given } = chatWith(asking)
    await type('transfer')
    expect(given).toMatchObject([{ name: 'complete' }])
  })
  it('"back to" names whom to talk with next, and does nothing when they talk already', async () => {
    const { type, given } = chatWith(asking)
    expect(textOf(await type('back to Marco'))).toBe('You are talking with Marco already.')
    expect(given).toEqual([])
    await type('back to Lena')
    expect(given).toMatchObject([{ callId: 'call-1', name: 'swap' }])
  })
  it('is told how to hand over when nobody was asked', async () => {
    const { type, given } = chatWith(lena)
    expect(textOf(await type('connect them'))).toContain('You are not asking anybody right now.')
    expect(given).toEqual([])
  })
})

describe('a person in two calls switches', () => {
  it('to the one on hold: the service holds the other', async () => {
    const { type, given } = chatWith(held, harbor)
    expect(textOf(await type('switch'))).toBe('You are back with Lena Fischer.')
    await type('back to Lena')
    expect(given.map(({ callId, name }) => [callId, name])).toEqual([['call-1', 'resume'], ['call-1', 'resume']])
  })
  it('not to one that the phone itself holds, and hears why', async () => {
    const { type, given } = chatWith(talking({ state: 'held', actions: ['consult', 'hangup'] }), harbor)
    expect(textOf(await type('swap'))).toBe('Your phone itself holds the call. Resume it there. It is the call with Lena Fischer.')
    expect(given).toEqual([])
  })
  it('and is asked when both are on hold, or told when neither is', async () => {
    const { type, world, given } = chatWith(held, { ...held, id: 'call-2', remote: harbor.remote })
    expect(jsonOf(await type('switch'))).toContain('Which call shall I switch to?')
    world.live = [lena, harbor]
    expect(textOf(await type('switch'))).toContain('None of your calls is on hold')
    expect(given).toEqual([])
  })
  it('and is asked which, where one of them is a consultation', async () => {
    const { type, given } = chatWith(asking, harbor)
    const question = jsonOf(await type('switch'))
    expect(question).toContain('In which call shall I switch?')
    expect(question.match(/Action\.Execute/g)).toHaveLength(1)
    expect(given).toEqual([])
  })
})

describe('a person adds and removes people', () => {
  it('a colleague or a number joins', async () => {
    const { type, given } = chatWith(lena)
    expect(textOf(await type('add Marco Reyes to the call'))).toBe('Ringing Marco Reyes. They join your call with Lena Fischer when they answer.')
    await type('invite +1 206 555 0177')
    expect(given.map(({ name, input }) => [name, input])).toEqual([['add', { to: partyOf(marco) }], ['add', { to: { number: '+12065550177', name: null } }]])
    expect(textOf(await type('add somebody'))).toContain('Who? Type add')
  })
  it('the one they name leaves; without a name they are asked which of several', async () => {
    const { type, press, given } = chatWith(three)
    expect(textOf(await type('remove Marco Reyes'))).toBe('Removing Marco Reyes from the call.')
    const question = jsonOf(await type('remove'))
    for (const words of ['Who shall I remove?', 'Marco Reyes', 'Marcus Lind', 'Ringing…']) expect(question).toContain(words)
    expect(textOf(await type('remove Zoe'))).toBe('“Zoe” is not among the people you added: Marco Reyes, Marcus Lind.')
    await press('remove', { callId: 'call-1', guest: 'g-2' }, 'm1')
    expect(given.map(({ input }) => input)).toEqual([{ guest: 'g-1' }, { guest: 'g-2' }])
  })
  it('there is nobody to remove before anybody was added', async () => {
    const { type, given } = chatWith(lena)
    expect(textOf(await type('remove Marco'))).toBe('You have added nobody to this call.')
    expect(given).toEqual([])
  })
})

describe('a person moves the call further', () => {
  it.each([['move to desk phone', 'desk', 'Ringing your desk phone. Answer there.'], ['ring me everywhere', 'anywhere', 'Ringing you everywhere. Answer where you like.']] as const)('%s', async (text, to, words) => {
    const { type, given } = chatWith(lena)
    expect(textOf(await type(text))).toBe(words)
    expect(given).toMatchObject([{ name: 'move', input: { to } }])
  })
  it('and says which call, as for any command', async () => {
    const { type, given } = chatWith(lena, harbor)
    expect(jsonOf(await type('move to desk phone'))).toContain('"data":{"where":"desk","callId":"call-2"}')
    await type('move the call with Harbor to my desk phone')
    expect(given).toMatchObject([{ callId: 'call-2', input: { to: 'desk' } }])
  })
})
