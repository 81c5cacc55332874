import { eventually, stage } from '../stories/driver.ts'

const { dana, marco, lena, harbor, ...scene } = stage()
const [native, laptop] = [dana.phone('native'), dana.phone('laptop')]

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

describe('blind transfer', () => {
  it('to a colleague by who they are: let go when it rings, their call from then on', async () => {
    const before = (await marco.history()).length
    await scene.talking(lena, dana, native)
    const transferring = dana.does('transfer', { to: { userId: marco.userId } })
    await Promise.all([marco.phone('native').is('ringing'), marco.phone('laptop').is('ringing'), native.is('idle')])
    expect(marco.phone('native').now().peer?.number).toBe(lena.number)
    await dana.sees({ state: 'transferring', transfer: { to: { number: marco.number, name: marco.name }, phase: 'ringing' }, actions: ['cancel'] })
    expect(lena.now().state).toBe('talking')
    await marco.phone('native').answer()
    expect(await transferring).toMatchObject({ outcome: 'done', code: 'transferred' })
    await marco.sees({ state: 'talking', direction: 'incoming', remote: { number: lena.number, name: 'Lena Fischer' } })
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ outcome: 'transferred', transferredTo: { number: marco.number, name: marco.name } }))
    expect(await dana.live()).toEqual([])
    expect(lena.now().state).toBe('talking')
    // Marco's line is his own: he moves the call as any other
    const moving = marco.does('move', { to: 'teams' })
    await marco.phone('laptop').answers()
    expect(await moving).toMatchObject({ outcome: 'done' })
    await lena.hangup()
    await marco.phone('laptop').is('idle')
    await eventually(async () => expect(await marco.history()).toHaveLength(before + 1))
  })

  it('to a number as people write it', async () => {
    await scene.talking(lena, dana, native)
    const transferring = dana.does('transfer', { to: '(206) 555-0177' })
    await harbor.answers()
    expect(await transferring).toMatchObject({ outcome: 'done', code: 'transferred' })
    await native.is('idle')
    await harbor.hangup()
    await lena.is('idle')
  })

  it('to a number that can\'t be reached costs nothing: the person still talks', async () => {
    await scene.talking(lena, dana, native)
    expect(await dana.does('transfer', { to: '+12065550199' })).toMatchObject({ outcome: 'failed', code: 'transfer-unreachable' })
    await dana.sees({ state: 'talking', endpoint: 'native', transfer: null })
    expect([native.now().state, lena.now().state]).toEqual(['talking', 'talking'])
  })

  it('declined: the person is rung back everywhere and talks again', async () => {
    await scene.talking(lena, dana, native)
    const transferring = dana.does('transfer', { to: { number: harbor.number } })
    await harbor.is('ringing')
    await native.is('idle')
    await harbor.decline()
    expect(await transferring).toMatchObject({ outcome: 'failed', code: 'transfer-declined' })
    await Promise.all([native.is('ringing'), laptop.is('ringing'), dana.sees({ state: 'returning' })])
    await laptop.answer()
    await dana.sees({ state: 'talking', endpoint: 'teams' })
    expect(lena.now().state).toBe('talking')
  })

  it('to a colleague who is busy on every phone: they have voicemail, and that takes the call', async () => {
    for (const phone of ['native', 'laptop', 'mobile'] as const) await marco.phone(phone).faults({ doNotDisturb: true })
    await scene.talking(lena, dana, native)
    expect(await dana.does('transfer', { to: { userId: marco.userId } })).toMatchObject({ outcome: 'done', code: 'transferred' })
    await marco.sees({ state: 'voicemail' })
    await native.is('idle')
  })

  it('cancelled while it rings: the person is rung back', async () => {
    await scene.talking(lena, dana, native)
    const transferring = dana.does('transfer', { to: { userId: marco.userId } })
    await marco.phone('native').is('ringing')
    await native.is('idle')
    expect(await dana.does('cancel')).toMatchObject({ outcome: 'done', code: 'transfer-cancelled' })
    expect(await transferring).toMatchObject({ outcome: 'failed', code: 'transfer-cancelled' })
    await Promise.all([marco.phone('native').is('idle'), native.is('ringing')])
    await native.answer()
    await dana.sees({ state: 'talking', endpoint: 'native' })
  })

  it('the other party leaves meanwhile: nobody rings on', async () => {
    await scene.talking(lena, dana, native)
    const transferring = dana.does('transfer', { to: harbor.number })
    await harbor.is('ringing')
    await lena.hangup()
    expect(await transferring).toMatchObject({ outcome: 'failed', code: 'transfer-call-ended' })
    await harbor.is('idle')
    await eventually(async () => expect(await dana.live()).toEqual([]))
  })
})

describe('a transfer that names nobody', () => {
  it.each([
    ['what is no number', { to: 'not a number' }, 400, 'bad-number', 'to'],
    ['too short a number', { to: { number: '12' } }, 400, 'bad-number', 'to'],
    ['nothing', {}, 400, 'bad-request', 'to'],
    ['an empty one', { to: '' }, 400, 'bad-request', 'to'],
    ['something of another kind', { to: { street: 'Main' } }, 400, 'bad-request', 'to'],
    ['the person themselves', { to: '+1 425 555 0101' }, 400, 'own-number', 'to'],
    ['somebody unknown', { to: { userId: 'nobody' } }, 409, 'no-number', 'to'],
    ['more than was asked', { to: '+12065550177', now: true }, 400, 'bad-request', 'now'],
  ])('%s: refused, and the field is named', async (_what, body, status, code, field) => {
    await scene.talking(lena, dana, native)
    const answer = await dana.order('transfer', body)
    expect(answer).toMatchObject({ status, body: { error: { code, field, message: expect.stringMatching(/.{10}/) } } })
    expect(native.now().state).toBe('talking')
  })
})
