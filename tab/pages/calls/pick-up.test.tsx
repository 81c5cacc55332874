import { configure, screen, waitFor, within } from '@testing-library/react'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { callOf } from '../../testing/samples.ts'

// a dialog takes jsdom its time, and to know what is behind it
configure({ defaultHidden: true })

const openPickUp = async (service = createFakeService()) => {
  const tab = await openTab({ service })
  await tab.user.click(await screen.findByRole('button', { name: 'Pick up a parked call' }))
  return { ...tab, field: await screen.findByRole('textbox', { name: 'Code' }) }
}
const ringingWords = 'Your phones ring with the call from Lena Fischer. Answer where you like.'
const ringing = callOf({ id: 'call-7', state: 'ringing', endpoint: null, answeredAt: null, actions: ['hangup'], journey: [], via: { why: 'park', name: 'Marco Reyes' } })

describe('Dana picks up the call Marco parked', () => {
  it('with its code and Enter, and her phones ring until she answers', async () => {
    const tab = await openPickUp()
    await tab.user.type(tab.field, '4 2{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(tab.service.askedFor('POST', '/api/parked/42/pick-up')).toHaveLength(1)
    expect(screen.getByText(ringingWords)).toHaveAttribute('role', 'status')
    await tab.meanwhile(() => tab.service.setCalls([ringing]))
    expect(await screen.findByRole('article', { name: 'Lena Fischer' })).toHaveTextContent('Parked by Marco Reyes')
    expect(screen.getByText(ringingWords)).toBeVisible()
    await tab.meanwhile(() => tab.service.setCalls([{ ...ringing, state: 'talking', endpoint: 'native' }]))
    expect(screen.queryByText(ringingWords)).toBeNull()
  })

  it('reads at the field what is wrong, and tries again', async () => {
    const service = createFakeService()
    service.routes['POST /api/parked/41/pick-up'] = () => refuse(404, 'not-found', 'No call is parked with the code 41. Somebody may have picked it up already.')
    const tab = await openPickUp(service)
    await tab.user.click(screen.getByRole('button', { name: 'Pick up' }))
    expect(tab.field).toHaveAccessibleDescription(/Type the code your colleague told you/)
    await tab.user.type(tab.field, '41')
    await tab.user.click(screen.getByRole('button', { name: 'Pick up' }))
    const words = await within(screen.getByRole('dialog')).findByText(/No call is parked with the code 41/)
    expect(words).toBeVisible()
    expect(tab.field).toBeInvalid()
    await tab.user.clear(tab.field)
    expect(tab.field).toBeValid()
    await tab.user.type(tab.field, '42{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('without a connection: says so, and keeps what she typed', async () => {
    const service = createFakeService()
    service.routes['POST /api/parked/42/pick-up'] = () => 'no-network'
    const tab = await openPickUp(service)
    await tab.user.type(tab.field, '42{Enter}')
    expect(await within(screen.getByRole('dialog')).findByText(/The service can’t be reached/)).toBeVisible()
    expect(tab.field).toHaveValue('42')
  })
})
