import { eventually, stage, throughout } from './driver.ts'

const { dana, marco, lena, harbor, faults, ...scene } = stage()
const [native, laptop] = [dana.phone('native'), dana.phone('laptop')]

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const entries = async () => (await dana.history()).length

describe('the database goes away during a call', () => {
  it('the call goes on, hanging up works, and the history is complete once it is back', async () => {
    const before = await entries()
    await scene.talking(lena, dana, native)
    faults({ database: 'down' })
    await throughout(200, () => expect([native.now().state, lena.now().state]).toEqual(['talking', 'talking']))
    await dana.sees({ state: 'talking' })
    expect(await dana.order('hangup')).toMatchObject({ status: 202 })
    await Promise.all([native.is('idle'), lena.is('idle')])
    faults({ database: 'ok' })
    await eventually(async () => expect(await entries()).toBe(before + 1))
    expect((await dana.history())[0]).toMatchObject({ outcome: 'answered', journey: [{ endpoint: 'native' }] })
    await eventually(() => expect(dana.presenceSessions()).toEqual([]))
  })

  it('what needs it is refused in words; what does not works', async () => {
    await scene.talking(lena, dana, native)
    await dana.order('move', { to: 'teams' })
    await laptop.is('ringing')
    faults({ database: 'down' })
    expect(await dana.does('cancel')).toMatchObject({ outcome: 'done', code: 'move-cancelled' })
    await laptop.is('idle')
    const away = { status: 503, body: { error: { code: 'database-away', message: expect.stringMatching(/ /) } } }
    expect(await dana.order('transfer', { to: harbor.number })).toMatchObject(away)
    expect(await dana.order('transfer', { to: { userId: marco.userId } })).toMatchObject(away)
    expect(await dana.order('move', { to: 'teams' })).toMatchObject(away)
    for (const path of ['me', 'calls', 'voicemails', 'people?q=m']) expect(await dana.ask('GET', path)).toMatchObject(away)
    expect(await dana.ask('PATCH', 'settings', { body: { ring: 'teams' } })).toMatchObject(away)
    expect([native.now().state, harbor.now().state]).toEqual(['talking', 'idle'])
    expect((await fetch(`${scene.url()}/readyz`)).status).toBe(503)
    expect((await fetch(`${scene.url()}/healthz`)).status).toBe(200)
    faults({ database: 'ok' })
    await eventually(async () => expect((await fetch(`${scene.url()}/readyz`)).status).toBe(200))
    const moving = dana.does('move', { to: 'teams' })
    await laptop.answers()
    expect(await moving).toMatchObject({ outcome: 'done' })
  })

  it('a new call completes on the native dialer without us', async () => {
    const before = await entries()
    faults({ database: 'down' })
    await lena.dial(dana.number)
    await native.is('ringing')
    expect(laptop.now().state).toBe('idle')
    await native.answer()
    await lena.is('talking')
    await native.hangup()
    await lena.is('idle')
    faults({ database: 'ok' })
    await eventually(async () => expect(await entries()).toBe(before))
  })

  it('a call that rings while it goes can be answered, and is told of in full later', async () => {
    const before = await entries()
    await lena.dial(dana.number)
    await laptop.is('ringing')
    faults({ database: 'down' })
    await laptop.answer()
    await lena.is('talking')
    await dana.sees({ state: 'talking', endpoint: 'teams' })
    await lena.hangup()
    await laptop.is('idle')
    faults({ database: 'ok' })
    await eventually(async () => expect(await entries()).toBe(before + 1))
    expect((await dana.history())[0]).toMatchObject({ outcome: 'answered', journey: [{ endpoint: 'teams' }] })
  })

  it('presence is right once it is back', async () => {
    await lena.dial(dana.number)
    await native.is('ringing')
    faults({ database: 'down' })
    await native.answer()
    await lena.is('talking')
    faults({ database: 'ok' })
    // also where a job's outcome was lost with the connection
    await eventually(() => expect(dana.presenceSessions()).toHaveLength(1))
    expect(dana.presence()).toBe('InACall')
  })
})

describe('the database is slow', () => {
  it('an answer joins within a second all the same', async () => {
    await lena.dial(dana.number)
    await native.is('ringing')
    faults({ database: 'slow' })
    await native.answer()
    await lena.is('talking', 1_200)
    await native.hangup()
    await lena.is('idle', 1_200)
  })
})
