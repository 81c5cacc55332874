import type { GraphClient } from './client.ts'
import { graphMeetings } from './meetings.ts'
import { graphPresence } from './presence.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }
const open = (answer: (body: never) => unknown) => {
  const asked: { path: string; body: unknown }[] = []
  const client: GraphClient = {
    async request(_tenant, _method, path, { body } = {}) {
      asked.push({ path, body })
      return answer(body as never)
    },
    start: () => Promise.reject(new Error('nothing is started here')),
  }
  return { asked, client }
}
const make = async (audioConferencing: unknown) => {
  const { asked, client } = open(() => ({ id: 'm', joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/x', audioConferencing }))
  const meeting = await graphMeetings(client).createMeeting(dana, { subject: 'Call with Lena', from: Date.UTC(2026, 10, 3, 20), to: Date.UTC(2026, 10, 3, 21), attendees: ['marco'] })
  return { asked, meeting }
}

describe('a meeting', () => {
  it('is asked for with whom to invite, and lets those in who dial in', async () => {
    const { asked, meeting } = await make({ conferenceId: '2425999', tollNumbers: ['+1 425 555 0190'], tollNumber: '+1 425 555 0190' })
    expect(asked).toEqual([{ path: '/users/dana/onlineMeetings', body: {
      subject: 'Call with Lena', startDateTime: '2026-11-03T20:00:00.000Z', endDateTime: '2026-11-03T21:00:00.000Z',
      participants: { attendees: [{ identity: { user: { id: 'marco' } } }] }, lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: true },
    } }])
    expect(meeting).toEqual({ joinUrl: 'https://teams.microsoft.com/l/meetup-join/x', dialIn: { numbers: ['+1 425 555 0190'], conferenceId: '2425999' } })
  })
  it.each([
    ['nothing', null], ['nothing at all', undefined], ['no number', { conferenceId: '2425999', tollNumbers: [] }], ['no conference id', { conferenceId: null, tollNumber: '+14255550190' }],
  ])('has no dial-in where Graph names %s', async (_name, audio) => {
    expect((await make(audio)).meeting.dialIn).toBeNull()
  })
  it('takes the old property where there is no other', async () => {
    expect((await make({ conferenceId: '1', tollNumber: '+14255550190' })).meeting.dialIn?.numbers).toEqual(['+14255550190'])
  })
})

it('presences are asked for 650 at a time', async () => {
  const { asked, client } = open(({ ids }: { ids: string[] }) => ({ value: ids.map((id) => ({ id, availability: 'Away', activity: 'Away' })) }))
  const found = await graphPresence(client, 'app').presences('northwind', Array.from({ length: 700 }, (_, index) => `u${index}`))
  expect([asked.length, found.size, found.get('u699')]).toEqual([2, 700, { availability: 'Away', activity: 'Away' }])
  expect(asked[0]?.body).toMatchObject({ ids: { length: 650 } })
})
