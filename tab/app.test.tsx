import { screen, waitFor } from '@testing-library/react'
import { createFakeService, refuse } from './testing/fake-service.ts'
import { openTab } from './testing/open-tab.tsx'
import { accountOf, callOf } from './testing/samples.ts'

describe('Dana opens the tab', () => {
  it('sees her one number, who she is, her presence, and where calls ring', async () => {
    const tab = await openTab()
    expect(await screen.findByRole('heading', { name: '+1 425 555 0101' })).toBeVisible()
    expect(screen.getByText('Dana Whitfield')).toBeVisible()
    expect(screen.getByText('Available')).toBeVisible()
    expect(screen.getByText('Calls ring your phone and Teams together. After 30 seconds they go to voicemail.')).toBeVisible()
    expect(tab.seen.ready).toBe(1)
    await tab.user.click(screen.getByRole('button', { name: 'Copy your number' }))
    expect(tab.seen.copied).toEqual(['+14255550101'])
    await tab.user.click(screen.getByRole('button', { name: 'Chat with the bot' }))
    expect(tab.seen.botChats).toBe(1)
  })

  it('lands on the page that a link asked for, and on the calls when there is no such page', async () => {
    await openTab({ page: 'voicemail' })
    expect(await screen.findByRole('tab', { name: /^Voicemail/, selected: true })).toBeVisible()
  })

  it('does not mind a link to a page that is gone', async () => {
    await openTab({ page: 'faxes' })
    expect(await screen.findByRole('tab', { name: /^Calls/, selected: true })).toBeVisible()
  })

  it('sees her presence change, and "unknown" while nobody can say', async () => {
    const tab = await openTab()
    await tab.meanwhile(() => tab.service.tell('me', accountOf({ presence: { availability: 'Busy', activity: 'InACall' } })))
    expect(screen.getByText('Busy, in a call')).toBeVisible()
    await tab.meanwhile(() => tab.service.tell('me', accountOf({ presence: null })))
    expect(screen.getByText('Presence unknown')).toBeVisible()
  })

  it('follows the theme of Teams', async () => {
    const tab = await openTab()
    await tab.changeTheme('dark')
    expect(document.documentElement.style.colorScheme).toBe('dark')
    await tab.changeTheme('light')
    expect(document.documentElement.style.colorScheme).toBe('light')
  })

  it('opens the pages with the keyboard', async () => {
    const tab = await openTab()
    const calls = await screen.findByRole('tab', { name: 'Calls' })
    expect(calls).toHaveAttribute('aria-selected', 'true')
    screen.getByRole('tab', { name: 'Voicemail' }).focus()
    await tab.user.keyboard('{Enter}')
    expect(calls).toHaveAttribute('aria-selected', 'false')
    expect(screen.getByRole('tab', { name: 'Voicemail' })).toHaveAttribute('aria-selected', 'true')
    expect(screen.getByRole('tabpanel', { name: 'Voicemail' })).toBeVisible()
  })
})

describe('when the tab can’t start, Dana reads why', () => {
  it('outside of Teams', async () => {
    await openTab({ outsideTeams: true })
    expect(await screen.findByRole('heading', { name: 'Open this in Microsoft Teams' })).toBeVisible()
  })

  it('without a number: what to do, and a way to look again', async () => {
    const service = createFakeService()
    service.routes['GET /api/me'] = () => refuse(404, 'no-line', 'No line.')
    const tab = await openTab({ service })
    expect(await screen.findByRole('heading', { name: 'No number yet' })).toBeVisible()
    service.routes['GET /api/me'] = () => ({ body: service.state.me })
    await tab.user.click(screen.getByRole('button', { name: 'Check again' }))
    expect(await screen.findByRole('heading', { name: '+1 425 555 0101' })).toBeVisible()
  })

  it('without a sign-in', async () => {
    await openTab({ token: async () => { throw new Error('consent_required') } })
    expect(await screen.findByRole('heading', { name: 'You couldn’t be signed in' })).toBeVisible()
  })

  it('with a token nobody takes', async () => {
    await openTab({ token: async () => 'expired' })
    expect(await screen.findByRole('heading', { name: 'You couldn’t be signed in' })).toBeVisible()
  })

  it('while the service is broken: the words, the error’s number, and a way to try again', async () => {
    const service = createFakeService()
    service.routes['GET /api/me'] = () => refuse(500, 'unexpected', 'Something went wrong on our side.', 'e-7f3a')
    await openTab({ service })
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('Something went wrong on our side.')
    expect(alert).toHaveTextContent('Error e-7f3a')
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible()
  })

  it('when something else answers in its place', async () => {
    const service = createFakeService()
    service.routes['GET /api/me'] = () => ({ body: { hello: 'from a proxy' } })
    await openTab({ service })
    expect(await screen.findByRole('alert')).toHaveTextContent('does not understand')
  })
})

describe('the connection', () => {
  it('gets one fresh token when the first has run out', async () => {
    const service = createFakeService()
    service.state.goodTokens = ['token-2']
    await openTab({ service })
    expect(await screen.findByRole('heading', { name: '+1 425 555 0101' })).toBeVisible()
    expect(service.askedFor('GET', '/api/me').map((asked) => asked.token)).toEqual(['token-1', 'token-2'])
  })

  it('comes back with a fresh token when the service ends the stream', async () => {
    const tab = await openTab()
    await waitFor(() => expect(tab.service.openStreams()).toBe(1))
    await tab.meanwhile(() => tab.service.endStreams())
    await waitFor(() => expect(tab.service.openStreams()).toBe(1))
    expect(tab.service.askedFor('GET', '/api/events').map((asked) => asked.token)).toEqual(['token-1', 'token-2'])
  })

  it('says "Reconnecting" while it is gone, keeps what it knows, and is right again afterwards', async () => {
    const tab = await openTab()
    await tab.meanwhile(() => tab.service.setCalls([callOf()]))
    tab.service.state.streamStatus = 503
    await tab.meanwhile(() => tab.service.endStreams())
    expect(await screen.findByText(/Reconnecting…/)).toBeVisible()
    await waitFor(() => expect(tab.seen.spoken).toEqual(['Reconnecting… What you see may be a little old.. ']))
    expect(screen.getByRole('article', { name: 'Lena Fischer' })).toBeVisible()

    tab.service.state.streamStatus = 200
    tab.service.state.calls = []
    await tab.meanwhile(() => window.dispatchEvent(new Event('online')))
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull())
    expect(screen.queryByText(/Reconnecting…/)).toBeNull()
  })
})
