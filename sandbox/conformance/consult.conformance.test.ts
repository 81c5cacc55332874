import { type Phone, eventually, stage } from '../stories/driver.ts'

const { dana, marco, lena, harbor, kill, start, ...scene } = stage()
const [native, laptop] = [dana.phone('native'), dana.phone('laptop')]
const toHarbor = { to: '+12065550177' }

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const hearEachOther = (one: Phone, other: Phone) => Promise.all([one.hears(other), other.hears(one)])
const ends = async (entry: object) => eventually(async () => {
  expect(await dana.live()).toEqual([])
  expect((await dana.history())[0]).toMatchObject(entry)
})

/** Lena waits with music, Dana talks with Harbor. */
const consulting = async () => {
  await scene.talking(lena, dana, native)
  const asking = dana.does('consult', toHarbor)
  await harbor.is('ringing')
  await lena.hears('music')
  await harbor.answer()
  expect(await asking).toMatchObject({ outcome: 'done', code: 'consult-talking' })
  await hearEachOther(native, harbor)
}

describe('hold', () => {
  it('the other party hears music and Dana nothing, until she resumes', async () => {
    await scene.talking(lena, dana, native)
    expect(await dana.does('hold')).toMatchObject({ outcome: 'done', code: 'on-hold' })
    await Promise.all([lena.hears('music'), native.hears()])
    await dana.sees({ state: 'held', actions: ['resume', 'consult', 'transfer', 'hangup'] })
    expect(await dana.order('hold')).toMatchObject({ status: 409, body: { error: { code: 'on-hold' } } })
    expect(await dana.order('move', { to: 'teams' })).toMatchObject({ status: 409, body: { error: { code: 'on-hold' } } })
    expect(await dana.does('resume')).toMatchObject({ outcome: 'done', code: 'resumed' })
    await hearEachOther(lena, native)
    expect(await dana.order('resume')).toMatchObject({ status: 409, body: { error: { code: 'not-on-hold' } } })
  })

  it('goes on through a restart of the app', async () => {
    await scene.talking(lena, dana, native)
    await dana.does('hold')
    await lena.hears('music')
    await kill()
    await start()
    await dana.sees({ state: 'held' })
    await Promise.all([lena.hears('music'), native.hears()])
    await dana.does('resume')
    await hearEachOther(lena, native)
  })
})

describe('asking a colleague first', () => {
  it('to and fro, and then the call is handed over: the two talk, and Dana is out', async () => {
    await consulting()
    await dana.sees({ state: 'consulting', consult: { to: expect.objectContaining({ number: harbor.number }), phase: 'talking' }, actions: ['swap', 'complete', 'cancel'] })
    expect(await dana.does('swap')).toMatchObject({ outcome: 'done', code: 'consult-swapped' })
    await Promise.all([hearEachOther(lena, native), harbor.hears('music')])
    expect(await dana.does('swap')).toMatchObject({ outcome: 'done', code: 'consult-talking' })
    await Promise.all([hearEachOther(harbor, native), lena.hears('music')])
    expect(await dana.does('complete')).toMatchObject({ outcome: 'done', code: 'transferred' })
    await hearEachOther(lena, harbor)
    await native.is('idle')
    await ends({ outcome: 'transferred', transferredTo: { number: harbor.number } })
    await lena.hangup()
    await harbor.is('idle')
  })

  it('cancelled: Dana is back with the other party, and the colleague is let go', async () => {
    await consulting()
    expect(await dana.does('cancel')).toMatchObject({ outcome: 'done', code: 'consult-cancelled' })
    await hearEachOther(lena, native)
    await harbor.is('idle')
    await dana.sees({ state: 'talking', consult: null })
  })

  it.each([
    ['declines', () => harbor.decline(), 'consult-declined'],
    ['is not there', null, 'consult-unreachable'],
  ] as const)('a colleague who %s: Dana is back, and nothing was lost', async (_what, act, code) => {
    await scene.talking(lena, dana, native)
    if (act === null) expect(await dana.does('consult', { to: '+12065550199' })).toMatchObject({ outcome: 'failed', code })
    else {
      const asking = dana.does('consult', toHarbor)
      await harbor.is('ringing')
      await act()
      expect(await asking).toMatchObject({ outcome: 'failed', code })
    }
    await hearEachOther(lena, native)
  })

  it('a colleague who hangs up: Dana is back with the other party', async () => {
    await consulting()
    await harbor.hangup()
    await hearEachOther(lena, native)
    await dana.sees({ state: 'talking', notice: expect.objectContaining({ code: 'consult-left' }) })
  })

  it('Dana hangs up: the call is handed over, as on a desk phone', async () => {
    await consulting()
    await native.hangup()
    await hearEachOther(lena, harbor)
    await ends({ outcome: 'transferred' })
  })

  it('Dana hangs up while it rings: it goes on as a blind transfer', async () => {
    await scene.talking(lena, dana, native)
    await dana.order('consult', toHarbor)
    await harbor.is('ringing')
    await native.hangup()
    await lena.hears('music')
    await harbor.answer()
    await hearEachOther(lena, harbor)
  })

  it('the other party hangs up: Dana and the colleague talk on', async () => {
    await consulting()
    await lena.hangup()
    await dana.sees({ state: 'consulting', consult: expect.objectContaining({ phase: 'remaining' }), actions: ['hangup'] })
    await hearEachOther(native, harbor)
    await native.hangup()
    await harbor.is('idle')
    await ends({ outcome: 'answered' })
  })

  it('the other party hangs up while the colleague waits: Dana is brought to them', async () => {
    await consulting()
    await dana.does('swap')
    await lena.hangup()
    await hearEachOther(native, harbor)
  })

  it('goes on through a restart of the app, at any step', async () => {
    await consulting()
    await kill()
    await start()
    await dana.sees({ consult: expect.objectContaining({ phase: 'talking' }) })
    await Promise.all([hearEachOther(native, harbor), lena.hears('music')])
    await dana.does('swap')
    await kill()
    await start()
    await Promise.all([hearEachOther(lena, native), harbor.hears('music')])
    await dana.does('complete')
    await hearEachOther(lena, harbor)
  })
})

describe('adding people', () => {
  it('three hear each other; the one who was added can be removed, and the two talk on', async () => {
    await scene.talking(lena, dana, native)
    const adding = dana.does('add', { to: { userId: marco.userId } })
    const theirs = marco.phone('laptop')
    await theirs.answers()
    expect(await adding).toMatchObject({ outcome: 'done', code: 'added' })
    await Promise.all([lena.hears(native, theirs), native.hears(lena, theirs), theirs.hears(lena, native)])
    const { guests: [guest] } = await dana.call()
    expect(guest).toMatchObject({ to: { number: marco.number, name: marco.name }, phase: 'in' })
    expect(await dana.order('consult', toHarbor)).toMatchObject({ status: 409, body: { error: { code: 'with-guests' } } })
    expect(await dana.does('remove', { guest: guest?.id })).toMatchObject({ outcome: 'done', code: 'guest-removed' })
    await theirs.is('idle')
    await hearEachOther(lena, native)
    expect(await dana.order('remove', { guest: guest?.id })).toMatchObject({ status: 409, body: { error: { code: 'no-guest' } } })
  })

  it('a move takes the person along and leaves the others as they are', async () => {
    await scene.talking(lena, dana, native)
    const adding = dana.does('add', toHarbor)
    await harbor.answers()
    await adding
    const moving = dana.does('move', { to: 'teams' })
    await laptop.answers()
    expect(await moving).toMatchObject({ outcome: 'done' })
    await Promise.all([lena.hears(laptop, harbor), harbor.hears(laptop, lena), laptop.hears(lena, harbor)])
  })

  it('the first party hangs up: the rest talk on', async () => {
    await scene.talking(lena, dana, native)
    const adding = dana.does('add', toHarbor)
    await harbor.answers()
    await adding
    await lena.hangup()
    await hearEachOther(native, harbor)
    await dana.sees({ state: 'talking', actions: ['remove', 'hangup'], notice: expect.objectContaining({ code: 'caller-left' }) })
    await harbor.hangup()
    await native.is('idle')
    await ends({ outcome: 'answered' })
  })
})
