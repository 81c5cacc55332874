import { eventually, stage, throughout } from '../stories/driver.ts'

const { dana, pbx, ...scene } = stage()
const [native, laptop] = [dana.phone('native'), dana.phone('laptop')]

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const latest = (expected: object) => eventually(async () => expect((await dana.history())[0]).toMatchObject(expected))

describe('the number as an agent of the company’s PBX', () => {
  it('rings as any call, and is moved like any', async () => {
    await pbx.dial(dana.number)
    await Promise.all([native.is('ringing'), laptop.is('ringing')])
    await dana.sees({ state: 'ringing', remote: { number: pbx.number, name: 'PBX switchboard' }, via: { why: 'pbx', name: 'PBX' } })
    await native.answer()
    await pbx.hears(native)
    const moving = dana.does('move', { to: 'teams' })
    await laptop.answers()
    expect(await moving).toMatchObject({ outcome: 'done' })
    await pbx.hears(laptop)
    await pbx.hangup()
    await latest({ outcome: 'answered', via: { why: 'pbx', name: 'PBX' } })
  })

  it('that the person declines is busy for the PBX, which goes on to its next agent: no voicemail, no forwarding', async () => {
    await dana.ask('PATCH', 'settings', { body: { unanswered: { to: { kind: 'number', number: '+12065550177' } } } })
    await pbx.dial(dana.number)
    await native.is('ringing')
    await native.decline()
    await eventually(() => expect(pbx.now()).toMatchObject({ state: 'idle', lastEnded: { cause: 17 } }))
    await latest({ outcome: 'declined', voicemailId: null, forwardedTo: null })
  })

  it('that nobody answers is unanswered for the PBX', async () => {
    await dana.ask('PATCH', 'settings', { body: { unanswered: { afterSeconds: 5 } } })
    await pbx.dial(dana.number)
    await native.is('ringing')
    await eventually(() => expect(pbx.now().state).toBe('idle'))
    expect([18, 19]).toContain(pbx.now().lastEnded?.cause)
    await latest({ outcome: 'missed', voicemailId: null })
  })

  it('rings the SIM while the app is away', async () => {
    await scene.kill()
    await pbx.dial(dana.number)
    await native.is('ringing')
    await throughout(300, () => expect(laptop.now().state).toBe('idle'))
    await native.answer()
    await pbx.hears(native)
    await pbx.hangup()
    await native.is('idle')
  })

  it('which is nobody’s is refused', async () => {
    await pbx.dial('+14255550199')
    await eventually(() => expect(pbx.now()).toMatchObject({ state: 'idle', lastEnded: { cause: 1 } }))
  })
})
