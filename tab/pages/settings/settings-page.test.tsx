import { jest } from '@jest/globals'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab, type TabSetting } from '../../testing/open-tab.tsx'
import { accountOf, storyTime } from '../../testing/samples.ts'

// a page full of controls takes its time to be asked by role

const openSettings = async (setting: TabSetting = {}) => {
  const tab = await openTab(setting)
  await tab.user.click(await screen.findByRole('tab', { name: 'Settings' }))
  return tab
}
const native = () => screen.getByRole('radio', { name: /^Native dialer and Teams/ })
const teams = () => screen.getByRole('radio', { name: /^Teams/ })

describe('where calls ring', () => {
  it('is saved at once, counts from the next call on, and shows beside the number', async () => {
    const tab = await openSettings()
    expect(native()).toBeChecked()
    await tab.user.click(teams())
    expect(await screen.findByText('Saved. From the next call on.')).toBeVisible()
    expect(tab.service.askedFor('PATCH', '/api/settings')[0]?.body).toEqual({ ring: 'teams' })
    expect(teams()).toBeChecked()
    expect(screen.getAllByText('Calls ring Teams, and your phone only when Teams can’t be reached. After 30 seconds they go to voicemail.')).toHaveLength(2)
  })

  it('goes back to what it was, and says why, when it could not be saved', async () => {
    const service = createFakeService()
    service.routes['PATCH /api/settings'] = () => refuse(503, 'unavailable', 'Settings can’t be changed right now.')
    const tab = await openSettings({ service })
    await tab.user.click(teams())
    expect(await screen.findByText('Not saved. Settings can’t be changed right now.')).toBeVisible()
    expect(native()).toBeChecked()
  })

  it('is shown locked, with who decided, when the policy says so', async () => {
    const service = createFakeService()
    service.state.me = accountOf({ preference: { ring: 'teams', locked: true, lockedBy: 'Your administrator decided that calls ring in Teams.', policy: 'Teams' } })
    await openSettings({ service })
    expect(screen.getByText('Your administrator decided that calls ring in Teams.')).toBeVisible()
    expect(teams()).toBeChecked()
    expect(teams()).toBeDisabled()
    expect(native()).toBeDisabled()
  })

  it('is one press away from the number', async () => {
    const tab = await openTab()
    await tab.user.click(screen.getByRole('button', { name: 'Change' }))
    expect(native()).toBeEnabled()
  })
})

const patches = (tab: Awaited<ReturnType<typeof openSettings>>) => tab.service.askedFor('PATCH', '/api/settings').map(({ body }) => body)
const withMarco = () => {
  const service = createFakeService()
  service.routes['GET /api/people'] = () => ({ body: { items: [{ userId: 'marco', name: 'Marco Reyes', jobTitle: null, number: '+14255550102' }] } })
  return service
}

describe('when nobody answers', () => {
  it('calls ring as long as the person says, and go where they say', async () => {
    const tab = await openSettings({ service: withMarco() })
    await tab.user.selectOptions(screen.getByRole('combobox', { name: 'Ring for' }), '20')
    expect(await screen.findByText('Saved. From the next call on.')).toBeVisible()
    await tab.user.click(screen.getByRole('radio', { name: /^A colleague or another number/ }))
    await tab.user.type(await screen.findByRole('combobox', { name: 'Name or phone number' }), 'Marco')
    await tab.user.click(await screen.findByRole('option', { name: /Marco Reyes/ }))
    expect(await screen.findByText('Marco Reyes')).toBeVisible()
    expect(await screen.findByRole('radio', { name: /^A colleague or another number/ })).toBeChecked()
    await tab.user.click(screen.getByRole('radio', { name: 'Voicemail' }))
    await waitFor(() => expect(screen.queryByText('Marco Reyes')).toBeNull())
    expect(patches(tab)).toEqual([{ unanswered: { afterSeconds: 20 } }, { unanswered: { to: { kind: 'colleague', userId: 'marco' } } }, { unanswered: { to: { kind: 'voicemail' } } }])
  })
  it('only what the operator and the organisation allow is offered', async () => {
    const service = createFakeService()
    service.state.me = accountOf({ limits: { ...accountOf().limits, delays: [5, 10, 15, 20, 30], forward: 'nobody' } })
    await openSettings({ service })
    expect(within(screen.getByRole('combobox', { name: 'Ring for' })).getAllByRole('option')).toHaveLength(5)
    expect(screen.getByText('Then calls go to voicemail. Set by your organisation.')).toBeVisible()
    expect(screen.queryByRole('radio', { name: 'Voicemail' })).toBeNull()
  })
})

describe('what the organisation decided', () => {
  it('says at each control who set it, and can’t be changed there', async () => {
    const service = createFakeService()
    const { limits } = accountOf()
    service.state.me = accountOf({
      preference: { ring: 'teams', locked: true, lockedBy: 'Set by your organisation for Sales', policy: 'Teams' },
      limits: {
        ...limits, delays: [5, 10, 15, 20], delaysBy: 'Set by your organisation', forward: 'nobody', forwardBy: 'Set by your organisation for you', busy: { choices: ['busy'], lockedBy: 'Set by your organisation for Sales' },
        quietHours: { allowed: false, lockedBy: 'Set by your organisation' },
      },
      rules: [{ text: 'You can place 5 calls a minute.', by: 'Set by your organisation for Sales' }],
    })
    await openSettings({ service })
    const section = (name: string) => within(screen.getByRole('region', { name }))
    expect(section('Where calls ring').getByText('Set by your organisation for Sales')).toBeVisible()
    expect(section('When nobody answers').getByText('Calls ring 20 seconds at most. Set by your organisation.')).toBeVisible()
    expect(section('When nobody answers').getByText('Then calls go to voicemail. Set by your organisation for you.')).toBeVisible()
    expect(section('While you are in a call').getByText('Set by your organisation for Sales')).toBeVisible()
    expect(section('While you are in a call').getAllByRole('radio')).toHaveLength(1)
    expect(section('While you are in a call').getByRole('radio', { name: /^Busy tone/ })).toBeDisabled()
    expect(section('Quiet hours').getByText('Quiet hours are off. Set by your organisation.')).toBeVisible()
    expect(section('Quiet hours').getByRole('switch', { name: /^Don’t ring during quiet hours/ })).toBeDisabled()
    const rules = section('Rules of your organisation')
    expect(within(rules.getByRole('listitem')).getByText('You can place 5 calls a minute.')).toBeVisible()
    expect(rules.getByText('Set by your organisation for Sales.')).toBeVisible()
    expect(rules.getByText('Emergency calls always go through.')).toBeVisible()
  })
  it('is no section where nothing was decided, and everything can be chosen', async () => {
    await openSettings()
    expect(screen.queryByRole('region', { name: 'Rules of your organisation' })).toBeNull()
    expect(screen.queryByText(/Set by your organisation/)).toBeNull()
    expect(within(screen.getByRole('region', { name: 'While you are in a call' })).getAllByRole('radio')).toHaveLength(3)
  })
})

describe('a second caller', () => {
  it('meets what the person chose; a choice that could not be saved is undone', async () => {
    const tab = await openSettings()
    await tab.user.click(screen.getByRole('radio', { name: /^Busy tone/ }))
    expect(await screen.findByText('Saved. From the next call on.')).toBeVisible()
    expect(screen.getByRole('radio', { name: /^Busy tone/ })).toBeChecked()
    tab.service.routes['PATCH /api/settings'] = () => refuse(503, 'database-away', 'We can’t do this right now.')
    await tab.user.click(screen.getByRole('radio', { name: /^As if nobody answered/ }))
    expect(await screen.findByText('Not saved. We can’t do this right now.')).toBeVisible()
    expect(screen.getByRole('radio', { name: /^Busy tone/ })).toBeChecked()
  })
})

describe('quiet hours', () => {
  it('are switched on where the person is, and changed day by day', async () => {
    const tab = await openSettings()
    expect(screen.queryByRole('list', { name: 'Quiet hours of each day' })).toBeNull()
    await tab.user.click(screen.getByRole('switch', { name: /^Don’t ring during quiet hours/ }))
    expect(await screen.findByText('Times are those of Berlin.')).toBeVisible()
    await tab.user.click(screen.getByRole('checkbox', { name: 'Sunday' }))
    await waitFor(() => expect(screen.queryByLabelText('Sunday, quiet from')).toBeNull())
    const from = screen.getByLabelText('Monday, quiet from')
    fireEvent.change(from, { target: { value: '18:30' } })
    expect(patches(tab)).toHaveLength(2)
    fireEvent.blur(from)
    await waitFor(() => expect(patches(tab)).toHaveLength(3))
    expect(patches(tab)[0]).toEqual({ quietHours: { on: true, timeZone: 'Europe/Berlin' } })
    const { weekly } = tab.service.state.me.settings.quietHours
    expect(weekly).toHaveLength(6)
    expect(weekly[0]).toEqual({ day: 1, from: '18:30', to: '07:00' })
  })
  it('of another place can be made those of here', async () => {
    const service = createFakeService()
    service.state.me = accountOf({ settings: { ...accountOf().settings, quietHours: { ...accountOf().settings.quietHours, on: true } } })
    const tab = await openSettings({ service })
    expect(screen.getByText('Times are those of Los Angeles.')).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: 'Use Berlin' }))
    expect(await screen.findByText('Times are those of Berlin.')).toBeVisible()
  })
  it('have favourites who still ring, added and removed', async () => {
    const tab = await openSettings({ service: withMarco() })
    await tab.user.click(screen.getByRole('button', { name: 'Add a favourite' }))
    await tab.user.type(await screen.findByRole('combobox', { name: 'Name or phone number' }), '206 555 0142')
    await tab.user.click(await screen.findByRole('option'))
    await tab.user.click(await screen.findByRole('button', { name: /\(206\) 555-0142/ }))
    await waitFor(() => expect(patches(tab)).toEqual([{ favourites: [{ number: '+12065550142', name: null }] }, { favourites: [] }]))
  })
  it('say what comes next, and look again when it has come', async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'], now: storyTime })
    try {
      const service = createFakeService()
      service.state.me = accountOf({ happens: { ...accountOf().happens, next: { at: new Date(storyTime + 5_000).toISOString(), sentence: 'Quiet hours. Calls don’t ring; they go straight to voicemail.' } } })
      const tab = await openTab({ service, page: 'settings' })
      expect(await screen.findByText(/^From Monday 2:00 AM: Quiet hours\./)).toBeVisible()
      const before = service.askedFor('GET', '/api/me').length
      service.state.me = accountOf({ happens: { ...accountOf().happens, now: 'Quiet hours. Calls don’t ring; they go straight to voicemail.' } })
      await act(async () => { await jest.advanceTimersByTimeAsync(6_000) })
      expect(service.askedFor('GET', '/api/me').length).toBe(before + 1)
      expect(screen.getAllByText('Quiet hours. Calls don’t ring; they go straight to voicemail.')).toHaveLength(2)
      tab.unmount()
    } finally {
      jest.useRealTimers()
    }
  })
})

describe('the number others see', () => {
  const company = { choices: ['mobile', 'company', 'hidden'] as ('mobile' | 'company' | 'hidden')[], lockedBy: null, companyNumber: '+14255550100', companyName: 'Northwind Traders' }
  it('is chosen for the phone and for Teams', async () => {
    const service = createFakeService()
    service.state.me = accountOf({ limits: { ...accountOf().limits, callerId: company } })
    const tab = await openSettings({ service })
    const fromTeams = within(screen.getByRole('radiogroup', { name: 'When you call from Teams' }))
    await tab.user.click(fromTeams.getByRole('radio', { name: /^Northwind Traders/ }))
    await waitFor(() => expect(patches(tab)).toEqual([{ callerId: { teams: 'company' } }]))
    expect(fromTeams.getByRole('radio', { name: /^Northwind Traders/ })).toBeChecked()
    expect(within(screen.getByRole('radiogroup', { name: 'When you call from your phone' })).getByRole('radio', { name: /^Your number/ })).toBeChecked()
    expect(screen.getByText(/\*30# for the company’s/)).toBeVisible()
  })
  it('is locked, with who decided, where the organisation decided', async () => {
    const service = createFakeService()
    service.state.me = accountOf({
      settings: { ...accountOf().settings, callerId: { native: 'company', teams: 'company' } },
      limits: { ...accountOf().limits, callerId: { ...company, choices: ['company'], lockedBy: 'Set by your organisation' } },
    })
    await openSettings({ service })
    expect(screen.getByText('Set by your organisation')).toBeVisible()
    for (const radio of screen.getAllByRole('radio', { name: /^Northwind Traders/ })) expect(radio).toBeDisabled()
    expect(screen.queryByText(/#31#/)).toBeNull()
  })
})

describe('messages from the bot', () => {
  it('are switched off and on', async () => {
    const tab = await openSettings()
    await tab.user.click(screen.getByRole('switch', { name: /Tell me in chat/ }))
    expect(await screen.findByText('Saved.')).toBeVisible()
    expect(tab.service.askedFor('PATCH', '/api/settings')[0]?.body).toEqual({ notify: false })
    expect(screen.getByRole('switch', { name: /Tell me in chat/ })).not.toBeChecked()
  })
  it('and so is the offer to move calls', async () => {
    const tab = await openSettings()
    await tab.user.click(screen.getByRole('switch', { name: /^Offer to move calls to Teams/ }))
    await waitFor(() => expect(patches(tab)).toEqual([{ offerUplift: false }]))
    expect(screen.getByRole('switch', { name: /^Offer to move calls to Teams/ })).not.toBeChecked()
  })
})
