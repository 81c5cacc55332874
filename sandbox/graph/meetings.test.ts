import { createMeetingBook } from '../meetings.ts'
import { people, tenantId } from '../world.ts'
import { type Graph, startGraph } from './index.ts'

const [dana, marco] = [people[0]!, people[1]!]
const entra = { verifyAppToken: async (authorization: string | undefined) => ({ appid: 'app-1', tid: tenantId, roles: (authorization ?? '').replace('Bearer ', '').split(',') }) }
const book = createMeetingBook({ tenantId })
let graph: Graph

beforeAll(async () => { graph = await startGraph({ port: 0, people, entra, meetings: book }) })
afterAll(() => graph.close())
afterEach(() => book.clear())

const create = async (body: unknown = {}, roles = 'OnlineMeetings.ReadWrite.All', userId = dana.userId) => {
  const answer = await fetch(`${graph.url}/users/${userId}/onlineMeetings`, { method: 'POST', headers: { authorization: `Bearer ${roles}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return { status: answer.status, body: await answer.json() as Record<string, never> }
}

describe('online meetings', () => {
  it('are made with a link and a way in by telephone', async () => {
    const { status, body } = await create({ subject: 'Call with Lena', startDateTime: '2026-11-03T20:00:00Z', endDateTime: '2026-11-03T21:00:00Z', participants: { attendees: [{ identity: { user: { id: marco.userId } } }] } })
    expect(status).toBe(201)
    expect(body).toMatchObject({ subject: 'Call with Lena', joinWebUrl: expect.stringContaining('meetup-join') as unknown, audioConferencing: { tollNumbers: ['+14255550190'], conferenceId: expect.stringMatching(/^\d{9}$/) as unknown } })
    expect(book.all()).toMatchObject([{ organiser: dana.userId, attendees: [marco.userId] }])
  })
  it('need their role, an access policy, a known person and a body as documented', async () => {
    expect((await create({}, 'Presence.ReadWrite.All')).status).toBe(403)
    expect((await create({}, undefined, 'nobody')).status).toBe(404)
    expect((await create({ title: 'x' })).status).toBe(400)
    book.rules.allowed = false
    expect(await create()).toMatchObject({ status: 403, body: { error: { message: expect.stringContaining('application access policy') as unknown } } })
    expect(book.all()).toEqual([])
  })
  it('have no dial-in where audio conferencing is missing', async () => {
    book.rules.audioConferencing = false
    expect((await create()).body['audioConferencing']).toBeNull()
  })
})
