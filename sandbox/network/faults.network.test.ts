import { setTimeout as sleep } from 'node:timers/promises'
import { eventually, stage, throughout } from '../stories/driver.ts'
import { startCapture } from './capture.ts'
import { startCrowd } from './crowd.ts'
import { asteriskNetwork, programsFolder } from './index.ts'
import { programsIn } from './programs.ts'

const network = asteriskNetwork()
const { dana, marco, priya, lena, harbor, kill, start, ...scene } = stage({ network: network.start })
const programs = programsIn(programsFolder)
const crowdPorts = { sip: 31_000, audio: 31_010 }
const size = 20
/** Nobody was cut off: a second without audio would be one. How large a gap is in truth is printed, and measured by the bench. */
const gapMs = 500

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const emergency = () => scene.sandbox().phones.get('outside-emergency')

describe('the app is killed with twenty people talking', () => {
  it('all talk on without a gap, others call natively and for help meanwhile, and all are in hand again afterwards', async () => {
    const before = (await priya.history()).length
    const crowd = await startCrowd({
      programs, folder: `${scene.sandbox().dataDir}/crowd`, edge: network.running().edge, callee: priya.number, ratePerSecond: 10, ports: crowdPorts,
      callers: Array.from({ length: size }, (_, index) => String(1_000 + index)),
    })
    const ports = Array.from({ length: crowd.callerAudio.to - crowd.callerAudio.from }, (_, index) => crowd.callerAudio.from + index)
    const capture = await startCapture({ programs, phones: ports.map((port) => ({ id: `port-${port}`, frequency: 1017, rtpPorts: { from: port, to: port } })) })
    try {
      await eventually(async () => expect((await priya.live()).filter(({ state }) => state === 'talking')).toHaveLength(size))
      await scene.talking(lena, dana, dana.phone('native'))
      const began = Date.now() + 500
      await sleep(1_000)
      const streams = ports.map((port) => `port-${port}`).filter((id) => capture.packets(id, began, Date.now()) > 10)
      expect(streams).toHaveLength(size)

      await kill()
      await sleep(500)
      // one who was talking leaves while nobody is there to see it
      await lena.hangup()
      // a new call completes natively, and so does one for help; for a while whoever made that is rung on the phone alone
      await dana.phone('native').hangup()
      await harbor.dial(dana.number)
      await dana.phone('native').answers()
      await harbor.hears(dana.phone('native'))
      expect(dana.phone('laptop').now().state).toBe('idle')
      await marco.phone('native').dial('911')
      await eventually(() => expect(emergency().state).toBe('talking'))
      await marco.phone('native').hangup()

      await start()
      await eventually(async () => expect((await priya.live()).filter(({ state }) => state === 'talking')).toHaveLength(size))
      const until = Date.now()
      const gaps = streams.map((id) => capture.gap(id, began, until - 100))
      console.log(`kill -9 with ${size} calls: largest gap at an outside party ${Math.max(...gaps).toFixed(1)} ms, median ${gaps.toSorted((a, b) => a - b)[size / 2]?.toFixed(1)} ms, ${((until - began) / 1000).toFixed(1)} s watched`)
      expect(Math.max(...gaps)).toBeLessThanOrEqual(gapMs)

      // nothing is left of the call whose other side went
      await eventually(async () => expect(await dana.live()).toEqual([]))
      for (const { id } of await priya.live()) expect((await priya.ask('POST', `calls/${id}/hangup`, { body: {} })).status).toBe(202)
      await eventually(async () => expect(await priya.live()).toEqual([]))
      await eventually(async () => expect((await priya.history()).slice(0, size).map(({ outcome }) => outcome)).toEqual(Array.from({ length: size }, () => 'answered')))
      expect(await priya.history()).toHaveLength(before + size)
      // the call that completed without us is nobody's entry, and was left alone
      expect(harbor.now().state).toBe('talking')
      await eventually(async () => expect(await channels()).toBe(2))
    } finally {
      await capture.close()
      await crowd.close()
    }
  })
})

const channels = async () => Number(/(\d+) active channel/.exec(await network.running().asterisk.console('core show channels count'))?.[1])

describe('Asterisk is restarted in the middle of a call', () => {
  it('the call is lost, and everybody knows: the history, presence, the person', async () => {
    const { asterisk } = network.running()
    await scene.line(dana, { notify: true })
    const before = (await dana.history()).length
    await scene.talking(lena, dana, dana.phone('native'))
    await eventually(() => expect(dana.presenceSessions()).toHaveLength(1))
    await asterisk.kill()
    await asterisk.start()
    await eventually(async () => expect(await dana.history()).toHaveLength(before + 1))
    expect(await dana.live()).toEqual([])
    await eventually(() => expect(dana.presenceSessions()).toEqual([]))
    await eventually(() => expect(JSON.stringify(dana.chat())).toContain('was cut off: the phone network lost it'))
    for (const phone of [lena, dana.phone('native')]) await phone.hangup().catch(() => undefined)
    // and it works again
    await scene.talking(harbor, dana, dana.phone('native'))
    await harbor.hears(dana.phone('native'))
  })
})

describe('a second instance of the app', () => {
  it('stands by; when the first is stopped dead it takes the engine over, and the first, awake again, stops', async () => {
    await scene.talking(lena, dana, dana.phone('native'))
    const { app } = scene.sandbox()
    const first = app.pid() ?? 0
    const second = await scene.sandbox().appBeside()
    const ready = second.start()
    try {
      await throughout(2_000, async () => expect((await fetch(`${second.url}/readyz`).catch(() => null))?.status ?? 503).toBe(503))
      process.kill(first, 'SIGSTOP')
      await ready
      await lena.hears(dana.phone('native'))
      const moving = await fetch(`${second.url}/api/calls/live`, { headers: { authorization: `Bearer ${await dana.token()}` } })
      expect(await moving.json()).toMatchObject({ items: [{ state: 'talking', endpoint: 'native' }] })
      process.kill(first, 'SIGCONT')
      // it ends by itself; the sandbox starts it anew, and then it is the one that stands by
      await eventually(() => expect(app.pid()).not.toBe(first))
      await lena.hears(dana.phone('native'))
    } finally {
      await second.stop()
    }
    await eventually(async () => expect((await fetch(`${app.url}/readyz`)).status).toBe(200))
    await dana.sees({ state: 'talking', endpoint: 'native' })
  })
})
