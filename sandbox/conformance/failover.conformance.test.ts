import { type Phone, eventually, stage } from '../stories/driver.ts'

const { dana, marco, lena, harbor, ...scene } = stage()
const [native, laptop] = [dana.phone('native'), dana.phone('laptop')]

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const hearEachOther = (one: Phone, other: Phone) => Promise.all([one.hears(other), other.hears(one)])

describe('a phone’s audio is lost in the middle of a call', () => {
  it('Dana is rung on the other side, the other party hears music meanwhile, and the call goes on', async () => {
    await scene.talking(lena, dana, native)
    await hearEachOther(lena, native)
    await native.vanishes()
    await laptop.is('ringing')
    await dana.sees({ state: 'returning', notice: expect.objectContaining({ code: 'audio-lost' }) })
    await lena.hears('music')
    await laptop.answer()
    await hearEachOther(lena, laptop)
    await native.returns()
    await native.is('idle')
    await dana.sees({ state: 'talking', endpoint: 'teams' })
    await lena.hangup()
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ outcome: 'answered', journey: [{ endpoint: 'native' }, { endpoint: 'teams' }] }))
  })

  it('a call that is on hold at the phone is not lost, however silent', async () => {
    await scene.talking(lena, dana, native)
    await native.hold()
    await lena.hears('music')
    await new Promise((resolve) => setTimeout(resolve, 8_000))
    await native.resume()
    await hearEachOther(lena, native)
  })
})

describe('a transfer asked for in the Teams client itself', () => {
  it('is the same as one by the bot or the tab: music while it rings, then the target; Dana is out', async () => {
    await scene.talking(lena, dana, laptop)
    await laptop.refers(harbor.number)
    await harbor.is('ringing')
    await lena.hears('music')
    await harbor.answer()
    await hearEachOther(lena, harbor)
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ outcome: 'transferred', transferredTo: { number: harbor.number } }))
  })

  it('to a colleague who declines ends where the colleague’s calls end', async () => {
    await scene.talking(lena, dana, laptop)
    await laptop.refers(marco.number)
    await marco.phone('native').is('ringing')
    await marco.phone('native').decline()
    // Marco has voicemail, and that takes the call: for Dana it is transferred
    await marco.sees({ state: 'voicemail' })
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ outcome: 'transferred', transferredTo: { number: marco.number } }))
  })
})
