import type { LiveCall } from '../../src/api/calls.ts'
import { type Phone, eventually, stage } from '../stories/driver.ts'

/** Lena and Harbor both call Dana. A phone that takes a second call puts the first on hold by itself, on every network. */
const { dana, lena, harbor, ...scene } = stage()
const [native, laptop] = [dana.phone('native'), dana.phone('laptop')]

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const hearEachOther = (one: Phone, other: Phone) => Promise.all([one.hears(other), other.hears(one)])

const callWith = async (party: Phone): Promise<LiveCall> => {
  const found = (await dana.live()).find(({ remote }) => remote.number === party.number)
  if (!found) throw new Error(`Dana has no call with ${party.id}`)
  return found
}
const order = async (party: Phone, name: 'hold' | 'resume' | 'consult', body: unknown = {}) =>
  dana.ask<{ commandId: string; error?: { code: string } }>('POST', `calls/${(await callWith(party)).id}/${name}`, { body })
const sees = (party: Phone, expected: Partial<LiveCall>) => eventually(async () => expect(await callWith(party)).toMatchObject(expected))

/** Dana talks with Lena on the native dialer, puts her on hold, and takes Harbor's call in Teams on the laptop. */
const oneOnHold = async () => {
  await scene.talking(lena, dana, native)
  expect(await dana.does('hold')).toMatchObject({ outcome: 'done' })
  await harbor.dial(dana.number)
  await laptop.answers()
  await Promise.all([hearEachOther(harbor, laptop), lena.hears('music')])
}

describe('two calls of one person', () => {
  it('taking the one on hold up again puts the other on hold first, to and fro', async () => {
    await oneOnHold()
    expect(await order(lena, 'resume')).toMatchObject({ status: 202 })
    await Promise.all([hearEachOther(lena, native), harbor.hears('music'), laptop.hears()])
    await sees(harbor, { state: 'held', notice: expect.objectContaining({ code: 'on-hold' }) })
    expect(await order(harbor, 'resume')).toMatchObject({ status: 202 })
    await Promise.all([hearEachOther(harbor, laptop), lena.hears('music'), native.hears()])
    await sees(lena, { state: 'held' })
  })

  it('each goes its own way: one hangs up, and the other is still there to be taken up', async () => {
    await oneOnHold()
    await harbor.hangup()
    await laptop.is('idle')
    expect(await dana.does('resume')).toMatchObject({ outcome: 'done', code: 'resumed' })
    await hearEachOther(lena, native)
  })

  it('while she asks a colleague in one of them, the other waits: nothing changes', async () => {
    await oneOnHold()
    const { number } = scene.marco
    await order(harbor, 'consult', { to: number })
    await scene.marco.phone('native').answers()
    await sees(harbor, { state: 'consulting' })
    expect(await order(lena, 'resume')).toMatchObject({ status: 409, body: { error: { code: 'consult-open' } } })
    await Promise.all([lena.hears('music'), hearEachOther(scene.marco.phone('native'), laptop)])
  })

  it('a phone that takes the second call holds the first by itself; only there can it be taken up again', async () => {
    await scene.talking(lena, dana, native)
    await harbor.dial(dana.number)
    await eventually(() => expect(native.now().calls.map(({ state }) => state)).toContain('ringing'))
    await native.answer()
    await Promise.all([hearEachOther(harbor, native), lena.hears('music')])
    await sees(lena, { state: 'held' })
    expect((await callWith(lena)).actions).not.toContain('resume')
    expect(await order(lena, 'resume')).toMatchObject({ status: 409, body: { error: { code: 'phone-holds' } } })
    await harbor.hears(native)
    await native.resume()
    await Promise.all([hearEachOther(lena, native), harbor.hears('music')])
    await sees(harbor, { state: 'held' })
  })
})
