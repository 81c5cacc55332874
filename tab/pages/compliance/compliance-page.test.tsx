import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { Recording } from '../../../src/api/recordings.ts'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { accountOf, before, callOf, entryOf, lena, storyTime } from '../../testing/samples.ts'

const recordingOf = (part: Partial<Recording> = {}): Recording => ({
  id: 'rec-1', callId: 'call-1', userId: 'dana', name: 'Dana Whitfield', part: 1, beside: false, direction: 'incoming', remote: lena, startedAt: before(3_600), endedAt: before(3_500),
  durationMs: 100_000, held: false, goesAt: before(-86_400 * 300), ...part,
})

const open = async (roles: string[]) => {
  const service = createFakeService()
  service.state.me = accountOf({ roles })
  service.routes['GET /api/recordings'] = () => ({ body: { items: [recordingOf(), recordingOf({ id: 'rec-2', part: 2, beside: true, remote: { number: '+14255550102', name: null } })], next: null } })
  service.routes['GET /api/recordings/rec-1/link'] = () => ({ body: { url: '/audio/r1', compressed: null, expiresAt: new Date(storyTime + 60_000).toISOString() } })
  service.routes['PUT /api/recordings/rec-1/hold'] = ({ body }) => ({ body: recordingOf({ held: (body as { on: boolean }).on }) })
  return openTab({ service })
}

describe('recorded calls', () => {
  it('are a page of the role Compliance alone', async () => {
    await open(['Admin'])
    await screen.findByRole('tab', { name: 'Settings' })
    expect(screen.queryByRole('tab', { name: 'Recordings' })).toBeNull()
  })

  it('are listed, played and held', async () => {
    const tab = await open(['Compliance'])
    await tab.user.click(await screen.findByRole('tab', { name: 'Recordings' }))
    const rows = within(await screen.findByRole('list', { name: 'Recordings' })).getAllByRole('listitem')
    expect(rows).toHaveLength(2)
    expect(within(rows[0]!).getByRole('heading', { name: 'Dana Whitfield was called by Lena Fischer' })).toBeVisible()
    expect(within(rows[1]!).getByText('Beside the call')).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: 'Play the call of Dana Whitfield with Lena Fischer' }))
    expect(tab.audios[0]?.sources).toEqual(['/audio/r1'])
    await tab.user.click(screen.getByRole('switch', { name: 'Hold the call of Dana Whitfield with Lena Fischer' }))
    expect(tab.service.askedFor('PUT', '/api/recordings/rec-1/hold')[0]?.body).toEqual({ on: true })
    expect(await screen.findByText('Held: it stays until it is released')).toBeVisible()
  })
})

describe('an officer lets go of a held recording', () => {
  const asked = async (goesAt: string) => {
    const tab = await open(['Compliance'])
    tab.service.routes['GET /api/recordings'] = () => ({ body: { items: [recordingOf({ held: true, goesAt })], next: null } })
    await tab.user.click(await screen.findByRole('tab', { name: 'Recordings' }))
    const hold = await screen.findByRole('switch', { name: 'Hold the call of Dana Whitfield with Lena Fischer' })
    await tab.user.click(hold)
    return { tab, hold, dialog: within(await screen.findByRole('alertdialog', { name: 'Release the call of Dana Whitfield with Lena Fischer?' })), sent: () => tab.service.askedFor('PUT', '/api/recordings/rec-1/hold').map(({ body }) => body) }
  }

  it('only after reading when it goes', async () => {
    const { tab, hold, dialog, sent } = await asked('2027-03-05T12:00:00Z')
    expect(dialog.getByText('It is deleted for good on March 5, 2027, unless somebody holds it again before.')).toBeVisible()
    expect(sent()).toEqual([])
    await tab.user.click(dialog.getByRole('button', { name: 'Release it' }))
    await waitFor(() => expect(hold).not.toBeChecked())
    expect(sent()).toEqual([{ on: false }])
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  })

  it('or leaves it held', async () => {
    const { tab, hold, dialog, sent } = await asked('2027-03-05T12:00:00Z')
    await tab.user.click(dialog.getByRole('button', { name: 'Keep holding it' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(hold).toBeChecked()
    expect(sent()).toEqual([])
  })

  it('and is told that one past its date goes within the hour; what goes wrong is said there', async () => {
    const { tab, dialog } = await asked('2026-11-03T12:00:00Z')
    expect(dialog.getByText('Its time was over on November 3. It is deleted for good within the hour.')).toBeVisible()
    tab.service.routes['PUT /api/recordings/rec-1/hold'] = () => refuse(503, 'away', 'Try again in a minute.')
    await tab.user.click(dialog.getByRole('button', { name: 'Release it' }))
    expect(await dialog.findByText('Not done. Try again in a minute.')).toBeVisible()
    tab.service.routes['PUT /api/recordings/rec-1/hold'] = () => ({ body: recordingOf({ goesAt: '2026-11-03T12:00:00Z' }) })
    await tab.user.click(dialog.getByRole('button', { name: 'Release it' }))
    expect(await screen.findByText('Deleted within the hour')).toBeVisible()
  })

  it('holds one with the keyboard: the focus stays, and a second press meanwhile counts for nothing', async () => {
    const tab = await open(['Compliance'])
    await tab.user.click(await screen.findByRole('tab', { name: 'Recordings' }))
    const hold = await screen.findByRole('switch', { name: 'Hold the call of Dana Whitfield with Lena Fischer' })
    let answer = () => {}
    tab.service.routes['PUT /api/recordings/rec-1/hold'] = () => new Promise((resolve) => { answer = () => resolve({ body: recordingOf({ held: true }) }) })
    hold.focus()
    await tab.user.keyboard('  ')
    expect(hold).toHaveFocus()
    await tab.meanwhile(() => answer())
    expect(hold).toBeChecked()
    expect(hold).toHaveFocus()
    expect(tab.service.askedFor('PUT', '/api/recordings/rec-1/hold')).toHaveLength(1)
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })
})

describe('an officer listens for longer than an address is good for', () => {
  const listening = async () => {
    const tab = await open(['Compliance'])
    let links = 0
    tab.service.routes['GET /api/recordings'] = () => ({ body: { items: [recordingOf({ durationMs: 600_000 })], next: null } })
    tab.service.routes['GET /api/recordings/rec-1/link'] = () => ({ body: { url: `/audio/r1?${++links}`, compressed: null, expiresAt: new Date(tab.time.now + 60_000).toISOString() } })
    await tab.user.click(await screen.findByRole('tab', { name: 'Recordings' }))
    await tab.user.click(await screen.findByRole('button', { name: /^Play the call/ }))
    const audio = tab.audios[0]!
    await tab.meanwhile(() => audio.reach(70))
    tab.time.now += 70_000
    return { tab, audio, place: screen.getByRole('slider', { name: /^Place in the call/ }) }
  }
  const isPlaying = () => screen.findByRole('button', { name: /^Pause the call/ })

  it('and goes on where it broke off, with a new one', async () => {
    const { tab, audio } = await listening()
    await tab.meanwhile(() => audio.breakOff())
    await waitFor(() => expect(audio.sources).toEqual(['/audio/r1?1', '/audio/r1?2']))
    expect(await isPlaying()).toBeVisible()
    expect(audio.time()).toBe(70)
  })

  it('moves to another place with a new one, and hears nothing of the old place meanwhile', async () => {
    const { tab, audio, place } = await listening()
    fireEvent.change(place, { target: { value: '400' } })
    expect(audio.audio.paused).toBe(true)
    fireEvent.change(place, { target: { value: '420' } })
    await tab.meanwhile(() => audio.reach(71))
    await waitFor(() => expect(audio.sources).toEqual(['/audio/r1?1', '/audio/r1?2']))
    expect(await isPlaying()).toBeVisible()
    expect(audio.time()).toBe(420)
  })

  it('is told when a new one does not help, and may try again', async () => {
    const { tab, audio } = await listening()
    await tab.meanwhile(() => audio.breakOff())
    await waitFor(() => expect(audio.sources).toHaveLength(2))
    await isPlaying()
    await tab.meanwhile(() => audio.breakOff())
    expect(await screen.findByText('This can’t be played here right now.')).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: /^Play the call/ }))
    expect(audio.sources).toHaveLength(3)
    expect(await isPlaying()).toBeVisible()
  })

  it('stays paused when it breaks off while paused', async () => {
    const { tab, audio } = await listening()
    await tab.user.click(await isPlaying())
    await tab.meanwhile(() => audio.breakOff())
    expect(audio.sources).toHaveLength(1)
    expect(screen.getByRole('button', { name: /^Play the call/ })).toBeVisible()
  })
})

describe('an officer looks for recordings', () => {
  const looking = async () => {
    const tab = await open(['Compliance'])
    // two pages for everybody; of Marco one recording
    tab.service.routes['GET /api/recordings'] = ({ query }) => ({
      body: query.get('person') === 'marco' ? { items: [recordingOf({ id: 'rec-9', userId: 'marco', name: 'Marco Reyes' })], next: null }
        : query.get('from') !== null ? { items: [], next: null }
          : query.get('cursor') === 'two' ? { items: [recordingOf({ id: 'rec-2', name: 'Priya Nair' })], next: null }
            : { items: [recordingOf()], next: 'two' },
    })
    tab.service.routes['GET /api/people'] = () => ({ body: { items: [{ userId: 'marco', name: 'Marco Reyes', number: null, jobTitle: 'Engineer' }] } })
    await tab.user.click(await screen.findByRole('tab', { name: 'Recordings' }))
    await screen.findByRole('heading', { name: /^Dana Whitfield/ })
    return { tab, asked: () => Object.fromEntries(tab.service.askedFor('GET', '/api/recordings').at(-1)?.query ?? []) }
  }

  it('of one person, found by name, also of somebody without a number now', async () => {
    const { tab, asked } = await looking()
    await tab.user.click(screen.getByRole('button', { name: 'Person' }))
    await tab.user.type(screen.getByRole('combobox', { name: 'Name' }), 'mar')
    await tab.user.click(await screen.findByRole('option', { name: /Marco Reyes/ }))
    expect(await screen.findByRole('heading', { name: /^Marco Reyes/ })).toBeVisible()
    expect(screen.queryByRole('heading', { name: /^Dana Whitfield/ })).toBeNull()
    expect(asked()).toEqual({ person: 'marco' })
    await tab.user.click(screen.getByRole('button', { name: 'Clear all' }))
    expect(await screen.findByRole('heading', { name: /^Dana Whitfield/ })).toBeVisible()
  })

  it('of whoever a recording is of: themselves, and somebody nobody has a name for', async () => {
    const tab = await open(['Compliance'])
    const gone = '9a8b7c6d-1111-4222-8333-444455556666'
    tab.service.routes['GET /api/recordings'] = ({ query }) => ({
      body: { items: [recordingOf(), recordingOf({ id: 'rec-2', userId: gone, name: null }), recordingOf({ id: 'rec-3', userId: 'ina', name: 'van Dijk, Ina' })].filter(({ userId }) => [null, userId].includes(query.get('person'))), next: null },
    })
    await tab.user.click(await screen.findByRole('tab', { name: 'Recordings' }))
    expect(await screen.findByRole('heading', { name: 'van Dijk, Ina was called by Lena Fischer' })).toBeVisible()
    await tab.user.click(await screen.findByRole('button', { name: 'Recordings of this person: Somebody we have no name for (9a8b7c6d)' }))
    await waitFor(() => expect(screen.getAllByRole('heading', { level: 4 }).map(({ textContent }) => textContent)).toEqual(['Somebody we have no name for (9a8b7c6d) was called by Lena Fischer']))
    expect(screen.getByRole('button', { name: 'Remove the filter Somebody we have no name for (9a8b7c6d)' })).toBeVisible()
    expect(screen.getByTestId('announcer')).toHaveTextContent('1 recording found')
    // by keyboard there and back, without losing the place
    expect(screen.getByRole('button', { name: 'Recordings of everybody' })).toHaveFocus()
    await tab.user.keyboard('{Enter}')
    await tab.user.click(await screen.findByRole('button', { name: 'Recordings of this person: Dana Whitfield' }))
    await waitFor(() => expect(tab.service.askedFor('GET', '/api/recordings').at(-1)?.query.get('person')).toBe('dana'))
  })

  it('under the day of each', async () => {
    const tab = await open(['Compliance'])
    tab.service.routes['GET /api/recordings'] = () => ({ body: { items: [before(600), before(1_200), before(86_400), before(86_400 * 20), before(86_400 * 400)].map((startedAt, index) => recordingOf({ id: `rec-${index}`, startedAt })), next: null } })
    await tab.user.click(await screen.findByRole('tab', { name: 'Recordings' }))
    const days = await screen.findAllByRole('heading', { level: 3 })
    expect(days.map(({ textContent }) => textContent)).toEqual(['Today', 'Yesterday', 'Tuesday, November 3', 'Sunday, October 19, 2025'])
  })

  it('of some days, the last one included, and is told when there is nothing', async () => {
    const { asked } = await looking()
    const day = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
    day('First day', '2026-11-02')
    day('Last day', '2026-11-03')
    expect(await screen.findByRole('heading', { name: 'Nothing found' })).toBeVisible()
    await waitFor(() => expect(asked()).toEqual({ from: new Date(2026, 10, 2).toISOString(), to: new Date(2026, 10, 4).toISOString() }))
  })
})

describe('an officer without a number', () => {
  const without = async (roles: string[], page: string | null = null) => {
    const service = createFakeService()
    service.state.me = accountOf({ roles })
    service.routes['GET /api/me'] = () => refuse(404, 'no-line', 'No line.')
    service.routes['GET /api/recordings'] = () => ({ body: { items: [recordingOf({ remote: { number: '+14255550102', name: null } })], next: null } })
    return openTab({ service, page })
  }

  it('has the recordings all the same, and is told of the number beside them', async () => {
    const tab = await without(['Compliance'])
    expect(await screen.findByRole('heading', { name: /Dana Whitfield was called by/ })).toBeVisible()
    expect(screen.getAllByRole('tab').map((one) => one.getAttribute('aria-label'))).toEqual(['Recordings', 'My number'])
    await tab.user.click(screen.getByRole('tab', { name: 'My number' }))
    tab.service.routes['GET /api/me'] = () => ({ body: tab.service.state.me })
    await tab.user.click(screen.getByRole('button', { name: 'Check again' }))
    expect(await screen.findByRole('tab', { name: 'Settings' })).toBeVisible()
  })

  it('comes by a link to where it leads', async () => {
    await without(['Compliance'], 'compliance')
    expect(await screen.findByRole('tab', { name: 'Recordings', selected: true })).toBeVisible()
  })

  it('and whoever has no role either sees only what to do', async () => {
    await without([])
    expect(await screen.findByRole('heading', { name: 'No number yet' })).toBeVisible()
    expect(screen.queryByRole('tab')).toBeNull()
  })
})

describe('a person whose calls are recorded', () => {
  it('sees it on the call that is up', async () => {
    const service = createFakeService()
    service.state.calls = [callOf({ recording: 'on' })]
    const tab = await openTab({ service })
    expect(await screen.findByText('Recording')).toBeVisible()
    await tab.meanwhile(() => service.tell('calls', { items: [callOf({ recording: 'failed' })] }))
    expect(await screen.findByText('Not recorded')).toBeVisible()
  })

  it('sees it in the history', async () => {
    const service = createFakeService()
    service.routes['GET /api/calls'] = () => ({ body: { items: [entryOf({ recorded: 'recorded' }), entryOf({ id: 'entry-2', recorded: 'unrecorded' }), entryOf({ id: 'entry-3' })], next: null } })
    await openTab({ service })
    expect(await screen.findAllByText('Recorded')).toHaveLength(1)
    expect(screen.getAllByText('Not recorded')).toHaveLength(1)
  })
})
