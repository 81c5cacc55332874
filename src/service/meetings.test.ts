import type { CallView } from '../call/view.ts'
import { fakeTime } from '../jobs/testing/fake-time.ts'
import { createLog } from '../log.ts'
import { GraphError, type Meeting, type NewMeeting } from '../microsoft/port.ts'
import type { HistoryRecord, Job, LineRecord, PersonId } from '../store/port.ts'
import { createFeed, type News } from './feed.ts'
import { createMeetings } from './meetings.ts'
import { Problem } from './problem.ts'

const dana: PersonId = { tenantId: 'northwind', userId: 'dana' }
const joinUrl = 'https://teams.microsoft.com/l/meetup-join/x'
const dialIn = { numbers: ['+1 425-555-0190', '+44 20 7946 0000'], conferenceId: '242 5999' }

const open = () => {
  const world = {
    call: { id: 'call-1', remote: { number: '+12065550142', name: 'Lena Fischer' }, actions: ['meet'] } as unknown as CallView | null,
    meeting: { joinUrl, dialIn } as Meeting | Error,
    refuse: null as Problem | null,
    past: null as HistoryRecord | null,
  }
  const asked: NewMeeting[] = []
  const ordered: unknown[] = []
  const jobs: Extract<Job, { task: 'tell' }>[] = []
  const news: News[] = []
  const feed = createFeed()
  feed.subscribe(dana, (one) => news.push(one))
  let ids = 0
  const meetings = createMeetings({
    clock: fakeTime(), feed, log: createLog('silent'), newId: () => `command-${++ids}`, country: 'US',
    graph: {
      async createMeeting(_organiser, meeting) {
        asked.push(meeting)
        if (world.meeting instanceof Error) throw world.meeting
        return world.meeting
      },
    },
    calls: {
      find: ({ userId }) => (userId === 'dana' ? world.call : null),
      async command(_person, callId, name, input, _key, commandId = '') {
        if (world.refuse) throw world.refuse
        ordered.push({ callId, name, input, commandId })
        return { commandId }
      },
    },
    store: {
      historyEntry: async () => world.past,
      lineOf: async () => ({ name: 'Dana Whitfield' }) as LineRecord,
      addJobs: async (added) => void jobs.push(...added as typeof jobs),
      audit: async () => undefined,
    },
  })
  return { world, asked, ordered, jobs, news, meet: (invite?: string[], key?: string) => meetings.meet(dana, 'call-1', invite, key) }
}

describe('Dana continues her call with Lena as a Teams meeting', () => {
  it('gets the link, and Lena is handed to the dial-in with the conference id', async () => {
    const { asked, ordered, jobs, meet } = open()
    expect(await meet()).toEqual({ commandId: 'command-1', joinUrl, dialIn: true })
    expect(asked).toMatchObject([{ subject: 'Call with Lena Fischer', attendees: [] }])
    expect(ordered).toEqual([{ callId: 'call-1', name: 'transfer', input: { to: { number: '+14255550190', name: 'Teams meeting' }, digits: '2425999#' }, commandId: 'command-1' }])
    expect(jobs).toEqual([expect.objectContaining({ person: dana, asked: true, link: { title: 'Join the meeting', url: joinUrl } })])
  })

  it('asks a colleague in, who gets the link too; herself she need not ask', async () => {
    const { asked, jobs, meet } = open()
    await meet(['marco', 'dana', 'marco'])
    expect(asked[0]?.attendees).toEqual(['marco'])
    expect(jobs.map(({ person }) => person.userId)).toEqual(['dana', 'marco'])
    expect(jobs[1]?.text).toContain('Dana Whitfield asks you to join')
    expect(jobs[1]?.person.tenantId).toBe('northwind')
  })

  it('gets the link and keeps the call where there is no dial-in, and is told so', async () => {
    const { world, ordered, jobs, news, meet } = open()
    world.meeting = { joinUrl, dialIn: null }
    expect(await meet()).toMatchObject({ dialIn: false })
    expect(ordered).toEqual([])
    expect(jobs).toHaveLength(1)
    expect(news).toEqual([expect.objectContaining({ type: 'command', commandId: 'command-1', outcome: 'done', message: expect.stringContaining('the call stays where it is') as unknown })])
  })

  it.each([
    [403, 'meeting-not-allowed', 409], [503, 'graph-away', 503], [0, 'graph-away', 503],
  ] as const)('is told when Graph answers %s, and the call is untouched', async (status, code, http) => {
    const { world, ordered, jobs, meet } = open()
    world.meeting = new GraphError(status, 'no')
    await expect(meet()).rejects.toMatchObject({ code, status: http })
    expect([ordered, jobs]).toEqual([[], []])
  })

  it('happens once under a key, also at the same time; what failed may be tried again', async () => {
    const { world, asked, ordered, meet } = open()
    world.meeting = new GraphError(503, 'no')
    await expect(meet([], 'k')).rejects.toMatchObject({ code: 'graph-away' })
    world.meeting = { joinUrl, dialIn }
    const [first, second] = await Promise.all([meet([], 'k'), meet([], 'k')])
    world.call = null
    expect([second, await meet([], 'k')]).toEqual([first, first])
    expect([asked.length, ordered.length]).toEqual([2, 1])
  })

  it('makes no second meeting while Graph thinks of the first', async () => {
    const { asked, meet } = open()
    const first = meet([], 'a')
    await expect(meet([], 'b')).rejects.toMatchObject({ code: 'meeting-open' })
    await first
    expect(asked).toHaveLength(1)
  })

  it('is refused before Graph is asked when the call is not hers, over, or not one to hand on', async () => {
    const { world, asked, meet } = open()
    world.call = { ...world.call, actions: ['hangup'] } as unknown as CallView
    await expect(meet()).rejects.toMatchObject({ code: 'not-talking' })
    world.call = null
    await expect(meet()).rejects.toMatchObject({ code: 'not-found', status: 404 })
    world.past = {} as HistoryRecord
    await expect(meet()).rejects.toMatchObject({ code: 'call-over' })
    expect(asked).toEqual([])
  })

  it('sends no link when the call could not be handed on after all', async () => {
    const { world, jobs, meet } = open()
    world.refuse = new Problem('refused', 'The call is being moved.', { code: 'move-open' })
    await expect(meet()).rejects.toMatchObject({ code: 'move-open' })
    expect(jobs).toEqual([])
  })
})
