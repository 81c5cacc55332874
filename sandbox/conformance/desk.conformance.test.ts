import { type Phone, onAsterisk, stage } from '../stories/driver.ts'
import { deskName } from '../world.ts'

/** A desk phone that is registered at the anchor, given to Dana by her administrator. */
const { dana, lena, line, ...scene } = stage()
const [native, laptop, desk] = [dana.phone('native'), dana.phone('laptop'), dana.phone('desk')]

// nobody registers at Asterisk in the sandbox's real network yet
const onPlayed = onAsterisk ? describe.skip : describe

const hearEachOther = (one: Phone, other: Phone) => Promise.all([one.hears(other), other.hears(one)])

onPlayed('the desk phone', () => {
  beforeAll(() => scene.open())
  beforeEach(() => line(dana, { desk: deskName(dana.key) }))
  afterEach(() => scene.clear())
  afterAll(() => scene.close())

  it('takes the call over: it rings, Dana picks it up, and Lena hears her there', async () => {
    await scene.talking(lena, dana, native)
    await dana.sees({ actions: ['move-to-teams', 'move-to-desk', 'move-anywhere', 'hold', 'consult', 'transfer', 'add', 'park', 'meet', 'hangup'] })
    const moving = dana.does('move', { to: 'desk' })
    await desk.is('ringing')
    expect(desk.now().peer).toMatchObject({ number: lena.number })
    await lena.hears(native)
    await desk.answer()
    expect(await moving).toMatchObject({ outcome: 'done', code: 'moved-to-desk' })
    await Promise.all([hearEachOther(lena, desk), native.is('idle')])
    await dana.sees({ endpoint: 'desk', journey: [expect.objectContaining({ endpoint: 'native' }), expect.objectContaining({ endpoint: 'desk', to: null })] })
  })

  it('is one of all her phones: she takes the call where she likes, and the others stop', async () => {
    await scene.talking(lena, dana, native)
    const moving = dana.does('move', { to: 'anywhere' })
    await Promise.all([desk.is('ringing'), laptop.is('ringing')])
    await desk.answer()
    expect(await moving).toMatchObject({ outcome: 'done', code: 'moved-to-desk' })
    await Promise.all([laptop.is('idle'), native.is('idle'), hearEachOther(lena, desk)])
  })

  it('and gives it back to the native dialer', async () => {
    await scene.talking(lena, dana, native)
    const there = dana.does('move', { to: 'desk' })
    await desk.answers()
    await there
    const back = dana.does('move', { to: 'native' })
    await native.answers()
    expect(await back).toMatchObject({ outcome: 'done', code: 'moved-to-native' })
    await Promise.all([hearEachOther(lena, native), desk.is('idle')])
  })

  it('declined, the call stays where it is', async () => {
    await scene.talking(lena, dana, native)
    const moving = dana.does('move', { to: 'desk' })
    await desk.is('ringing')
    await desk.decline()
    expect(await moving).toMatchObject({ outcome: 'failed', code: 'move-declined' })
    await hearEachOther(lena, native)
  })

  it('calls out with her number', async () => {
    await desk.dial(lena.number)
    await lena.is('ringing')
    expect(lena.now().peer).toMatchObject({ number: dana.number })
    await lena.answer()
    await hearEachOther(lena, desk)
    await dana.sees({ direction: 'outgoing', endpoint: 'desk' })
  })

  it('is offered to nobody who has none', async () => {
    await line(dana)
    await scene.talking(lena, dana, native)
    expect((await dana.call()).actions).not.toContain('move-to-desk')
    expect(await dana.order('move', { to: 'desk' })).toMatchObject({ status: 409, body: { error: { code: 'no-desk' } } })
  })
})
