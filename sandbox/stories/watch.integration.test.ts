import { eventually, stage, throughout } from './driver.ts'

const { dana, marco, priya, lena, harbor, ...scene } = stage()
const phone = marco.phone('native')

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const waitFor = async () => (await dana.ask<{ free: boolean }>('PUT', `watches/${marco.userId}`)).body.free
const waiting = async () => (await dana.ask<{ items: { name: string }[] }>('GET', 'watches')).body.items.map(({ name }) => name)
const sayings = (person: typeof dana, words: string) => person.chat().filter(({ text }) => text?.includes(words)).length
const told = () => sayings(dana, 'Marco Reyes is free now.')

describe('Dana waits for Marco', () => {
  it('is told once, right when he hangs up on his phone, though Teams shows what we set', async () => {
    await scene.talking(lena, marco, phone)
    await eventually(() => expect(marco.presence()).toBe('InACall'))
    const before = told()
    expect(await waitFor()).toBe(false)
    expect(await waiting()).toEqual(['Marco Reyes'])
    const stream = await dana.stream()
    await lena.hangup()
    await eventually(() => expect(told()).toBe(before + 1))
    await eventually(() => expect(stream.all('watches').at(-1)).toEqual({ items: [] }))
    stream.close()
    expect(await waiting()).toEqual([])
    await throughout(400, () => expect(told()).toBe(before + 1))
  })

  it('is not while he goes from a call on his phone into Teams, but when he ends it there', async () => {
    await scene.talking(lena, marco, phone)
    const before = told()
    await waitFor()
    const moving = marco.does('move', { to: 'teams' })
    await marco.phone('laptop').answers()
    await moving
    await throughout(600, () => expect(told()).toBe(before))
    await lena.hangup()
    await eventually(() => expect(told()).toBe(before + 1))
  })

  it('is not while he has another call, or is busy in Teams', async () => {
    await scene.talking(lena, marco, phone)
    const before = told()
    await waitFor()
    marco.chooses('DoNotDisturb')
    await lena.hangup()
    await throughout(600, () => expect(told()).toBe(before))
    expect(await waiting()).toEqual(['Marco Reyes'])
  })

  it('hears at once that he is free, and needs nothing kept', async () => {
    expect(await waitFor()).toBe(true)
    expect(await waiting()).toEqual([])
  })

  it('asks in the chat, is told even without notices, and nobody else is', async () => {
    await scene.talking(lena, marco, phone)
    const [before, others] = [told(), sayings(priya, 'Marco Reyes is free now.')]
    await scene.sandbox().connector.say(dana.userId, 'tell me when marco is free')
    await eventually(async () => expect(await waiting()).toEqual(['Marco Reyes']))
    await lena.hangup()
    await eventually(() => expect(told()).toBe(before + 1))
    expect(sayings(priya, 'Marco Reyes is free now.')).toBe(others)
  })

  it('still waits after a restart, and stops when she says so', async () => {
    await scene.talking(lena, marco, phone)
    await waitFor()
    const before = told()
    await scene.kill()
    await lena.hangup()
    await scene.start()
    await eventually(() => expect(told()).toBe(before + 1))
    await scene.talking(harbor, marco, phone)
    await waitFor()
    expect((await dana.ask('DELETE', `watches/${marco.userId}`)).status).toBe(200)
    await harbor.hangup()
    await throughout(600, () => expect(told()).toBe(before + 1))
  })
})
