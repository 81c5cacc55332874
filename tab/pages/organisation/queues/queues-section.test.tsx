import { jest } from '@jest/globals'
import { act, configure, screen, waitFor, within } from '@testing-library/react'
import { before } from '../../../testing/samples.ts'
import { refuse } from '../../../testing/fake-service.ts'
import { openOrganisation } from '../testing/open-organisation.tsx'
import { dana, keepingQueues, priya, queueOf } from './testing/queues.ts'

configure({ asyncUtilTimeout: 5_000, defaultHidden: true })

const rows = async () => within(await screen.findByRole('list', { name: 'Call queues' })).getAllByRole('listitem').map((row) => row.textContent)
const tenSecondsLater = () => act(async () => { await jest.advanceTimersByTimeAsync(10_000) })
const sales = queueOf({ id: 'sales', name: 'Sales', number: '+14255550151', strategy: 'serial', agents: [{ ...dana, onDuty: false }], longestSeconds: 90, overflow: { to: 'voicemail', userId: priya.userId, name: priya.name } })

describe('Priya looks at the call queues', () => {
  it('reads what one is where there is none yet', async () => {
    await openOrganisation(keepingQueues(), 'Call queues')
    expect(await screen.findByRole('heading', { name: 'No call queues yet' })).toBeVisible()
    expect(screen.getByText(/callers hear music until somebody is free/)).toBeVisible()
  })

  it('and sees how each rings whom, who waits, and what happens then', async () => {
    await openOrganisation(keepingQueues(sales, queueOf({ waiting: 2 })), 'Call queues')
    expect(await rows()).toEqual([
      'SalesCallsChangeNumber+1 425 555 0151RingsOne after the other, in the list’s orderPeople1 agent, nobody on dutyWaitingNobodyThenAfter 1 minute 30 seconds, the call goes to the voicemail of Priya Nair',
      'Support2 waitingCallsChangeNumber+1 425 555 0150RingsEverybody who is free at oncePeople2 agents, 1 on dutyWaiting2 callersThenAfter 5 minutes, the call ends',
    ])
  })

  it('again and again while she looks; what can’t be read now stays, and says so', async () => {
    const service = keepingQueues(queueOf())
    jest.useFakeTimers({ advanceTimers: true, doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate', 'clearImmediate', 'Date', 'performance', 'requestAnimationFrame', 'cancelAnimationFrame'] })
    try {
      await openOrganisation(service, 'Call queues')
      expect((await rows())[0]).toContain('WaitingNobody')
      const works = service.routes['GET /api/admin/queues']!
      service.routes['GET /api/admin/queues'] = () => ({ body: { items: [queueOf({ waiting: 1 })] } })
      await tenSecondsLater()
      await waitFor(async () => expect((await rows())[0]).toContain('Waiting1 caller'))
      service.routes['GET /api/admin/queues'] = () => 'no-network'
      await tenSecondsLater()
      expect(await screen.findByText(/^These may be a little old\./)).toBeVisible()
      expect(await rows()).toHaveLength(1)
      service.routes['GET /api/admin/queues'] = works
      await tenSecondsLater()
      await waitFor(() => expect(screen.queryByText(/^These may be a little old\./)).toBeNull())
    } finally {
      jest.useRealTimers()
    }
  })

  it('and at what became of the callers of one, page by page', async () => {
    const service = keepingQueues(queueOf())
    const call = (id: string, part: object, seconds = 300, waited = 12) => ({ id, remote: { number: '+12065550142', name: 'Lena Fischer' }, outcome: 'missed', startedAt: before(seconds), endedAt: before(seconds - waited), takenBy: null, ...part })
    const first = [call('4', { outcome: 'forwarded', takenBy: { number: '+14255550102', name: 'Marco Reyes' } }), call('3', { remote: { number: null, name: null } }, 86_400, 95)]
    const older = [call('2', { outcome: 'forwarded', takenBy: { number: '+12065550177', name: null } }, 86_500), call('1', { outcome: 'voicemail' }, 86_600)]
    service.routes['GET /api/admin/queues/support/calls'] = ({ query }) => ({ body: query.has('cursor') ? { items: older, next: null } : { items: first, next: 'further' } })
    const tab = await openOrganisation(service, 'Call queues')
    await tab.user.click(await screen.findByRole('button', { name: 'Calls of Support' }))
    await tab.user.click(await screen.findByRole('button', { name: 'Show more' }))
    const calls = () => within(screen.getByRole('list', { name: 'Calls of Support' })).getAllByRole('listitem').map((row) => row.textContent)
    await waitFor(() => expect(calls()).toEqual([
      expect.stringMatching(/^TodayLena FischerTaken by Marco Reyes · waited 0:1212 seconds5 min ago$/),
      expect.stringMatching(/^YesterdayNumber withheldMissed · waited 1:351 minute 35 seconds/),
      expect.stringMatching(/^Lena FischerWent on to \+1 206 555 0177 · waited/),
      expect.stringMatching(/^Lena FischerLeft a voicemail\d/),
    ]))
    await tab.user.click(screen.getByRole('button', { name: 'Back to the call queues' }))
    expect(screen.getByRole('button', { name: 'Calls of Support' })).toHaveFocus()
  })
})

describe('Priya removes a queue', () => {
  it('once she has read what becomes of whoever waits; what goes wrong is said there', async () => {
    const service = keepingQueues(sales, queueOf({ waiting: 2 }))
    const tab = await openOrganisation(service, 'Call queues')
    await tab.user.click(await screen.findByRole('button', { name: 'Remove Support' }))
    expect(screen.getByText('Calls to +1 425 555 0150 will reach nobody. 2 callers who wait go on as if they had waited long enough: the call ends.')).toBeVisible()
    const works = service.routes['DELETE /api/admin/queues/support']!
    service.routes['DELETE /api/admin/queues/support'] = () => refuse(503, 'database-away', 'We can’t do this right now.')
    await tab.user.click(screen.getByRole('button', { name: 'Remove' }))
    expect(await screen.findByText('Not done. We can’t do this right now.')).toBeVisible()
    service.routes['DELETE /api/admin/queues/support'] = works
    await tab.user.click(screen.getByRole('button', { name: 'Remove' }))
    await waitFor(async () => expect(await rows()).toEqual([expect.stringMatching(/^Sales/)]))
    expect(screen.getByTestId('announcer')).toHaveTextContent('Support is removed')
  })
})
