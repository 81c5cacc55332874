import { screen, waitFor, within } from '@testing-library/react'
import type { UnansweredTarget } from '../../../src/api/settings.ts'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { accountOf } from '../../testing/samples.ts'

// a page full of controls takes its time to be asked by role

const marco = { userId: 'marco', name: 'Marco Reyes' }
const priya = { userId: 'priya', name: 'Priya Nair' }
const several = (count: number) => Array.from({ length: count }, (_, index) => ({ userId: `user-${index + 1}`, name: `Colleague ${index + 1}` }))
type Members = { userId: string, name: string }[]
const groupOf = (members: Members, together = false): UnansweredTarget => ({ kind: 'group', together, members })

const openWith = async (to: UnansweredTarget) => {
  const service = createFakeService()
  const account = accountOf()
  service.state.me = { ...account, settings: { ...account.settings, unanswered: { afterSeconds: 30, to } } }
  service.routes['GET /api/people'] = () => ({ body: { items: [marco, priya].map((each) => ({ ...each, jobTitle: null, number: '+14255550102' })) } })
  const tab = await openTab({ service, page: 'settings' })
  const asked = () => service.askedFor('PATCH', '/api/settings').map(({ body }) => body)
  const pick = async (name: RegExp, typed: string) => {
    await tab.user.type(await screen.findByRole('combobox', { name: 'Name' }), typed)
    await tab.user.click(await screen.findByRole('option', { name }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  }
  return { ...tab, asked, pick }
}
const to = (members: string[], together: boolean) => ({ unanswered: { to: { kind: 'group', together, members } } })
const names = (list: string) => within(screen.getByRole('list', { name: list })).getAllByRole('listitem').map(({ textContent }) => textContent)

describe('several colleagues take the calls Dana doesn’t answer', () => {
  it('she picks them by name; whoever took them so far is the first', async () => {
    const tab = await openWith({ kind: 'colleague', ...marco })
    await tab.user.click(screen.getByRole('radio', { name: /^Several colleagues/ }))
    await tab.pick(/Priya Nair/, 'pri')
    expect(tab.asked()).toEqual([to(['marco', 'priya'], true)])
    expect(await screen.findByRole('radio', { name: /^Several colleagues/ })).toBeChecked()
    expect(names('Rung all at once')).toEqual(['MRMarco Reyes', 'PNPriya Nair'])
    expect(screen.getByRole('radio', { name: 'All at once' })).toBeChecked()
    expect(await screen.findByText('Saved. From the next call on.')).toBeVisible()
  })

  it('one after the other, in the order she gives them with the keyboard', async () => {
    const tab = await openWith(groupOf([marco, priya], true))
    expect(screen.queryByRole('button', { name: 'Ring Marco Reyes later' })).toBeNull()
    await tab.user.click(screen.getByRole('radio', { name: 'One after the other' }))
    expect(names('Rung in this order')).toEqual(['1MRMarco Reyes', '2PNPriya Nair'])
    const later = screen.getByRole('button', { name: 'Ring Marco Reyes later' })
    later.focus()
    await tab.user.keyboard('{Enter}')
    expect(names('Rung in this order')).toEqual(['1PNPriya Nair', '2MRMarco Reyes'])
    expect(screen.getByTestId('announcer')).toHaveTextContent('Marco Reyes is number 2 of 2')
    expect(screen.getByRole('button', { name: 'Ring Marco Reyes later' })).toHaveFocus()
    expect(screen.getByRole('button', { name: 'Ring Marco Reyes later' })).toHaveAttribute('aria-disabled', 'true')
    expect(tab.asked()).toEqual([to(['marco', 'priya'], false), to(['priya', 'marco'], false)])
  })

  it('she takes one out; the last one stays, for without anybody it is no group', async () => {
    const tab = await openWith(groupOf([marco, priya]))
    await tab.user.click(screen.getByRole('button', { name: 'Remove Marco Reyes' }))
    expect(tab.asked()).toEqual([to(['priya'], false)])
    expect(screen.queryByRole('button', { name: /^Remove / })).toBeNull()
  })

  it('nobody twice', async () => {
    const tab = await openWith(groupOf([marco, priya]))
    await tab.user.click(screen.getByRole('button', { name: 'Add a colleague' }))
    const field = await screen.findByRole('combobox', { name: 'Name' })
    await tab.user.type(field, 'mar')
    expect(await screen.findByText('They are in the list already.')).toBeVisible()
  })

  it('five at most one after the other, and the list says so', async () => {
    const tab = await openWith(groupOf(several(5)))
    expect(screen.getByText('One after the other, 5 at most.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Add a colleague' })).toHaveAttribute('aria-disabled', 'true')
    await tab.user.click(screen.getByRole('radio', { name: 'All at once' }))
    expect(screen.getByRole('button', { name: 'Add a colleague' })).not.toHaveAttribute('aria-disabled')
  })

  it('what the service refuses is said where calls go, and the list is as it was', async () => {
    const tab = await openWith(groupOf(several(7), true))
    tab.service.routes['PATCH /api/settings'] = () => ({
      status: 400, body: { error: { code: 'bad-request', field: 'unanswered.to.members', message: 'One after the other, at most 5 colleagues can be rung. Choose fewer, or ring all at once.' } },
    })
    await tab.user.click(screen.getByRole('radio', { name: 'One after the other' }))
    expect(await screen.findByText(/^Not saved. One after the other, at most 5/)).toHaveAttribute('role', 'alert')
    expect(screen.getByRole('radio', { name: 'All at once' })).toBeChecked()
    expect(names('Rung all at once')).toHaveLength(7)
    tab.service.routes['PATCH /api/settings'] = () => refuse(503, 'database-away', 'We can’t do this right now.')
    await tab.user.click(screen.getByRole('button', { name: 'Remove Colleague 1' }))
    expect(await screen.findByText('Not saved. We can’t do this right now.')).toBeVisible()
    expect(names('Rung all at once')).toHaveLength(7)
  })

  it('is not offered where calls may only go to voicemail', async () => {
    const service = createFakeService()
    const { limits } = accountOf()
    service.state.me = accountOf({ limits: { ...limits, forward: 'nobody', forwardBy: 'Set by your organisation' } })
    await openTab({ service, page: 'settings' })
    expect(screen.getByText('Then calls go to voicemail. Set by your organisation.')).toBeVisible()
    expect(screen.queryByRole('radio', { name: /^Several colleagues/ })).toBeNull()
  })
})
