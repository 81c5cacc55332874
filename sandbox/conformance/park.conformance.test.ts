import type { LiveCall } from '../../src/api/calls.ts'
import { eventually, stage, type Actor } from '../stories/driver.ts'

const { dana, marco, priya, lena, ...scene } = stage()
const native = dana.phone('native')

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const park = async (): Promise<string> => {
  await scene.talking(lena, dana, native)
  expect(await dana.does('park')).toMatchObject({ outcome: 'done', code: 'parked' })
  await Promise.all([native.is('idle'), lena.hears('music'), dana.sees({ state: 'parked', actions: ['cancel'] })])
  const { parked } = await dana.call() as LiveCall
  expect(parked?.code).toMatch(/^\d\d$/)
  return parked?.code ?? ''
}
const pickUp = (who: Actor, code: string) => who.ask<{ error?: { code: string; message: string } }>('POST', `parked/${code}/pick-up`, { body: {} })

describe('a parked call', () => {
  it('is picked up by a colleague who says its code, and is theirs from then on', async () => {
    const code = await park()
    expect(await pickUp(marco, code)).toMatchObject({ status: 202, body: { from: { number: lena.number } } })
    await marco.phone('laptop').answers()
    await lena.hears(marco.phone('laptop'))
    await marco.sees({ state: 'talking', remote: { number: lena.number, name: 'Lena Fischer' }, via: { why: 'park', name: dana.name } })
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ outcome: 'transferred', transferredTo: { name: marco.name } }))
    expect(await dana.live()).toEqual([])
    expect(await pickUp(priya, code)).toMatchObject({ status: 404 })
    await eventually(async () => expect(await priya.ask('GET', 'admin/audit?limit=1&action=pick-up')).toMatchObject({ body: { items: [{ action: 'pick-up', userId: marco.userId }] } }))
    await lena.hangup()
    await eventually(async () => expect((await marco.history())[0]).toMatchObject({ outcome: 'answered', via: { why: 'park', name: dana.name } }))
  })

  it('that a colleague asks for and does not answer stays parked', async () => {
    const code = await park()
    const [first, second] = await Promise.all([pickUp(marco, code), pickUp(marco, code)])
    expect(second.body).toEqual(first.body)
    await marco.phone('native').is('ringing')
    expect(marco.phone('native').now().calls).toHaveLength(1)
    await marco.phone('native').decline()
    await marco.phone('laptop').is('idle')
    await lena.hears('music')
    await dana.sees({ state: 'parked' })
    await pickUp(priya, code)
    await priya.phone('native').answers()
    await lena.hears(priya.phone('native'))
  })

  it('is picked up on the phone that dials a star and its code', async () => {
    const code = await park()
    await dana.phone('native').dial(`*${code}`)
    // whoever parked it is told so in the chat
    await Promise.all([native.is('idle'), dana.sees({ state: 'parked' })])
    const phone = marco.phone('native')
    await phone.dial(`*${code}`)
    await lena.hears(phone)
    await marco.sees({ state: 'talking', remote: { number: lena.number, name: 'Lena Fischer' }, via: { why: 'park', name: dana.name } })
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ outcome: 'transferred', transferredTo: { name: marco.name } }))
    const moving = marco.does('move', { to: 'teams' })
    await marco.phone('laptop').answers()
    expect(await moving).toMatchObject({ outcome: 'done' })
    await lena.hears(marco.phone('laptop'))
    await lena.hangup()
    await eventually(async () => expect((await marco.history())[0]).toMatchObject({ outcome: 'answered', via: { why: 'park', name: dana.name } }))
  })

  it('is one colleague’s when two dial for it at once; the other’s phone is free again', async () => {
    const code = await park()
    const phones = [marco, priya].map((who) => who.phone('native'))
    await Promise.all(phones.map((phone) => phone.dial(`*${code}`)))
    await eventually(() => expect(phones.map((phone) => phone.now().state).toSorted()).toEqual(['idle', 'talking']))
    const winner = phones.find((phone) => phone.now().state === 'talking')!
    await lena.hears(winner)
    await eventually(async () => expect((await Promise.all([marco, priya].map((who) => who.live()))).flat()).toHaveLength(1))
  })

  it('is nobody’s when the caller leaves as a colleague dials for it', async () => {
    const code = await park()
    await Promise.all([lena.hangup(), marco.phone('native').dial(`*${code}`)])
    await Promise.all([lena.is('idle'), marco.phone('native').is('idle')])
    await eventually(async () => expect((await Promise.all([dana, marco].map((who) => who.live()))).flat()).toEqual([]))
  })

  it('dialled for as the app is killed, is with the colleague or still parked, and never lost', async () => {
    const code = await park()
    const phone = marco.phone('native')
    await Promise.all([phone.dial(`*${code}`), scene.kill()])
    await scene.start()
    await lena.is('talking')
    await eventually(async () => {
      const [[parked], [fetched]] = await Promise.all([dana.live(), marco.live()])
      expect([parked?.state, fetched?.state]).toEqual(fetched === undefined ? ['parked', undefined] : [undefined, 'talking'])
    })
  })

  it('is taken back by whoever parked it', async () => {
    const code = await park()
    expect(await pickUp(dana, code)).toMatchObject({ status: 409, body: { error: { code: 'own-call' } } })
    expect(await dana.does('cancel')).toMatchObject({ outcome: 'done', code: 'park-cancelled' })
    await native.answers()
    await lena.hears(native)
    await dana.sees({ state: 'talking' })
    // and may be parked again
    expect(await dana.does('park')).toMatchObject({ outcome: 'done' })
    await lena.hears('music')
  })

  it('survives the app’s death', async () => {
    const code = await park()
    await scene.kill()
    await scene.start()
    await lena.hears('music')
    expect(await pickUp(marco, code)).toMatchObject({ status: 202 })
    await marco.phone('native').answers()
    await lena.hears(marco.phone('native'))
  })

  it('is over when the caller hangs up', async () => {
    await park()
    await lena.hangup()
    await eventually(async () => expect(await dana.live()).toEqual([]))
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ outcome: 'answered', endedBy: 'them' }))
  })
})
