import { jest } from '@jest/globals'
import { act, screen, within } from '@testing-library/react'
import type { MyQueue } from '../../../src/api/queues.ts'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { before, queueOf, storyTime } from '../../testing/samples.ts'

const openWith = async (queues: MyQueue[], service = createFakeService()) => {
  service.state.queues = queues
  const tab = await openTab({ service })
  await tab.meanwhile(() => undefined)
  return tab
}
const card = () => screen.getByRole('region', { name: /^Your queues?$/ })
const duty = (name = 'Support') => screen.getByRole('switch', { name: `Take calls of ${name}` })

describe('Dana takes calls of a queue', () => {
  it('and sees who waits and who takes calls with her, on every page', async () => {
    const tab = await openWith([queueOf({ waiting: 2, waitingSince: before(192) })])
    expect(card()).toHaveTextContent('2 callers are waiting, the first for 3:12')
    expect(card()).toHaveTextContent('You and 1 other take calls')
    expect(duty()).toBeChecked()
    await tab.user.click(screen.getByRole('tab', { name: 'Settings' }))
    expect(card()).toBeVisible()
  })

  it('the news of it comes by itself', async () => {
    const tab = await openWith([queueOf()])
    expect(card()).toHaveTextContent('Nobody is waiting')
    await tab.meanwhile(() => tab.service.setQueues([queueOf({ waiting: 1, waitingSince: before(5), agentsOnDuty: 1 })]))
    expect(card()).toHaveTextContent('1 caller is waiting, for 0:05')
    expect(card()).toHaveTextContent('Only you take calls')
    expect(within(card()).getByText('1 caller is waiting')).toHaveAttribute('role', 'status')
  })

  it('the time goes on', async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'], now: storyTime })
    try {
      const service = createFakeService()
      service.state.queues = [queueOf({ waiting: 1, waitingSince: before(5) })]
      const tab = await openTab({ service })
      tab.time.now += 60_000
      await act(async () => { await jest.advanceTimersByTimeAsync(1_000) })
      expect(within(card()).getByRole('timer')).toHaveTextContent('1:05')
      tab.unmount()
    } finally {
      jest.useRealTimers()
    }
  })

  it('stops and begins again with a switch', async () => {
    const tab = await openWith([queueOf()])
    await tab.user.click(duty())
    expect(tab.service.askedFor('PUT', '/api/queues/support/duty').map(({ body }) => body)).toEqual([{ onDuty: false }])
    expect(duty()).not.toBeChecked()
    expect(card()).toHaveTextContent('1 person takes calls')
    expect(screen.getByTestId('announcer')).toHaveTextContent('You take no calls of Support')
    await tab.user.click(duty())
    expect(duty()).toBeChecked()
    expect(screen.getByTestId('announcer')).toHaveTextContent('You take calls of Support')
  })

  it('what could not be saved is as it was, and says why', async () => {
    const service = createFakeService()
    let answer: () => void = () => {}
    service.routes['PUT /api/queues/support/duty'] = () => new Promise((resolve) => {
      answer = () => resolve(refuse(503, 'database-away', 'We can’t do this right now.'))
    })
    const tab = await openWith([queueOf()], service)
    await tab.user.click(duty())
    expect(within(card()).getByText('Saving…')).toBeVisible()
    expect(duty()).not.toBeChecked()
    await tab.meanwhile(() => answer())
    expect(within(card()).getByText('Not saved. We can’t do this right now.')).toBeVisible()
    expect(duty()).toBeChecked()
  })

  it('is warned when nobody takes calls', async () => {
    await openWith([queueOf({ onDuty: false, agentsOnDuty: 0 }), queueOf({ id: 'sales', name: 'Sales' })])
    expect(within(screen.getByRole('list', { name: 'Your queues' })).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Nobody takes calls'), expect.stringContaining('You and 1 other take calls'),
    ])
    expect(duty('Sales')).toBeChecked()
  })

  it('sees no old numbers while there is no connection', async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'], now: storyTime })
    try {
      const service = createFakeService()
      service.state.queues = [queueOf({ waiting: 2, waitingSince: before(192) })]
      const tab = await openTab({ service })
      service.state.streamStatus = 503
      await act(async () => {
        service.endStreams()
        await jest.advanceTimersByTimeAsync(3_000)
      })
      expect(card()).toHaveTextContent('Who is waiting shows once we are back')
      expect(card()).not.toHaveTextContent('3:12')
      tab.unmount()
    } finally {
      jest.useRealTimers()
    }
  })
})

describe('who takes calls of no queue', () => {
  it('sees nothing of queues, and neither does who is taken out of one', async () => {
    const tab = await openWith([])
    expect(screen.queryByRole('region', { name: /^Your queues?$/ })).toBeNull()
    await tab.meanwhile(() => tab.service.setQueues([queueOf()]))
    expect(card()).toBeVisible()
    await tab.meanwhile(() => tab.service.setQueues([]))
    expect(screen.queryByRole('region', { name: /^Your queues?$/ })).toBeNull()
  })
})
