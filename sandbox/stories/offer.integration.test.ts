import { setTimeout as sleep } from 'node:timers/promises'
import { usualSettings } from '../../src/line/settings.ts'
import { eventually, stage, throughout } from './driver.ts'

const { dana, lena, line, ...scene } = stage()
const native = dana.phone('native')
let opened = 0

beforeAll(async () => {
  await scene.open()
  opened = Date.now()
})
beforeEach(() => line(dana, { notify: true }))
afterEach(() => scene.clear())
afterAll(() => scene.close())

const offers = () => dana.chat().filter((activity) => JSON.stringify(activity).includes('Move it to Teams?'))
const says = (text: string) => scene.sandbox().connector.say(dana.userId, text)
const talksAWhile = async () => {
  await scene.talking(lena, dana, native)
  await sleep(5_200)
}
const isOffered = (count: number) => eventually(() => expect(offers()).toHaveLength(count))
const isNotOffered = (count: number) => throughout(600, () => expect(offers()).toHaveLength(count))

describe('Dana turns to Teams while she talks on her phone', () => {
  it('is offered the move when she writes to the bot, once, and its button moves the call', async () => {
    const before = offers().length
    await scene.talking(lena, dana, native)
    await says('voicemail')
    await isNotOffered(before)
    await sleep(5_000)
    await says('voicemail')
    await isOffered(before + 1)
    await says('history')
    await isNotOffered(before + 1)
    const { id } = await dana.call()
    await scene.sandbox().connector.press(dana.userId, { verb: 'uplift', data: { callId: id } }, offers().at(-1)?.id ?? '')
    await dana.phone('laptop').answers()
    await dana.sees({ endpoint: 'teams' })
  })

  it('is not when she does not want it, nor where what she asked for has the button', async () => {
    const before = offers().length
    await line(dana, { notify: true, settings: { ...usualSettings, offerUplift: false } })
    await talksAWhile()
    await says('voicemail')
    await isNotOffered(before)
    await line(dana, { notify: true })
    await says('status')
    await isNotOffered(before)
  })

  it('is when her tab opens, and is not when it was open before', async () => {
    // tabs that come back within a minute of the app's start were open before it
    await sleep(Math.max(0, opened + 61_000 - Date.now()))
    const before = offers().length
    await talksAWhile()
    const late = await dana.stream()
    await isOffered(before + 1)
    await lena.hangup()
    await native.is('idle')
    await talksAWhile()
    const another = await dana.stream()
    await says('voicemail')
    await isNotOffered(before + 1)
    late.close()
    another.close()
  })
})
