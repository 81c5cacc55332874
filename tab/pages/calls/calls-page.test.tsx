import { screen, within } from '@testing-library/react'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { before, entryOf, harbor, voicemailOf } from '../../testing/samples.ts'

// a page of thirty rows takes jsdom its time

const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => entryOf({ id: `entry-${from + index}`, startedAt: before((from + index) * 60), endedAt: before((from + index) * 60) }))

describe('Dana looks back at her calls', () => {
  it('sees each with its journey, its time and how long it was, under the day', async () => {
    const service = createFakeService()
    service.routes['GET /api/calls'] = () => ({ body: { items: [entryOf(), entryOf({ id: 'entry-2', startedAt: before(90_000), endedAt: before(89_000), remote: { number: null, name: null } })], next: null } })
    await openTab({ service })
    const row = await screen.findByRole('button', { name: /Lena Fischer/ })
    expect(row).toHaveTextContent('Native dialer 3:12')
    expect(row).toHaveTextContent('Teams 6:52')
    expect(row).toHaveTextContent('25 min ago')
    expect(row).toHaveTextContent('10:04')
    expect(screen.getByRole('heading', { name: 'Today' })).toBeVisible()
    expect(screen.getByRole('heading', { name: 'Yesterday' })).toBeVisible()
    expect(screen.getByRole('button', { name: /Number withheld/ })).toBeVisible()
  })

  it('tells a missed call in words, not by colour alone', async () => {
    const service = createFakeService()
    service.routes['GET /api/calls'] = () => ({ body: { items: [entryOf({ outcome: 'missed', remote: harbor, talkMs: 0, journey: [] })], next: null } })
    await openTab({ service })
    expect(await screen.findByRole('button', { name: /Harbor Coffee\s*Missed/ })).toBeVisible()
  })

  it('opens one for the details, and goes from there to the message', async () => {
    const service = createFakeService()
    service.routes['GET /api/calls'] = () => ({ body: { items: [entryOf({ outcome: 'voicemail', remote: harbor, talkMs: 0, voicemailId: 'voicemail-1', journey: [{ endpoint: 'voicemail', from: before(1500), to: before(1477) }] })], next: null } })
    service.routes['GET /api/voicemails'] = () => ({ body: { items: [voicemailOf()], next: null, unread: 1 } })
    const tab = await openTab({ service })
    const row = await screen.findByRole('button', { name: /Harbor Coffee/ })
    expect(row).toHaveAttribute('aria-expanded', 'false')
    await tab.user.click(row)
    expect(row).toHaveAttribute('aria-expanded', 'true')
    expect(screen.getByText('(206) 555-0177')).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: 'Go to the message' }))
    const message = await screen.findByRole('listitem', { name: /Harbor Coffee/ })
    expect(message).toHaveFocus()
  })

  it('says whom a call was transferred to', async () => {
    const service = createFakeService()
    service.routes['GET /api/calls'] = () => ({ body: { items: [entryOf({ outcome: 'transferred', transferredTo: { number: '+14255550102', name: 'Marco Reyes' } })], next: null } })
    await openTab({ service })
    expect(await screen.findByRole('button', { name: /Transferred to Marco Reyes/ })).toBeVisible()
  })

  it('finds the calls of her queue: those she took, and those a colleague answered, whom she may look up', async () => {
    const service = createFakeService()
    const via = { why: 'queue' as const, name: 'Support' }
    service.routes['GET /api/calls'] = () => ({ body: { items: [
      entryOf({ via }), entryOf({ id: 'entry-2', remote: harbor, outcome: 'elsewhere', via, talkMs: 0, journey: [], forwardedTo: { number: '+14255550102', name: 'Marco Reyes' } }),
    ], next: null } })
    const tab = await openTab({ service })
    expect(await screen.findByRole('button', { name: /Lena Fischer\s*Support queue\s*,\s*Incoming/ })).toBeVisible()
    const row = screen.getByRole('button', { name: /Harbor Coffee\s*Support queue\s*,\s*A colleague answered/ })
    expect(row).not.toHaveTextContent('to Marco')
    await tab.user.click(row)
    const fact = (term: string) => screen.getByText(term).closest('dt')?.nextElementSibling
    expect(fact('Answered by')).toHaveTextContent('Marco Reyes, (425) 555-0102')
    expect(fact('Queue')).toHaveTextContent('Support')
  })

  it('loads older ones, page by page, to the end', async () => {
    const service = createFakeService()
    service.routes['GET /api/calls'] = ({ query }) => query.get('cursor') === 'older'
      ? { body: { items: numbered(31, 5), next: null } }
      : { body: { items: numbered(1, 30), next: 'older' } }
    const tab = await openTab({ service })
    const list = await screen.findByRole('list', { name: 'Calls' })
    expect(within(list).getAllByRole('listitem')).toHaveLength(30)
    await tab.user.click(screen.getByRole('button', { name: 'Show more' }))
    expect(within(list).getAllByRole('listitem')).toHaveLength(35)
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  })

  it('keeps only what is in view in the page when there are very many', async () => {
    const service = createFakeService()
    service.routes['GET /api/calls'] = () => ({ body: { items: numbered(1, 1000), next: null } })
    // jsdom lays nothing out: say how tall a row is.
    window.scrollTo = () => {}
    const height = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'offsetHeight') ?? {}
    Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 68 })
    await openTab({ service })
    const list = await screen.findByRole('list', { name: 'Calls' })
    const rows = within(list).getAllByRole('listitem')
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.length).toBeLessThan(40)
    expect(rows[0]).toHaveAttribute('aria-setsize', '1000')
    Object.defineProperty(HTMLElement.prototype, 'offsetHeight', height)
  })

  it('shows a new call as soon as the service tells of it, and keeps the older ones', async () => {
    const service = createFakeService()
    let items = numbered(2, 2)
    service.routes['GET /api/calls'] = () => ({ body: { items, next: null } })
    const tab = await openTab({ service })
    const list = await screen.findByRole('list', { name: 'Calls' })
    items = [entryOf({ id: 'entry-1', remote: harbor }), ...items]
    await tab.meanwhile(() => service.tell('history', {}))
    expect(within(list).getAllByRole('listitem')).toHaveLength(3)
    expect(screen.getByRole('button', { name: /Harbor Coffee/ })).toBeVisible()
  })

  it('has a kind word when there are none', async () => {
    await openTab()
    expect(await screen.findByRole('heading', { name: 'No calls yet' })).toBeVisible()
  })

  it('says what went wrong, with the number of the error, and tries again when asked', async () => {
    const service = createFakeService()
    service.routes['GET /api/calls'] = () => refuse(503, 'unavailable', 'The history can’t be read right now.', 'e-51b0')
    const tab = await openTab({ service })
    expect(await screen.findByRole('alert')).toHaveTextContent('The history can’t be read right now.')
    expect(screen.getByRole('alert')).toHaveTextContent('Error e-51b0')
    service.routes['GET /api/calls'] = () => ({ body: { items: [entryOf()], next: null } })
    await tab.user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('button', { name: /Lena Fischer/ })).toBeVisible()
  })
})
