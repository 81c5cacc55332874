import { screen, waitFor, within } from '@testing-library/react'
import type { LiveCall } from '../../../src/api/calls.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { before, callOf } from '../../testing/samples.ts'

const talking = callOf({ actions: ['move-to-teams', 'hold', 'consult', 'transfer', 'add', 'park', 'meet', 'hangup'] })
const parked = callOf({
  state: 'parked', endpoint: null, parked: { code: '42', until: before(-161) }, actions: ['cancel'],
  notice: { code: 'parked', message: 'The call is parked. They hear music until a colleague picks it up.', tone: 'info', at: before(1) },
})

const withCall = async (call: LiveCall) => {
  const tab = await openTab()
  const becomes = (next: LiveCall) => tab.meanwhile(() => tab.service.setCalls([next]))
  await becomes(call)
  const sent = (operation: string) => tab.service.askedFor('POST', `/api/calls/call-1/${operation}`).map(({ body }) => body)
  return { ...tab, becomes, sent, card: await screen.findByRole('article', { name: 'Lena Fischer' }) }
}
const heard = () => screen.getByTestId('announcer')

describe('Dana parks the call', () => {
  it('from “More”, and tells a colleague the code', async () => {
    const tab = await withCall(talking)
    await tab.user.click(screen.getByRole('button', { name: 'More to do with the call with Lena Fischer' }))
    await tab.user.click(await screen.findByRole('menuitem', { name: 'Park for a colleague: the call with Lena Fischer' }))
    expect(tab.sent('park')).toEqual([{}])
    await tab.becomes(parked)
    expect(heard()).toHaveTextContent('Lena Fischer: Parked with the code 42. Lena Fischer hears music until a colleague picks it up.')
    const panel = within(tab.card).getByRole('group', { name: 'Parked call' })
    expect(panel).toHaveTextContent('here, in the chat, or by dialing *42 on their phone')
    expect(within(panel).getByText('42')).toBeVisible()
    expect(panel).toHaveTextContent('Rings you back in 2:41')
    // the panel says it; the notice would only repeat it
    expect(tab.card).not.toHaveTextContent('The call is parked')
    await tab.user.click(within(panel).getByRole('button', { name: 'Copy the code' }))
    expect(tab.seen.copied).toEqual(['42'])
  })

  it('and takes it back', async () => {
    const tab = await withCall(parked)
    expect(within(tab.card).getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['', 'Take it back'])
    await tab.user.click(screen.getByRole('button', { name: 'Take it back: the call with Lena Fischer' }))
    expect(tab.sent('cancel')).toEqual([{}])
    await tab.becomes(callOf({ state: 'returning', endpoint: null, actions: ['hangup'], notice: { code: 'park-cancelled', message: 'Ringing you back.', tone: 'info', at: before(0) } }))
    expect(tab.card).toHaveTextContent(/Ringing you back/)
    expect(tab.card).not.toHaveTextContent('transfer')
    expect(screen.queryByRole('group', { name: 'Parked call' })).toBeNull()
  })

  it('and sees that a colleague is there', async () => {
    const tab = await withCall({ ...parked, parked: null, actions: [] })
    expect(tab.card).toHaveTextContent('Parked. A colleague is picking it up…')
    expect(within(tab.card).queryByRole('button')).toBeNull()
  })

  it('and the time is up', async () => {
    const tab = await withCall({ ...parked, parked: { code: '42', until: before(0) } })
    await waitFor(() => expect(tab.card).toHaveTextContent('Ringing you back…'))
  })
})

describe('a caller who did not call Dana’s number', () => {
  const ringing = (via: LiveCall['via']) => callOf({ state: 'ringing', endpoint: null, answeredAt: null, actions: ['hangup'], journey: [], via })
  it.each([
    ['a queue’s', { why: 'queue', name: 'Support' }, 'Support queue'],
    ['a queue’s whose name says so', { why: 'queue', name: 'Night Queue' }, 'Night Queue'],
    ['one whom a colleague did not answer', { why: 'group', name: 'Priya Nair' }, 'For Priya Nair'],
    ['one whom a colleague parked', { why: 'park', name: 'Marco Reyes' }, 'Parked by Marco Reyes'],
    ['one of the company’s PBX', { why: 'pbx', name: 'PBX' }, 'From the PBX'],
  ] as const)('is %s, and the card says so before she answers, and after', async (_whose, via, words) => {
    const tab = await withCall(ringing(via))
    expect(within(tab.card).getByText(words)).toBeVisible()
    expect(heard()).toHaveTextContent(`Lena Fischer, ${words}: Incoming call`)
    await tab.becomes(callOf({ via }))
    expect(within(tab.card).getByText(words)).toBeVisible()
    expect(heard()).toHaveTextContent('Lena Fischer: On the native dialer')
  })
})
