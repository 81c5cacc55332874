import { screen, waitFor, within } from '@testing-library/react'
import type { HistoryEntry } from '../../../src/api/calls.ts'
import { createFakeService, refuse, type Asked } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { before, entryOf, harbor, storyTime } from '../../testing/samples.ts'


const lenaCall = entryOf()
const harborCall = entryOf({ id: 'entry-2', remote: harbor, outcome: 'missed', talkMs: 0, journey: [], startedAt: before(4000), endedAt: before(3990), tags: ['VIP'] })

/** A service that finds by words and outcome, as the real one does. */
const searching = (entries: HistoryEntry[] = [lenaCall, harborCall]) => {
  const service = createFakeService()
  service.routes['GET /api/calls'] = ({ query }) => {
    const [q, outcome] = [query.get('q')?.toLowerCase() ?? '', query.get('outcome')?.split(',')]
    return { body: { items: entries.filter((entry) => entry.remote.name?.toLowerCase().includes(q) && (outcome?.includes(entry.outcome) ?? true)), next: null } }
  }
  service.routes['GET /api/calls/tags'] = () => ({ body: { items: ['VIP', 'Invoice'] } })
  return service
}
const searches = (service: ReturnType<typeof createFakeService>) => service.askedFor('GET', '/api/calls').map(({ query }) => query)
/** The menu stays open until she is done. */
const choose = async (tab: Awaited<ReturnType<typeof openTab>>, ...names: string[]) => {
  await tab.user.click(await screen.findByRole('button', { name: /^Filter/ }))
  for (const name of names) await tab.user.click(await screen.findByRole('menuitemcheckbox', { name }))
  await tab.user.keyboard('{Escape}')
}

describe('Dana looks for a call', () => {
  it('types, and sees what fits once she pauses', async () => {
    const service = searching()
    const tab = await openTab({ service })
    await tab.user.type(await screen.findByRole('searchbox', { name: 'Search your calls' }), 'harbor')
    await waitFor(() => expect(screen.queryByText('Lena Fischer')).toBeNull())
    expect(screen.getByText('Harbor Coffee')).toBeVisible()
    // one question for the whole word
    expect(searches(service).map((query) => query.get('q')).filter(Boolean)).toEqual(['harbor'])
    expect(screen.getByTestId('announcer')).toHaveTextContent('1 call found')
    await tab.user.click(screen.getByRole('button', { name: 'Clear the search' }))
    expect(await screen.findByText('Lena Fischer')).toBeVisible()
  })

  it('sees the answer to what she typed last, whichever comes last', async () => {
    const service = searching()
    const answer = service.routes['GET /api/calls']!
    let late: (() => void) | null = null
    service.routes['GET /api/calls'] = async (asked: Asked) => {
      if (asked.query.get('q') === 'len') await new Promise<void>((resolve) => { late = resolve })
      return answer(asked)
    }
    const tab = await openTab({ service })
    const field = await screen.findByRole('searchbox', { name: 'Search your calls' })
    await tab.user.type(field, 'len')
    await waitFor(() => expect(late).not.toBeNull())
    await tab.user.clear(field)
    await tab.user.type(field, 'harbor')
    await waitFor(() => expect(screen.queryByText('Lena Fischer')).toBeNull())
    await tab.meanwhile(() => late?.())
    expect(screen.queryByText('Lena Fischer')).toBeNull()
    expect(screen.getByText('Harbor Coffee')).toBeVisible()
  })

  it('filters, sees which filters are on, and takes them off one by one or all', async () => {
    const service = searching()
    const tab = await openTab({ service })
    await choose(tab, 'Missed', 'Native dialer', 'Last 7 days', 'VIP', 'Teams')
    await waitFor(() => expect(screen.queryByText('Lena Fischer')).toBeNull())
    const last = () => Object.fromEntries(searches(service).at(-1)!)
    expect(last()).toEqual({ outcome: 'missed', endpoint: 'teams', tag: 'VIP', from: new Date(new Date(storyTime).setHours(-24 * 6, 0, 0, 0)).toISOString(), limit: '30' })
    await tab.user.click(screen.getByRole('button', { name: 'Remove the filter Missed' }))
    expect(last()['outcome']).toBeUndefined()
    await tab.user.click(screen.getByRole('button', { name: 'Clear all' }))
    expect(last()).toEqual({ limit: '30' })
    expect(screen.queryByRole('button', { name: 'Clear all' })).toBeNull()
  })

  it('finds nothing, reads what was looked for, and gets back with one press', async () => {
    const tab = await openTab({ service: searching() })
    await tab.user.type(await screen.findByRole('searchbox', { name: 'Search your calls' }), 'zebra')
    expect(await screen.findByRole('heading', { name: 'No calls found' })).toBeVisible()
    expect(screen.getByText(/None of your calls fits “zebra”/)).toBeVisible()
    expect(screen.getByTestId('announcer')).toHaveTextContent('No calls found')
    await tab.user.click(screen.getByRole('button', { name: 'Clear all' }))
    expect(await screen.findByText('Lena Fischer')).toBeVisible()
  })

  it('pages through what she found with the same filters', async () => {
    const service = searching()
    service.routes['GET /api/calls'] = ({ query }) => query.get('cursor') === 'older' ? { body: { items: [harborCall], next: null } } : { body: { items: [lenaCall], next: 'older' } }
    const tab = await openTab({ service })
    await choose(tab, 'Incoming')
    await tab.user.click(await screen.findByRole('button', { name: 'Show more' }))
    expect(Object.fromEntries(searches(service).at(-1)!)).toEqual({ direction: 'incoming', cursor: 'older', limit: '30' })
    expect(await screen.findByRole('button', { name: /Harbor Coffee/ })).toBeVisible()
  })

  it('takes what she found home as a file', async () => {
    const service = searching()
    const tab = await openTab({ service })
    await choose(tab, 'Missed')
    service.routes['GET /api/calls/export.csv'] = () => refuse(503, 'database-away', 'We can’t do this right now.')
    await tab.user.click(screen.getByRole('button', { name: 'Export these calls' }))
    expect(await screen.findByText('Not exported. We can’t do this right now.')).toBeVisible()
    expect(tab.seen.files).toEqual([])
    service.routes['GET /api/calls/export.csv'] = () => ({ body: 'Began,Ended' })
    await tab.user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(tab.seen.files.map(({ name }) => name)).toEqual(['calls 2026-11-23.csv'])
    const [asked] = service.askedFor('GET', '/api/calls/export.csv')
    expect(asked?.query.get('outcome')).toBe('missed')
    expect(asked?.query.get('timeZone')).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
    expect(asked?.token).toBe('token-1')
  })
})

describe('Dana writes on a call', () => {
  const opened = async (entry: HistoryEntry = lenaCall) => {
    const service = searching([entry])
    const written: unknown[] = []
    let kept = { note: entry.note, tags: entry.tags }
    service.routes[`PATCH /api/calls/${entry.id}`] = ({ body }) => {
      written.push(body)
      kept = { ...kept, ...(body as Partial<typeof kept>) }
      return { body: { ...kept, note: kept.note === '' ? null : kept.note } }
    }
    const tab = await openTab({ service })
    const row = await screen.findByRole('button', { name: /Lena Fischer/ })
    await tab.user.click(row)
    return { tab, service, written, row, note: () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }), field: () => screen.getByRole('textbox', { name: 'Tags' }) }
  }

  it('a note, saved with Enter or on leaving the field, once', async () => {
    const { tab, written, note, row } = await opened()
    await tab.user.type(note(), 'Call back{Shift>}{Enter}{/Shift}Monday{Enter}')
    expect(await screen.findByText('Saved')).toBeVisible()
    await tab.user.tab()
    expect(written).toEqual([{ note: 'Call back\nMonday' }])
    expect(row).toHaveTextContent('Call back Monday')
    await tab.user.type(note(), '!')
    await tab.user.tab()
    await waitFor(() => expect(written).toHaveLength(2))
  })

  it('that could not be saved: it stays, and she tries again or takes it back', async () => {
    const { tab, service, note, written, row } = await opened({ ...lenaCall, note: 'Old' })
    const save = service.routes['PATCH /api/calls/entry-1']!
    service.routes['PATCH /api/calls/entry-1'] = () => 'no-network'
    await tab.user.clear(note())
    await tab.user.type(note(), 'New{Enter}')
    expect(await screen.findByText(/Not saved\. The service can’t be reached/)).toBeVisible()
    expect(note()).toHaveValue('New')
    // closed and opened again it is still there
    await tab.user.click(row)
    await tab.user.click(row)
    expect(note()).toHaveValue('New')
    service.routes['PATCH /api/calls/entry-1'] = save
    await tab.user.click(note())
    await tab.user.keyboard('{Enter}')
    await waitFor(() => expect(written).toEqual([{ note: 'New' }]))
    await tab.user.type(note(), ' and newer{Escape}')
    expect(note()).toHaveValue('New')
  })

  it('and news of the call from elsewhere does not take away what she types', async () => {
    const { tab, service, note } = await opened()
    await tab.user.type(note(), 'half a sen')
    service.routes['GET /api/calls'] = () => ({ body: { items: [{ ...lenaCall, note: 'from elsewhere' }], next: null } })
    await tab.meanwhile(() => service.tell('history', {}))
    expect(note()).toHaveValue('half a sen')
    await tab.user.keyboard('{Escape}')
    expect(note()).toHaveValue('from elsewhere')
  })

  it('tags: typed, chosen among those used before, and taken off', async () => {
    const { tab, written, field } = await opened()
    await tab.user.type(field(), 'Big deal{Enter}')
    expect(await screen.findByRole('button', { name: 'Remove the tag Big deal' })).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: 'Add the tag VIP' }))
    await tab.user.type(field(), 'vip{Enter}')
    expect(written).toEqual([{ tags: ['Big deal'] }, { tags: ['Big deal', 'VIP'] }])
    await tab.user.click(screen.getByRole('button', { name: 'Remove the tag Big deal' }))
    expect(written.at(-1)).toEqual({ tags: ['VIP'] })
  })

  it('a tag that could not be saved stays typed', async () => {
    const { tab, service, field } = await opened()
    service.routes['PATCH /api/calls/entry-1'] = () => refuse(503, 'database-away', 'Try again in a moment.')
    await tab.user.type(field(), 'VIP{Enter}')
    expect(await screen.findByText('Not saved. Try again in a moment.')).toBeVisible()
    expect(field()).toHaveValue('VIP')
    expect(screen.queryByRole('button', { name: 'Remove the tag VIP' })).toBeNull()
  })

  it('and reads who hung up, where it went on to, and what only Teams knew of', async () => {
    const { row } = await opened({ ...lenaCall, endedBy: 'them', forwardedTo: { number: '+14255550102', name: 'Marco Reyes' }, source: 'teams' })
    const details = document.getElementById(row.getAttribute('aria-controls')!)!
    expect(within(details).getByText('They hung up')).toBeVisible()
    expect(details).toHaveTextContent('Forwarded toMarco Reyes, (425) 555-0102')
    expect(row).toHaveAccessibleName(/Lena Fischer ?, only in Teams/)
  })
})
