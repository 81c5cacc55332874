import { meetingVoice } from '../phones/dial-in.ts'
import { eventually, stage, throughout } from './driver.ts'

const { dana, marco, lena, faults, ...scene } = stage()
const native = dana.phone('native')

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const meetings = () => scene.sandbox().meetings
/** The link buttons in somebody's chat that lead to this meeting. */
const linksTo = (person: typeof dana, url: string) => JSON.stringify(person.chat()).split(JSON.stringify(url).slice(1, -1)).length - 1
const meeting = () => {
  const [only, ...others] = meetings().all()
  if (only === undefined || others.length > 0) throw new Error(`${meetings().all().length} meetings`)
  return only
}

describe('Dana continues her call with Lena as a Teams meeting', () => {
  it('gets the link, and Lena is in the meeting by its dial-in, with the right digits', async () => {
    await scene.talking(lena, dana, native)
    expect(await dana.does('meet')).toMatchObject({ outcome: 'done', code: 'transferred' })
    const { conferenceId, organiser, joinWebUrl, attendees } = meeting()
    expect([organiser, attendees]).toEqual([dana.userId, []])
    await eventually(() => expect(meeting().phones).toEqual([lena.number]))
    expect(meetings().dialled()).toEqual([conferenceId])
    await lena.hears({ id: meetingVoice })
    await native.is('idle')
    await eventually(() => expect(linksTo(dana, joinWebUrl)).toBe(1))
    await lena.hangup()
    await eventually(() => expect(meeting().phones).toEqual([]))
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ outcome: 'transferred', transferredTo: { name: 'Teams meeting' } }))
  })

  it('asks Marco in, who gets the link too', async () => {
    await scene.talking(lena, dana, native)
    await dana.does('meet', { invite: [marco.userId] })
    await eventually(() => expect([linksTo(dana, meeting().joinWebUrl), linksTo(marco, meeting().joinWebUrl)]).toEqual([1, 1]))
    expect(meeting().attendees).toEqual([marco.userId])
  })

  it('does it from the chat', async () => {
    await scene.talking(lena, dana, native)
    await scene.sandbox().connector.say(dana.userId, 'continue as a meeting')
    await eventually(() => expect(meeting().phones).toEqual([lena.number]))
  })

  it('gets one meeting, however often it is asked under one key', async () => {
    await scene.talking(lena, dana, native)
    const { id } = await dana.call()
    const ask = () => dana.ask('POST', `calls/${id}/meet`, { body: {}, headers: { 'idempotency-key': 'once' } })
    const [first, second] = await Promise.all([ask(), ask()])
    expect([first.status, second.body]).toEqual([202, first.body])
    await eventually(() => expect(meeting().phones).toEqual([lena.number]))
    expect((await ask()).body).toEqual(first.body)
    meeting()
  })
})

describe('Dana talks on as before', () => {
  const talksOn = async () => {
    await throughout(400, () => expect([native.now().state, lena.now().state]).toEqual(['talking', 'talking']))
    await lena.hears(native)
    await native.hears(lena)
  }

  it('where the organisation does not let the app make meetings, and is told so', async () => {
    meetings().rules.allowed = false
    await scene.talking(lena, dana, native)
    expect(await dana.order('meet')).toMatchObject({ status: 409, body: { error: { code: 'meeting-not-allowed', message: expect.stringContaining('ask your administrator') as unknown } } })
    await talksOn()
    expect(meetings().all()).toEqual([])
  })

  it('while Graph is down', async () => {
    await scene.talking(lena, dana, native)
    faults({ graph: 'down' })
    expect(await dana.order('meet')).toMatchObject({ status: 503, body: { error: { code: 'graph-away' } } })
    await talksOn()
  })

  it('where the meeting has no dial-in: she gets the link, and why Lena stays', async () => {
    meetings().rules.audioConferencing = false
    await scene.talking(lena, dana, native)
    expect(await dana.does('meet')).toMatchObject({ outcome: 'done', message: expect.stringContaining('the call stays where it is') as unknown })
    await eventually(() => expect(linksTo(dana, meeting().joinWebUrl)).toBe(1))
    await talksOn()
  })
})
