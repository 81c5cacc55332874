import type { Call } from '../../src/call/model.ts'
import { eventually, stage, throughout, type Actor } from '../stories/driver.ts'

const { dana, marco, priya, lena, ...scene } = stage()

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

/** Dana's phones are silent, so that the group has the call at once. */
const groupOf = async (members: Actor[], together: boolean) => {
  const { status, body } = await dana.ask('PATCH', 'settings', {
    body: {
      unanswered: { to: { kind: 'group', together, members: members.map(({ userId }) => userId) } },
      quietHours: { on: true, timeZone: 'UTC', weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '00:00' })) },
    },
  })
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
}
const latest = (person: Actor, expected: object) => eventually(async () => expect((await person.history())[0]).toMatchObject(expected))

describe('a call group', () => {
  it('rings all at once; one takes the call, and for the others a colleague has', async () => {
    await groupOf([marco, priya], true)
    expect((await dana.me()).happens.now).toContain('they ring 2 colleagues at once, then they go to voicemail')
    await lena.dial(dana.number)
    await Promise.all([marco.phone('native').is('ringing'), priya.phone('laptop').is('ringing')])
    await dana.sees({ state: 'forwarding' })
    await priya.sees({ state: 'ringing', remote: { number: lena.number, name: 'Lena Fischer' }, via: { why: 'group', name: dana.name } })
    await priya.phone('laptop').answer()
    await marco.phone('native').is('idle')
    await lena.hears(priya.phone('laptop'))
    await latest(dana, { outcome: 'forwarded', forwardedTo: { name: priya.name } })
    await latest(marco, { outcome: 'elsewhere', forwardedTo: { name: priya.name } })
    await lena.hangup()
    await latest(priya, { outcome: 'answered', via: { why: 'group', name: dana.name } })
  })

  it('rings one after the other, and the caller comes to Dana’s voicemail when nobody takes it', async () => {
    await groupOf([marco, priya], false)
    await lena.dial(dana.number)
    await marco.phone('native').is('ringing')
    await throughout(300, () => expect(priya.phone('native').now().state).toBe('idle'))
    await marco.phone('native').decline()
    await priya.phone('native').is('ringing')
    await priya.phone('native').decline()
    await lena.is('talking')
    await dana.sees({ state: 'voicemail' })
    await latest(priya, { outcome: 'declined' })
  })

  it('passes over who is in a call', async () => {
    await groupOf([marco, priya], false)
    await marco.phone('native').dial('+12065550177')
    await eventually(async () => expect(await marco.live()).toHaveLength(1))
    await lena.dial(dana.number)
    await priya.phone('native').answers()
    await lena.hears(priya.phone('native'))
  })

  it('goes on after the app’s death while it rings', async () => {
    await groupOf([marco], true)
    await lena.dial(dana.number)
    await marco.phone('native').is('ringing')
    await eventually(async () => expect((await scene.store().loadCalls()).map(({ hunt }: Call) => hunt.status)).toContain('waiting'))
    await scene.kill()
    await scene.start()
    await marco.phone('native').answers()
    await lena.hears(marco.phone('native'))
  })
})
