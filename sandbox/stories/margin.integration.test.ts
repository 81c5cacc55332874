import { usualSettings } from '../../src/line/settings.ts'
import { stage } from './driver.ts'

/** An operator who keeps their own voicemail, which answers after half a minute. */
const { dana, lena, line, ...scene } = stage({ environment: { VOICEMAIL_BEHIND_SECONDS: '30' } })

beforeAll(() => scene.open())
afterAll(() => scene.close())

describe('a voicemail stands behind our legs', () => {
  it('only delays that end 10 s before it can be chosen', async () => {
    expect((await dana.me()).limits.delays).toEqual([5, 10, 15, 20])
    expect(await dana.ask('PATCH', 'settings', { body: { unanswered: { afterSeconds: 30 } } }))
      .toMatchObject({ status: 400, body: { error: { field: 'unanswered.afterSeconds', message: expect.stringContaining('5, 10, 15, 20 seconds') } } })
  })

  it('and one chosen before is cut short, as the sentence says', async () => {
    await line(dana, { unansweredAfterSeconds: 60, settings: usualSettings })
    expect((await dana.me()).happens.now).toContain('After 20 seconds they go to voicemail.')
    const began = Date.now()
    await lena.dial(dana.number)
    await dana.phone('native').is('ringing')
    await lena.is('talking')
    expect(Date.now() - began).toBeGreaterThan(19_000)
    await dana.sees({ state: 'voicemail' })
    await lena.hangup()
  })
})
