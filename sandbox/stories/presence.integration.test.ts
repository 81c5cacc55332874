import { setTimeout as sleep } from 'node:timers/promises'
import { eventually, stage, throughout } from './driver.ts'

const { dana, lena, faults, line, ...scene } = stage()
const [native, laptop] = [dana.phone('native'), dana.phone('laptop')]

beforeAll(() => scene.open())
afterEach(async () => {
  await scene.clear()
  await eventually(() => expect(dana.presenceSessions()).toEqual([]))
})
afterAll(() => scene.close())

const isSet = () => eventually(() => expect([dana.presence(), dana.presenceSessions().length]).toEqual(['InACall', 1]))
const isCleared = () => eventually(() => expect(dana.presenceSessions()).toEqual([]))

describe('presence', () => {
  it('shows Busy while the person talks on the native dialer, and nothing of ours afterwards', async () => {
    await lena.dial(dana.number)
    await native.is('ringing')
    expect(dana.presenceSessions()).toEqual([])
    await native.answer()
    await isSet()
    await eventually(async () => expect((await dana.me()).presence).toEqual({ availability: 'Busy', activity: 'InACall' }))
    await lena.hangup()
    await isCleared()
    expect(dana.presence()).toBe('Available')
  })

  it('is left to Teams once the call is there, and set again on the way back', async () => {
    await scene.talking(lena, dana, native)
    await isSet()
    const moving = dana.does('move', { to: 'teams' })
    await laptop.answers()
    await moving
    await isCleared()
    expect(dana.presence()).toBe('InACall')
    const back = dana.does('move', { to: 'native' })
    await native.answers()
    await back
    await isSet()
  })

  it('is told by the bot, to whoever wants that', async () => {
    await line(dana, { notify: true })
    await scene.talking(lena, dana, native)
    const says = (words: string) => eventually(() => expect(dana.chat().map(({ text }) => text ?? '').join('\n')).toContain(words))
    await says('Busy (in a call)')
    await lena.hangup()
    await says('off the phone')
  })

  it.each(['down', 'throttled'] as const)('with Graph %s at the time it is set once Graph is back, and the call never waited', async (mode) => {
    faults({ graph: mode })
    await scene.talking(lena, dana, native)
    await sleep(300)
    expect(dana.presenceSessions()).toEqual([])
    faults({ graph: 'ok' })
    await isSet()
  })

  it('with Graph down at the end of the call it is cleared once Graph is back', async () => {
    await scene.talking(lena, dana, native)
    await isSet()
    faults({ graph: 'down' })
    await lena.hangup()
    await native.is('idle')
    await sleep(300)
    expect(dana.presenceSessions()).toHaveLength(1)
    faults({ graph: 'ok' })
    await isCleared()
  })

  it('with Graph slow the newest wins: a call that was over before Graph answered leaves nothing', async () => {
    faults({ graph: 'slow' })
    await scene.talking(lena, dana, native)
    await lena.hangup()
    await native.is('idle')
    faults({ graph: 'ok' })
    await sleep(3_500)
    await isCleared()
    await throughout(500, () => expect(dana.presenceSessions()).toEqual([]))
  })

  it('is cleared after a restart when the call ended while the app was away', async () => {
    await scene.talking(lena, dana, native)
    await isSet()
    await scene.kill()
    await lena.hangup()
    await scene.start()
    await isCleared()
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ outcome: 'answered' }))
    await eventually(async () => expect(await dana.live()).toEqual([]))
  })

  it('stays through a restart while the call goes on, also when setting it had to wait', async () => {
    faults({ graph: 'down' })
    await scene.talking(lena, dana, native)
    await sleep(200)
    await scene.kill()
    faults({ graph: 'ok' })
    await scene.start()
    await isSet()
    await throughout(500, () => expect(dana.presence()).toBe('InACall'))
    await lena.hangup()
    await isCleared()
  })
})
