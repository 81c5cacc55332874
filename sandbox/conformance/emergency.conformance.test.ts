import { usualSettings } from '../../src/line/settings.ts'
import { usualPolicy } from '../../src/line/policy.ts'
import { eventually, stage } from '../stories/driver.ts'

const { dana, marco, priya, lena, kill, start, line, ...scene } = stage()

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const always = { on: true, timeZone: 'America/Los_Angeles', weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '00:00' })) }
const callsForHelp = async (person: typeof dana) => {
  const own = person.phone('native')
  await own.dial('911')
  await own.is('talking')
  await own.hangup()
  await own.is('idle')
}

describe('the emergency centre calls back', () => {
  it('and rings the native dialer whatever the settings: quiet hours, Teams alone', async () => {
    await line(dana, { policy: 'Teams', settings: { ...usualSettings, quietHours: { ...usualSettings.quietHours, ...always } }, linePolicy: usualPolicy })
    await callsForHelp(dana)
    const before = (await dana.history()).length
    await lena.dial(dana.number)
    await dana.phone('native').answers()
    await lena.is('talking')
    expect([dana.phone('laptop').now().state, await dana.live()]).toEqual(['idle', []])
    await lena.hangup()
    await dana.phone('native').is('idle')
    expect(await dana.history()).toHaveLength(before)
  })

  it('also while the app is away', async () => {
    await kill()
    await callsForHelp(marco)
    await lena.dial(marco.number)
    await marco.phone('native').answers()
    await lena.is('talking')
    await start()
  })

  it('everybody else’s calls go on as always', async () => {
    await scene.talking(lena, priya, priya.phone('laptop'))
    await eventually(async () => expect(await priya.live()).toHaveLength(1))
  })
})
