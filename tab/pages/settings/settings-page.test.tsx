import { screen } from '@testing-library/react'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab, type TabSetting } from '../../testing/open-tab.tsx'
import { accountOf } from '../../testing/samples.ts'

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
    expect(screen.getByText('Calls ring Teams. Your native dialer rings only when Teams can’t be reached.')).toBeVisible()
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

describe('messages from the bot', () => {
  it('are switched off and on', async () => {
    const tab = await openSettings()
    await tab.user.click(screen.getByRole('switch', { name: /Tell me in chat/ }))
    expect(await screen.findByText('Saved.')).toBeVisible()
    expect(tab.service.askedFor('PATCH', '/api/settings')[0]?.body).toEqual({ notify: false })
    expect(screen.getByRole('switch', { name: /Tell me in chat/ })).not.toBeChecked()
  })
})
