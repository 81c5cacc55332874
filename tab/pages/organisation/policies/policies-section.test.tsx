import { configure, screen, waitFor, within } from '@testing-library/react'
import type { Policy } from '../../../../src/api/policies.ts'
import { before } from '../../../testing/samples.ts'
import { refuse } from '../../../testing/fake-service.ts'
import { danaId, names, openOrganisation, policyOf, serviceForPriya } from '../testing/open-organisation.tsx'

configure({ asyncUtilTimeout: 5_000, defaultHidden: true })

const salesId = '6b1e7a10-4a55-4f0c-9a01-0c5d7e2f1a01'
const everyone = policyOf({ settings: { voicemailDays: 60, destinations: { blocked: ['+1900'] }, guards: { callsPerMinute: null } } })
const sales = policyOf({ id: 'sales', scope: 'group', subject: salesId, name: 'Sales', priority: 10, settings: { dialer: 'Teams' }, updatedBy: 'command line' })
const danas = policyOf({ id: 'person-dana', scope: 'person', subject: danaId, name: 'Dana Whitfield', settings: { recording: 'all' } })

/** A service that keeps what is put. */
const keeping = (...policies: Policy[]) => {
  const service = serviceForPriya()
  const kept = { items: policies }
  service.routes['GET /api/admin/policies'] = () => ({ body: { items: kept.items, names } })
  for (const id of ['everyone', 'sales', `group-${salesId}`, `person-${danaId}`]) {
    service.routes[`PUT /api/admin/policies/${id}`] = ({ body }) => {
      const saved = policyOf({ ...(body as Partial<Policy>), id, updatedAt: before(0), name: (body as { name?: string }).name ?? (id === 'everyone' ? 'Everyone' : 'Dana Whitfield') })
      kept.items = [...kept.items.filter((each) => each.id !== id), saved]
      return { body: saved }
    }
    service.routes[`DELETE /api/admin/policies/${id}`] = () => {
      kept.items = kept.items.filter((each) => each.id !== id)
      return { body: {} }
    }
  }
  return service
}
const rows = async () => within(await screen.findByRole('list', { name: 'Policies' })).getAllByRole('listitem').map((row) => row.textContent)
const set = (tab: Awaited<ReturnType<typeof openOrganisation>>, label: string, choice: string) => tab.user.selectOptions(screen.getByRole('combobox', { name: label }), choice)

describe('Priya looks at the policies', () => {
  it('in the order in which they count, each in words, with who decided it', async () => {
    await openOrganisation(keeping(danas, sales, everyone), 'Policies')
    expect(await rows()).toEqual([
      'EveryoneChangeMessages stay60 daysBlocked+1900Calls placed in a minuteNo limitChanged 5 min ago by Priya Nair',
      'SalesGroupPriority 10ChangeCalls ringTeams, and the phone only when Teams can’t be reachedChanged 5 min ago by the command line',
      'Dana WhitfieldPersonChangeRecorded callsAll callsChanged 5 min ago by Priya Nair',
    ])
  })

  it('and asks what all of them come to for one person', async () => {
    const service = keeping(everyone)
    service.routes[`GET /api/admin/people/${danaId}/policy`] = () => ({ body: { effective: {}, sources: {}, rules: [{ text: 'All your calls are recorded.', by: 'Set by your organisation for you' }] } })
    const tab = await openOrganisation(service, 'Policies')
    await tab.user.click(await screen.findByRole('button', { name: 'What counts for…' }))
    await tab.user.type(screen.getByRole('combobox', { name: 'Name' }), 'dana')
    await tab.user.click(await screen.findByRole('option', { name: /Dana Whitfield/ }))
    expect(await screen.findByText('All your calls are recorded.')).toBeVisible()
    expect(screen.getByText('Set by your organisation for you')).toBeVisible()
  })
})

describe('Priya decides', () => {
  it('for a group: what she does not set is left to others', async () => {
    const service = keeping(everyone)
    const tab = await openOrganisation(service, 'Policies')
    await tab.user.click(await screen.findByRole('button', { name: 'Add a policy' }))
    expect(screen.getByRole('radio', { name: 'Everyone' })).toBeDisabled()
    await tab.user.type(screen.getByRole('textbox', { name: /object ID/ }), salesId)
    await tab.user.type(screen.getByRole('textbox', { name: /group’s name/ }), 'Sales')
    await tab.user.clear(screen.getByRole('textbox', { name: 'Priority' }))
    await tab.user.type(screen.getByRole('textbox', { name: 'Priority' }), '5')
    await set(tab, 'Others may see', 'Only these')
    await tab.user.click(screen.getByRole('checkbox', { name: 'No number' }))
    await tab.user.click(screen.getByRole('checkbox', { name: 'Their own number' }))
    expect(screen.getByText('Where people may not choose, others see: No number')).toBeVisible()
    await set(tab, 'Calls placed in a minute', 'At most')
    await tab.user.type(screen.getByRole('textbox', { name: /^Calls placed in a minute/ }), '30')
    await set(tab, 'Quiet hours', 'Not allowed')
    await tab.user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(async () => expect(await rows()).toHaveLength(2))
    expect(service.askedFor('PUT', `/api/admin/policies/group-${salesId}`)[0]?.body).toEqual({
      scope: 'group', subject: salesId, name: 'Sales', priority: 5, settings: { callerId: { allowed: ['hidden', 'mobile'] }, guards: { callsPerMinute: 30 }, quietHours: { allowed: false } }, updatedAt: null,
    })
    expect(screen.getByTestId('announcer')).toHaveTextContent('Saved. It counts from the next call.')
    expect(screen.getByRole('button', { name: 'Change the policy for Sales' })).toHaveFocus()
  })

  it('for a person, whom she looks up', async () => {
    const service = keeping()
    const tab = await openOrganisation(service, 'Policies')
    await tab.user.click(await screen.findByRole('button', { name: 'Add a policy' }))
    await tab.user.click(screen.getByRole('radio', { name: 'A person' }))
    await tab.user.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText('Nobody is chosen yet')).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: 'Choose a person' }))
    await tab.user.type(screen.getByRole('combobox', { name: 'Name' }), 'dana')
    // nothing can be decided for somebody without a number
    expect(await screen.findByRole('option', { name: /Marco Reyes/ })).toHaveAttribute('aria-disabled', 'true')
    await tab.user.click(screen.getByRole('option', { name: /Dana Whitfield/ }))
    await set(tab, 'Recorded calls', 'All calls')
    await tab.user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(async () => expect(await rows()).toEqual([expect.stringContaining('Dana Whitfield')]))
    expect(service.askedFor('PUT', `/api/admin/policies/person-${danaId}`)[0]?.body).toEqual({ scope: 'person', subject: danaId, settings: { recording: 'all' }, updatedAt: null })
  })

  it('reads what is wrong beside the field it is about, and stays where it can be put right', async () => {
    const service = keeping(everyone)
    service.routes['PUT /api/admin/policies/everyone'] = () => ({ status: 400, body: { error: { code: 'bad-request', message: 'body “settings.destinations.blocked.1”: the beginning of a number, such as +1900, or + for every number', field: 'settings.destinations.blocked.1' } } })
    const tab = await openOrganisation(service, 'Policies')
    await tab.user.click(await screen.findByRole('button', { name: 'Change the policy for Everyone' }))
    const blocked = screen.getByRole('textbox', { name: 'Blocked: These' })
    expect(blocked).toHaveValue('+1900')
    await tab.user.type(blocked, ' 0900')
    await tab.user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('The beginning of a number, such as +1900, or + for every number')).toBeVisible()
    await waitFor(() => expect(blocked).toHaveFocus())
    expect(blocked).toHaveAccessibleDescription(expect.stringContaining('The beginning of a number'))
    service.routes['PUT /api/admin/policies/everyone'] = () => refuse(503, 'database-away', 'We can’t do this right now.')
    await tab.user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Not saved. We can’t do this right now.')).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(screen.getByRole('button', { name: 'Change the policy for Everyone' })).toHaveFocus()
  })

  it('reads why a policy can’t be saved whose person has no number any more', async () => {
    const service = keeping(danas)
    service.routes['PUT /api/admin/policies/person-dana'] = () => ({ status: 409, body: { error: { code: 'no-number', message: 'That person has no number here, so there is nothing to decide for them.', field: 'subject' } } })
    const tab = await openOrganisation(service, 'Policies')
    await tab.user.click(await screen.findByRole('button', { name: 'Change the policy for Dana Whitfield' }))
    await tab.user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Not saved. That person has no number here, so there is nothing to decide for them.')).toBeVisible()
  })

  it.each([['Allowed', 'Only these, and emergency numbers'], ['Blocked', 'These']])('is asked which numbers where none is written: %s', async (label, choice) => {
    const service = keeping(everyone)
    const tab = await openOrganisation(service, 'Policies')
    await tab.user.click(await screen.findByRole('button', { name: 'Change the policy for Everyone' }))
    await set(tab, label, choice)
    const written = screen.getByRole('textbox', { name: `${label}: ${choice}` })
    await tab.user.clear(written)
    await tab.user.type(written, ' , ')
    await tab.user.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText('Type the beginning of at least one number, such as +1')).toBeVisible()
    await waitFor(() => expect(written).toHaveFocus())
    expect(service.askedFor('PUT', '/api/admin/policies/everyone')).toEqual([])
    await tab.user.clear(written)
    await tab.user.type(written, '+44')
    await tab.user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(service.askedFor('PUT', '/api/admin/policies/everyone')[0]?.body).toMatchObject({ settings: { destinations: { [label.toLowerCase()]: ['+44'] } } }))
  })

  it('leaves a field to others again', async () => {
    const service = keeping(everyone)
    const tab = await openOrganisation(service, 'Policies')
    await tab.user.click(await screen.findByRole('button', { name: 'Change the policy for Everyone' }))
    await set(tab, 'Messages stay', 'Not set')
    await tab.user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(service.askedFor('PUT', '/api/admin/policies/everyone')[0]?.body).toEqual({ scope: 'everyone', settings: { destinations: { blocked: ['+1900'] }, guards: { callsPerMinute: null } }, updatedAt: everyone.updatedAt }))
  })

  it('for everyone while somebody else just did: she sees theirs, which stays for whom it is, before hers takes its place', async () => {
    const service = keeping()
    const works = service.routes['PUT /api/admin/policies/everyone']!
    service.routes['PUT /api/admin/policies/everyone'] = (request) => ((request.body as Policy).updatedAt === everyone.updatedAt ? works(request) : refuse(409, 'changed-meanwhile', 'Somebody changed it meanwhile. Look at how it is now.'))
    const tab = await openOrganisation(service, 'Policies')
    await tab.user.click(await screen.findByRole('button', { name: 'Add a policy' }))
    await set(tab, 'Recorded calls', 'All calls')
    await tab.user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Not saved. Somebody changed it meanwhile. Look at how it is now.')).toBeVisible()
    service.routes['GET /api/admin/policies'] = () => ({ body: { items: [everyone], names } })
    await tab.user.click(screen.getByRole('button', { name: 'Show how it is now' }))
    expect(await screen.findByRole('textbox', { name: 'Blocked: These' })).toHaveValue('+1900')
    expect(screen.getByRole('combobox', { name: 'Recorded calls' })).toHaveDisplayValue('Not set')
    expect(screen.queryByRole('radio', { name: 'A group' })).toBeNull()
    expect(screen.getByText('The policy for Everyone').parentElement).toHaveFocus()
    await set(tab, 'Recorded calls', 'None')
    service.routes['GET /api/admin/policies'] = () => 'no-network'
    await tab.user.click(screen.getByRole('button', { name: 'Save' }))
    // the list can't be read again, and yet has what was saved
    await waitFor(async () => expect(await rows()).toEqual([expect.stringMatching(/Recorded callsNone.*by Priya Nair/)]))
    expect(service.askedFor('PUT', '/api/admin/policies/everyone').map(({ body }) => (body as Policy).updatedAt)).toEqual([null, everyone.updatedAt])
  })

  it('takes a policy away once she has said so twice', async () => {
    const service = keeping(everyone, sales)
    const tab = await openOrganisation(service, 'Policies')
    await tab.user.click(await screen.findByRole('button', { name: 'Remove the policy for Sales' }))
    expect(service.askedFor('DELETE', '/api/admin/policies/sales')).toEqual([])
    await tab.user.click(screen.getByRole('button', { name: 'Remove' }))
    await waitFor(async () => expect(await rows()).toHaveLength(1))
    expect(screen.getByTestId('announcer')).toHaveTextContent('Removed. It counts from the next call.')
  })
})
