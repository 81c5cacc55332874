import { eventually, stage, throughout } from '../stories/driver.ts'
import { shortGreeting } from '../stories/voicemail-steps.ts'

const { dana, lena, harbor, kill, start, ...scene } = stage({ environment: shortGreeting })
const [native, laptop, mobile] = [dana.phone('native'), dana.phone('laptop'), dana.phone('mobile')]

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const bothTalk = () => expect([native.now().state, lena.now().state]).toEqual(['talking', 'talking'])
const entries = async () => (await dana.history()).length
const nothingLeft = async (before: number) => {
  await eventually(async () => expect(await entries()).toBe(before + 1))
  await eventually(() => expect(dana.presenceSessions()).toEqual([]))
  expect(await dana.live()).toEqual([])
  await eventually(async () => expect(await scene.store().loadCalls()).toEqual([]))
}
const moves = async () => {
  const moving = dana.does('move', { to: 'teams' })
  await laptop.answers()
  expect(await moving).toMatchObject({ outcome: 'done', code: 'moved-to-teams' })
}

describe('the app is killed and comes back', () => {
  it('while people talk: they talk on, then the call can be moved; one entry', async () => {
    const before = await entries()
    await scene.talking(lena, dana, native)
    await kill()
    await throughout(300, bothTalk)
    await start()
    bothTalk()
    await dana.sees({ state: 'talking', endpoint: 'native' })
    await moves()
    expect(lena.now().state).toBe('talking')
    await laptop.hangup()
    await lena.is('idle')
    await nothingLeft(before)
    expect((await dana.history())[0]?.journey.map(({ endpoint }) => endpoint)).toEqual(['native', 'teams'])
  })

  it('while it rings: it rings on and can be answered', async () => {
    const before = await entries()
    await lena.dial(dana.number)
    await Promise.all([native.is('ringing'), laptop.is('ringing')])
    await kill()
    await throughout(200, () => expect(native.now().state).toBe('ringing'))
    await start()
    await native.answer()
    await lena.is('talking')
    await dana.sees({ state: 'talking', endpoint: 'native' })
    await Promise.all([laptop.is('idle'), mobile.is('idle')])
    await native.hangup()
    await lena.is('idle')
    await nothingLeft(before)
  })

  it('while it rings, and the caller gave up meanwhile: no phone rings on', async () => {
    const before = await entries()
    await lena.dial(dana.number)
    await native.is('ringing')
    await kill()
    await lena.hangup()
    await start()
    await Promise.all([native.is('idle'), laptop.is('idle'), mobile.is('idle')])
    await nothingLeft(before)
    expect((await dana.history())[0]).toMatchObject({ outcome: 'missed' })
  })

  it('while it rings, and was answered meanwhile: nobody is left with silence', async () => {
    const before = await entries()
    await lena.dial(dana.number)
    await native.is('ringing')
    await kill()
    await native.answer()
    await start()
    // an answer nobody heard of ends that leg; the other phones ring on until the call is taken or given up
    await eventually(() => expect(native.now().state).toBe(lena.now().state === 'talking' ? 'talking' : 'idle'))
    await lena.hangup()
    await Promise.all([native.is('idle'), laptop.is('idle'), mobile.is('idle')])
    await nothingLeft(before)
  })

  it('in the middle of a move that rings: they talk on, and the move goes through or is told to have failed', async () => {
    const before = await entries()
    await scene.talking(lena, dana, native)
    await dana.order('move', { to: 'teams' })
    await laptop.is('ringing')
    await kill()
    await throughout(200, bothTalk)
    await start()
    bothTalk()
    await dana.sees({ move: { to: 'teams', phase: 'ringing' } })
    await laptop.answer()
    await dana.sees({ state: 'talking', endpoint: 'teams', move: null })
    expect(lena.now().state).toBe('talking')
    await lena.hangup()
    await laptop.is('idle')
    await nothingLeft(before)
  })

  it('in the middle of a move that was answered: they talk on, and it is moved or stays', async () => {
    const before = await entries()
    await laptop.faults({ noAudio: true })
    await scene.talking(lena, dana, native)
    await dana.order('move', { to: 'teams' })
    await laptop.answers()
    await dana.sees({ move: { to: 'teams', phase: 'checking' } })
    await kill()
    await throughout(200, bothTalk)
    await start()
    bothTalk()
    await laptop.faults({ noAudio: false })
    await dana.sees({ state: 'talking', endpoint: 'teams', move: null })
    await native.is('idle')
    expect(lena.now().state).toBe('talking')
    await lena.hangup()
    await nothingLeft(before)
  })

  it('in the middle of a transfer that rings: it goes through', async () => {
    const before = await entries()
    await scene.talking(lena, dana, native)
    await dana.order('transfer', { to: harbor.number })
    await harbor.is('ringing')
    await native.is('idle')
    await kill()
    await start()
    await harbor.answer()
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ outcome: 'transferred' }))
    expect(lena.now().state).toBe('talking')
    await harbor.hangup()
    await lena.is('idle')
    await nothingLeft(before)
  })

  it('while a caller speaks to voicemail: what they said is kept', async () => {
    const before = await entries()
    await lena.dial(dana.number)
    await native.is('ringing')
    await native.decline()
    await eventually(async () => expect((await scene.store().loadCalls())[0]?.voicemail.status).toBe('recording'))
    await throughout(1_500, () => expect(lena.now().state).toBe('talking'))
    await kill()
    await lena.hangup()
    await start()
    await nothingLeft(before)
    expect((await dana.history())[0]).toMatchObject({ outcome: 'voicemail', voicemailId: expect.any(String) })
  })
})

describe('a call while the app is away', () => {
  it('completes on the native dialer, and is left alone when the app is back', async () => {
    const before = await entries()
    await kill()
    await lena.dial(dana.number)
    await native.is('ringing')
    expect(laptop.now().state).toBe('idle')
    await native.answer()
    await lena.is('talking')
    await start()
    await throughout(500, bothTalk)
    expect(await dana.live()).toEqual([])
    await lena.hangup()
    await native.is('idle')
    expect(await entries()).toBe(before)
  })

  it('out from the native dialer goes straight to the operator', async () => {
    await kill()
    await native.dial(lena.number)
    await lena.answers()
    await native.is('talking')
    await start()
    await throughout(300, bothTalk)
  })
})

describe('a leg that is let go', () => {
  it('before it rings is gone at once, as after a restart one that nobody owns', async () => {
    await scene.faults({ native: 'slow' })
    await scene.engine(`/channels/early?endpoint=${encodeURIComponent(`PJSIP/${dana.number}@native`)}&app=single-number`, 'POST')
    await scene.engine('/channels/early', 'DELETE')
    await eventually(async () => expect(JSON.stringify(await scene.engine('/channels'))).not.toContain('"early"'))
    await dana.phone('native').is('idle')
  })
})
