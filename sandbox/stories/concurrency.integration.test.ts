import { randomUUID } from 'node:crypto'
import { type Actor, eventually, type Phone, stage } from './driver.ts'

const { dana, marco, priya, lena, harbor, ...scene } = stage()
const everybody = [dana, marco, priya]

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const counts = async () => (await Promise.all(everybody.map((person) => person.history()))).map((entries) => entries.length)
const calling = (caller: Phone, person: Actor) => eventually(() => expect(person.phone('native').now().calls.some(({ peer, state }) => peer.number === caller.number && state === 'ringing')).toBe(true))

describe('many calls at once', () => {
  it('as many as the phones can carry: each is its own, each leaves one entry on each line it touched', async () => {
    const before = await counts()
    await lena.dial(dana.number)
    await harbor.dial(marco.number)
    await Promise.all([calling(lena, dana), calling(harbor, marco)])
    await Promise.all([dana.phone('native').answer(), marco.phone('laptop').answers()])
    await Promise.all([lena.is('talking'), harbor.is('talking')])
    // both outside parties take a second call, and Priya calls a colleague from each of her phones' sides
    await Promise.all([lena.dial(priya.number), harbor.dial(dana.number)])
    await Promise.all([calling(lena, priya), calling(harbor, dana)])
    await Promise.all([priya.phone('laptop').answers(), dana.phone('mobile').answers()])
    await eventually(async () => expect((await Promise.all(everybody.map((person) => person.live()))).map((calls) => calls.length)).toEqual([2, 1, 1]))
    for (const person of everybody) for (const call of await person.live()) expect(call.remote.number).toMatch(/^\+1206555/)

    await priya.phone('native').is('idle')
    const moving = priya.does('move', { to: 'native' })
    await priya.phone('native').answers()
    expect(await moving).toMatchObject({ outcome: 'done', code: 'moved-to-native' })
    await hangUpAll()
    await eventually(async () => expect(await counts()).toEqual([before[0]! + 2, before[1]! + 1, before[2]! + 1]))
    for (const person of everybody) expect(await person.live()).toEqual([])
  })

  it('twenty one after another as fast as phones go, on three lines: twenty entries, nothing left over', async () => {
    const before = (await counts()).reduce((sum, count) => sum + count, 0)
    const round = async (caller: Phone, person: Actor) => {
      await caller.dial(person.number)
      await calling(caller, person)
      await person.phone('native').answer()
      await person.sees({ state: 'talking', endpoint: 'native' })
      await caller.hangup()
      await person.phone('native').is('idle')
      await eventually(async () => expect(await person.live()).toEqual([]))
    }
    const series = async (caller: Phone, people: Actor[]) => {
      for (let turn = 0; turn < 10; turn++) await round(caller, people[turn % people.length] ?? dana)
    }
    await Promise.all([series(lena, [dana]), series(harbor, [marco, priya])])
    await eventually(async () => expect((await counts()).reduce((sum, count) => sum + count, 0)).toBe(before + 20))
    expect((await dana.history()).slice(0, 10).map(({ outcome }) => outcome)).toEqual(Array.from({ length: 10 }, () => 'answered'))
    await eventually(async () => expect(await scene.store().loadCalls()).toEqual([]))
    await eventually(() => expect(everybody.flatMap((person) => person.presenceSessions())).toEqual([]))
  })

  it('everybody calls everybody: each call is on both lines', async () => {
    const before = await counts()
    await dana.phone('native').dial(marco.number)
    await marco.phone('laptop').dial(priya.number).catch(() => undefined)
    await eventually(() => expect(marco.phone('native').now().state).toBe('ringing'))
    await marco.phone('native').answer()
    await dana.phone('native').is('talking')
    await priya.phone('laptop').answers()
    await eventually(async () => expect((await Promise.all(everybody.map((person) => person.live()))).map((calls) => calls.length)).toEqual([1, 2, 1]))
    await hangUpAll()
    await eventually(async () => expect(await counts()).toEqual([before[0]! + 1, before[1]! + 2, before[2]! + 1]))
  })
})

describe('the same order five times at once', () => {
  it('with one key acts once', async () => {
    await scene.talking(lena, dana, dana.phone('native'))
    const key = { 'idempotency-key': randomUUID() }
    const answers = await Promise.all(Array.from({ length: 5 }, () => dana.order('transfer', { to: harbor.number }, key)))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202])
    expect(new Set(answers.map(({ body }) => body.commandId)).size).toBe(1)
    await harbor.is('ringing')
    expect(harbor.now().calls).toHaveLength(1)
  })

  it('without a key one is taken and the others are refused', async () => {
    await scene.talking(lena, dana, dana.phone('native'))
    const answers = await Promise.all(Array.from({ length: 5 }, () => dana.order('move', { to: 'teams' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409])
    await dana.phone('laptop').is('ringing')
    expect(dana.phone('laptop').now().calls).toHaveLength(1)
  })
})

const hangUpAll = async () => {
  const { phones } = scene.sandbox()
  await eventually(() => {
    for (const { id, calls } of phones.list()) for (const { id: callId } of calls) phones.hangup(id, callId)
    expect(phones.list().flatMap(({ calls }) => calls)).toEqual([])
  })
}
