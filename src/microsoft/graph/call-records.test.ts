import { GraphError, type ListedRecord } from '../port.ts'
import type { GraphClient } from './client.ts'
import { graphCallRecords } from './call-records.ts'

const url = 'https://graph.example/v1.0'
/** Graph with these answers, by what is asked. */
const open = (answers: Record<string, unknown>) => {
  const asked: string[] = []
  const client: Pick<GraphClient, 'request'> = {
    async request(_tenant, _method, path) {
      asked.push(path)
      const answer = answers[decodeURIComponent(path).replaceAll('+', ' ')]
      if (answer === undefined) throw new GraphError(404, path)
      return answer
    },
  }
  return { asked, graph: graphCallRecords(client, url) }
}
const all = async (pages: AsyncIterable<ListedRecord[]>) => {
  const found: ListedRecord[] = []
  for await (const page of pages) found.push(...page)
  return found
}
const list = '/communications/callRecords?$filter=startDateTime ge 2026-11-03T12:00:00.000Z'
const since = Date.UTC(2026, 10, 3, 12)

describe('call records', () => {
  it('are read page by page, meetings told from calls', async () => {
    const { graph } = open({
      [list]: { value: [{ id: 'a', version: 1, joinWebUrl: null }], '@odata.nextLink': `${url}/communications/callRecords?$skiptoken=60` },
      '/communications/callRecords?$skiptoken=60': { value: [{ id: 'b', version: 2, joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/x' }] },
    })
    expect(await all(graph.callRecords('t', since))).toEqual([{ id: 'a', version: 1, meeting: false }, { id: 'b', version: 2, meeting: true }])
  })
  it('are never followed to another address: our token stays with Graph', async () => {
    const { graph, asked } = open({ [list]: { value: [], '@odata.nextLink': 'https://graph.example.evil/v1.0/more' } })
    await expect(all(graph.callRecords('t', since))).rejects.toThrow(GraphError)
    expect(asked).toHaveLength(1)
  })
  it('tell who took part: people by id, numbers where they are some', async () => {
    const identity = (phone: string) => ({ id: phone, identity: { user: null, phone: { id: phone, displayName: null } } })
    const { graph } = open({
      '/communications/callRecords/a?$expand=participants_v2': {
        id: 'a', version: 1, startDateTime: '2026-11-03T12:00:00.5Z', endDateTime: '2026-11-03T12:01:00Z', organizer_v2: identity('12065550142'),
        participants_v2: [identity('anonymous'), { id: 'x', identity: { user: { id: 'ABC', displayName: 'Dana' } } }],
      },
    })
    expect(await graph.callRecord('t', 'a')).toMatchObject({
      startedAt: since + 500, organizer: { number: '+12065550142', userId: null }, participants: [{ number: null }, { userId: 'abc', name: 'Dana' }],
    })
    expect(await graph.callRecord('t', 'gone')).toBeNull()
  })
  it('tell whether anybody answered', async () => {
    const sessions = (...stages: (string | null)[]) => ({ value: stages.map((stage) => ({ failureInfo: stage === null ? null : { stage } })) })
    const { graph } = open({
      '/communications/callRecords/missed/sessions': sessions('callSetup', 'callSetup'), '/communications/callRecords/broken/sessions': sessions('midcall'), '/communications/callRecords/taken/sessions': sessions('callSetup', null),
    })
    expect(await Promise.all(['missed', 'broken', 'taken'].map((id) => graph.callRecordAnswered('t', id)))).toEqual([false, true, true])
  })
})
