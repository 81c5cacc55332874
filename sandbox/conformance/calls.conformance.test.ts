import { eventually, stage, throughout } from '../stories/driver.ts'

const { dana, marco, lena, harbor, line, faults, sandbox, ...scene } = stage()
const [native, laptop, mobile] = [dana.phone('native'), dana.phone('laptop'), dana.phone('mobile')]

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const latest = async (person = dana) => {
  const [entry] = await person.history()
  if (!entry) throw new Error('nothing in the history yet')
  return entry
}
const entries = async (person = dana) => (await person.history()).length

describe('a call comes in', () => {
  it('rings the native dialer and both Teams clients; the first to answer has it, the others stop with "answered elsewhere"', async () => {
    await lena.dial(dana.number)
    await Promise.all([native.is('ringing'), laptop.is('ringing'), mobile.is('ringing')])
    await dana.sees({ state: 'ringing', direction: 'incoming', remote: { number: lena.number, name: 'Lena Fischer' }, actions: ['hangup'] })
    await laptop.answer()
    await Promise.all([native.is('idle'), mobile.is('idle'), lena.is('talking')])
    expect(native.now().lastEnded?.cause).toBe(26)
    expect(mobile.now().lastEnded?.cause).toBe(26)
    await dana.sees({ state: 'talking', endpoint: 'teams' })
    await lena.hangup()
    await laptop.is('idle')
    await eventually(async () => expect(await latest()).toMatchObject({ direction: 'incoming', outcome: 'answered', remote: { number: lena.number }, journey: [{ endpoint: 'teams' }] }))
  })

  it('with Teams preferred only Teams rings', async () => {
    await line(dana, { ring: 'teams' })
    await lena.dial(dana.number)
    await Promise.all([laptop.is('ringing'), mobile.is('ringing')])
    expect(native.now().state).toBe('idle')
    await mobile.answer()
    await lena.is('talking')
  })

  it.each(['down', 'throttled'] as const)('with Teams preferred and the trunk %s the native dialer rings', async (mode) => {
    await line(dana, { ring: 'teams' })
    faults({ teams: mode })
    await lena.dial(dana.number)
    await native.answers()
    await lena.is('talking')
    await dana.sees({ state: 'talking', endpoint: 'native' })
  })

  it('declined on one phone: every phone stops and the caller comes to voicemail', async () => {
    await lena.dial(dana.number)
    await Promise.all([native.is('ringing'), laptop.is('ringing')])
    await native.decline()
    await Promise.all([native.is('idle'), laptop.is('idle'), mobile.is('idle')])
    await dana.sees({ state: 'voicemail' })
    await lena.hangup()
    await eventually(async () => expect(await latest()).toMatchObject({ outcome: 'declined', talkMs: 0, voicemailId: null }))
  })

  it('declined from the tab', async () => {
    await lena.dial(dana.number)
    await native.is('ringing')
    expect(await dana.does('hangup')).toMatchObject({ outcome: 'done', code: 'declined' })
    await Promise.all([native.is('idle'), laptop.is('idle')])
  })

  it('a phone in do-not-disturb does not stop the others; all of them are as unanswered', async () => {
    await native.faults({ doNotDisturb: true })
    await lena.dial(dana.number)
    await laptop.is('ringing')
    await lena.hangup()
    await laptop.is('idle')
    for (const phone of [native, laptop, mobile]) await phone.faults({ doNotDisturb: true })
    await lena.dial(dana.number)
    await dana.sees({ state: 'voicemail' })
    expect(native.now().state).toBe('idle')
  })

  it('the caller gives up: every phone stops, one missed entry', async () => {
    const before = await entries()
    await lena.dial(dana.number)
    await Promise.all([native.is('ringing'), laptop.is('ringing')])
    await lena.hangup()
    await Promise.all([native.is('idle'), laptop.is('idle'), mobile.is('idle')])
    await eventually(async () => expect(await entries()).toBe(before + 1))
    expect(await latest()).toMatchObject({ outcome: 'missed', talkMs: 0 })
  })

  it('a caller who gives up at once leaves no phone ringing', async () => {
    const before = await entries()
    faults({ database: 'slow' })
    await lena.dial(dana.number)
    await lena.hangup()
    await throughout(1_000, () => expect([native, laptop, mobile].map((phone) => phone.now().state)).toEqual(['idle', 'idle', 'idle']))
    faults({ database: 'ok' })
    await eventually(async () => expect(await entries()).toBe(before + 1))
    expect(await latest()).toMatchObject({ outcome: 'missed', remote: { number: lena.number } })
    expect(await dana.live()).toEqual([])
  })

  it('to a number that is nobody\'s is refused as unallocated', async () => {
    await lena.dial(dana.number)
    await native.answers()
    await native.dial('+12065550199')
    await eventually(() => expect(native.now().lastEnded?.cause).toBe(1))
    expect(native.now().state).toBe('held')
  })

  it('a second one while talking: the first is held, both are shown, and either can be ended', async () => {
    await scene.talking(lena, dana, native)
    await harbor.dial(dana.number)
    await eventually(() => expect(native.now().calls).toHaveLength(2))
    await native.answer()
    await harbor.is('talking')
    await eventually(async () => expect((await dana.live()).map(({ state }) => state)).toEqual(['held', 'talking']))
    await harbor.hangup()
    await native.is('held')
    await native.resume()
    await dana.sees({ state: 'talking', remote: { number: lena.number, name: 'Lena Fischer' } })
  })
})

describe('a person calls out', () => {
  it.each([['the native dialer', 'native'], ['Teams', 'laptop']] as const)('from %s, with the one number as caller id', async (_where, which) => {
    const own = dana.phone(which)
    await own.dial(lena.number)
    await lena.is('ringing')
    expect(lena.now().peer?.number).toBe(dana.number)
    await dana.sees({ direction: 'outgoing', state: 'calling', actions: ['hangup'] })
    await lena.answer()
    await Promise.all([own.is('talking'), dana.sees({ state: 'talking', endpoint: which === 'native' ? 'native' : 'teams' })])
    await own.hangup()
    await lena.is('idle')
    await eventually(async () => expect(await latest()).toMatchObject({ direction: 'outgoing', outcome: 'answered', remote: { number: lena.number } }))
  })

  it('to somebody who declines, is busy, or is let ring', async () => {
    await native.dial(lena.number)
    await lena.is('ringing')
    await lena.decline()
    await native.is('idle')
    await eventually(async () => expect(await latest()).toMatchObject({ direction: 'outgoing', outcome: 'busy' }))
    await native.dial(harbor.number)
    await harbor.is('ringing')
    await native.hangup()
    await harbor.is('idle')
    await eventually(async () => expect(await latest()).toMatchObject({ remote: { number: harbor.number }, outcome: 'cancelled', talkMs: 0 }))
  })

  it('to a number that is nobody\'s: the phone is told so, the entry says it failed', async () => {
    await native.dial('+12065550199')
    await eventually(async () => expect(await latest()).toMatchObject({ remote: { number: '+12065550199' }, outcome: 'failed' }))
    expect(native.now().state).toBe('idle')
  })

  it('to a colleague: each has an entry of their own, under the other\'s name', async () => {
    const before = [await entries(dana), await entries(marco)]
    await native.dial(marco.number)
    await Promise.all([marco.phone('native').is('ringing'), marco.phone('laptop').is('ringing')])
    await marco.phone('laptop').answer()
    await native.is('talking')
    await Promise.all([dana.sees({ state: 'talking', endpoint: 'native' }), marco.sees({ state: 'talking', endpoint: 'teams' })])
    await marco.phone('laptop').hangup()
    await native.is('idle')
    await eventually(async () => {
      expect(await latest(dana)).toMatchObject({ direction: 'outgoing', remote: { number: marco.number, name: marco.name } })
      expect(await latest(marco)).toMatchObject({ direction: 'incoming', remote: { number: dana.number, name: dana.name } })
    })
    expect([await entries(dana), await entries(marco)]).toEqual(before.map((count) => count + 1))
  })
})

describe('where calls ring', () => {
  it('what the person chooses counts from the next call', async () => {
    expect(await dana.ask('PATCH', 'settings', { body: { ring: 'teams' } })).toMatchObject({ status: 200, body: { preference: { ring: 'teams', locked: false } } })
    await lena.dial(dana.number)
    await laptop.is('ringing')
    expect(native.now().state).toBe('idle')
    await lena.hangup()
    await laptop.is('idle')
    await dana.ask('PATCH', 'settings', { body: { ring: 'native' } })
    await lena.dial(dana.number)
    await Promise.all([native.is('ringing'), laptop.is('ringing')])
  })

  it('what the organisation decided can\'t be changed, and is what rings', async () => {
    await line(dana, { policy: 'Teams', ring: 'native' })
    expect((await dana.me()).preference).toMatchObject({ ring: 'teams', locked: true, policy: 'Teams' })
    expect(await dana.ask('PATCH', 'settings', { body: { ring: 'native' } })).toMatchObject({ status: 409, body: { error: { code: 'locked', field: 'ring' } } })
    await lena.dial(dana.number)
    await laptop.is('ringing')
    expect(native.now().state).toBe('idle')
    expect(sandbox().phones.get(mobile.id).state).toBe('ringing')
  })
})
