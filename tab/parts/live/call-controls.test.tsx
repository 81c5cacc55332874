import { screen, waitFor, within } from '@testing-library/react'
import type { LiveCall } from '../../../src/api/calls.ts'
import { createFakeService } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { before, callOf } from '../../testing/samples.ts'

const marco = { number: '+14255550102', name: 'Marco Reyes' }
const priya = { number: '+14255550103', name: 'Priya Nair' }
const everything: LiveCall['actions'] = ['move-to-teams', 'move-to-desk', 'move-anywhere', 'hold', 'consult', 'transfer', 'add', 'meet', 'hangup']
const asking = (part: Partial<LiveCall> = {}) => callOf({ state: 'consulting', consult: { to: marco, phase: 'talking' }, actions: ['swap', 'complete', 'cancel'], ...part })
const three = callOf({ guests: [{ id: 'g-1', to: marco, phase: 'in' }, { id: 'g-2', to: priya, phase: 'ringing' }], actions: ['move-to-teams', 'hold', 'add', 'remove', 'hangup'] })

const cardOf = (name: string) => screen.findByRole('article', { name })
const heard = () => screen.getByTestId('announcer')
const button = (name: RegExp | string) => screen.getByRole('button', { name })

const withCall = async (call: LiveCall) => {
  const service = createFakeService()
  service.routes['GET /api/people'] = () => ({ body: { items: [{ userId: 'marco', name: 'Marco Reyes', jobTitle: null, number: marco.number }] } })
  const tab = await openTab({ service })
  const becomes = (next: LiveCall) => tab.meanwhile(() => service.setCalls([next]))
  await becomes(call)
  const sent = (operation: string) => service.askedFor('POST', `/api/calls/call-1/${operation}`).map(({ body }) => body)
  return { ...tab, becomes, sent }
}

describe('Dana holds the call', () => {
  it('and takes it up again', async () => {
    const tab = await withCall(callOf({ actions: everything }))
    await tab.user.click(button('Hold: the call with Lena Fischer'))
    expect(tab.sent('hold')).toEqual([{}])
    await tab.becomes(callOf({ state: 'held', actions: ['resume', 'consult', 'transfer', 'hangup'] }))
    expect(heard()).toHaveTextContent('Lena Fischer: On hold, on the native dialer')
    await tab.user.click(button('Resume: the call with Lena Fischer'))
    expect(tab.sent('resume')).toEqual([{}])
  })
  it('on the phone itself: only there can it be resumed, and the card says so', async () => {
    await withCall(callOf({ state: 'held', actions: ['move-to-teams', 'consult', 'transfer', 'hangup'] }))
    expect(await cardOf('Lena Fischer')).toHaveTextContent('Your phone holds this call. Resume it there.')
    expect(screen.queryByRole('button', { name: /^Resume/ })).toBeNull()
  })
})

describe('Dana can move the call to several places', () => {
  it('the first is a button, the others are in its menu, by keyboard too', async () => {
    const tab = await withCall(callOf({ actions: everything }))
    expect(button('Move to Teams: the call with Lena Fischer')).toBeEnabled()
    button('Other places to move to: the call with Lena Fischer').focus()
    await tab.user.keyboard('{Enter}')
    expect((await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent)).toEqual(['Move to desk phone', 'Ring me everywhere'])
    await tab.user.click(screen.getByRole('menuitem', { name: 'Ring me everywhere: the call with Lena Fischer' }))
    expect(tab.sent('move')).toEqual([{ to: 'anywhere' }])
    await tab.becomes(callOf({ move: { to: 'anywhere', phase: 'ringing' }, actions: ['cancel', 'hangup'] }))
    expect(await cardOf('Lena Fischer')).toHaveTextContent('Ringing you everywhere…')
  })
})

describe('Dana goes on as a Teams meeting', () => {
  it('from “More”, and Teams opens it', async () => {
    const tab = await withCall(callOf({ actions: everything }))
    tab.service.routes['POST /api/calls/call-1/meet'] = () => ({ status: 202, body: { commandId: 'meet-1', joinUrl: 'https://teams.microsoft.com/l/meetup-join/1', dialIn: true } })
    await tab.user.click(button('More to do with the call with Lena Fischer'))
    await tab.user.click(await screen.findByRole('menuitem', { name: 'Continue as a Teams meeting: the call with Lena Fischer' }))
    expect(tab.sent('meet')).toEqual([{}])
    await waitFor(() => expect(tab.seen.links).toEqual(['https://teams.microsoft.com/l/meetup-join/1']))
  })
})

describe('Dana asks a colleague first', () => {
  it('chooses whom, and the focus is back with the call', async () => {
    const tab = await withCall(callOf({ actions: everything }))
    await tab.user.click(button('Ask first: the call with Lena Fischer'))
    await tab.user.type(await screen.findByRole('combobox', { name: 'Name or phone number' }), 'marco')
    await tab.user.click(await screen.findByRole('option', { name: /Marco Reyes/ }))
    expect(screen.getByText('Lena Fischer hears music while you talk. After that you hand the call over, or come back.')).toBeVisible()
    await tab.user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Ask first' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(tab.sent('consult')).toEqual([{ to: { userId: 'marco' } }])
    await tab.becomes(asking({ consult: { to: marco, phase: 'ringing' }, actions: ['complete', 'cancel'] }))
    await waitFor(() => expect(screen.getByRole('group', { name: 'What to do with the call with Lena Fischer' })).toHaveFocus())
  })

  it('sees who talks and who waits, goes to and fro, and hands over', async () => {
    const tab = await withCall(asking({ notice: { code: 'consult-talking', message: 'You are talking with your colleague.', tone: 'good', at: before(1) } }))
    const parties = () => within(screen.getByRole('list', { name: 'Who is in the call' })).getAllByRole('listitem').map(({ textContent }) => textContent)
    const card = await cardOf('Lena Fischer')
    expect(parties()).toEqual([expect.stringContaining('Marco ReyesTalks with you'), expect.stringContaining('Lena FischerWaits and hears music')])
    expect(heard()).toHaveTextContent('Lena Fischer: Talking with Marco Reyes. Lena Fischer hears music.')
    // the panel says it; a second sentence would only repeat it
    expect(card).not.toHaveTextContent('You are talking with your colleague')
    expect(within(card).getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Hand over', 'Switch', 'Cancel'])

    await tab.user.click(button('Switch: the call with Lena Fischer'))
    await tab.becomes(asking({ state: 'talking', consult: { to: marco, phase: 'swapped' } }))
    expect(parties()).toEqual([expect.stringContaining('Marco ReyesWaits and hears music'), expect.stringContaining('Lena FischerTalks with you')])
    expect(heard()).toHaveTextContent('Talking with Lena Fischer. Marco Reyes hears music.')
    await tab.user.click(button('Hand over: the call with Lena Fischer'))
    expect([tab.sent('swap'), tab.sent('complete')]).toEqual([[{}], [{}]])
  })

  it('or comes back', async () => {
    const tab = await withCall(asking())
    await tab.user.click(button('Cancel: the call with Lena Fischer'))
    expect(tab.sent('cancel')).toEqual([{}])
  })

  it('when Lena hangs up meanwhile, the two talk on and can only hang up', async () => {
    await withCall(asking({ consult: { to: marco, phase: 'remaining' }, actions: ['hangup'] }))
    const card = await cardOf('Lena Fischer')
    expect(card).toHaveTextContent('Has hung up')
    expect(card).not.toHaveTextContent('Hand over connects')
    expect(within(card).getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Hang up'])
  })
})

describe('Dana adds people', () => {
  it('from “More”, where the focus comes back to', async () => {
    const tab = await withCall(callOf({ actions: everything }))
    await tab.user.click(button('More to do with the call with Lena Fischer'))
    await tab.user.click(await screen.findByRole('menuitem', { name: 'Add: the call with Lena Fischer' }))
    await tab.user.type(await screen.findByRole('combobox', { name: 'Name or phone number' }), '+12065550177')
    await tab.user.click(await screen.findByRole('option'))
    await tab.user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Add' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(tab.sent('add')).toEqual([{ to: { number: '+12065550177' } }])
    await waitFor(() => expect(button('More to do with the call with Lena Fischer')).toHaveFocus())
  })

  it('sees who is there, adds the next while one still rings, and removes one without losing her place', async () => {
    const tab = await withCall(three)
    const people = () => within(screen.getByRole('list', { name: 'People you added' })).getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(people()).toEqual([expect.stringContaining('Marco ReyesIn the call'), expect.stringContaining('Priya NairRinging…')])
    expect(heard()).toHaveTextContent('Marco Reyes: In the call. Priya Nair: Ringing…')
    expect(button('Add: the call with Lena Fischer')).toBeEnabled()

    await tab.user.click(button('Remove Marco Reyes from the call'))
    expect(tab.sent('remove')).toEqual([{ guest: 'g-1' }])
    expect(button('Remove Marco Reyes from the call, under way')).toHaveFocus()
    expect(button('Remove Priya Nair from the call')).toHaveAttribute('aria-disabled', 'true')
    await tab.becomes({ ...three, guests: three.guests.slice(1) })
    expect(people()).toHaveLength(1)
    expect(screen.getByRole('group', { name: 'What to do with the call with Lena Fischer' })).toHaveFocus()
  })
})

describe('two calls at once', () => {
  it('the one on hold has its own way back', async () => {
    const tab = await openTab()
    await tab.meanwhile(() => tab.service.setCalls([
      callOf({ state: 'held', actions: ['resume', 'consult', 'transfer', 'hangup'] }), callOf({ id: 'call-2', remote: { number: '+12065550177', name: 'Harbor Coffee' }, actions: everything }),
    ]))
    await tab.user.click(button('Resume: the call with Lena Fischer'))
    expect(tab.service.askedFor('POST', '/api/calls/call-1/resume')).toHaveLength(1)
    expect(tab.service.askedFor('POST', '/api/calls/call-2/hold')).toHaveLength(0)
  })
})
