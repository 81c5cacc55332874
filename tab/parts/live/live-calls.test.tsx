import { screen, waitFor, within } from '@testing-library/react'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { before, callOf } from '../../testing/samples.ts'

const cardOf = (name: string) => screen.findByRole('article', { name })
const heard = () => screen.getByTestId('announcer')

describe('a call comes up while Dana looks at the tab', () => {
  it('appears at once, with who, where, how long, and what she can do', async () => {
    const tab = await openTab()
    expect(screen.queryByRole('article')).toBeNull()

    await tab.meanwhile(() => tab.service.setCalls([callOf({ state: 'ringing', endpoint: null, answeredAt: null, actions: ['hangup'], journey: [] })]))
    const card = await cardOf('Lena Fischer')
    expect(card).toHaveTextContent('Incoming call. Answer where it rings.')
    expect(within(card).getByRole('button', { name: 'Decline: the call with Lena Fischer' })).toBeEnabled()
    expect(heard()).toHaveTextContent('Lena Fischer: Incoming call')

    await tab.meanwhile(() => tab.service.setCalls([callOf()]))
    expect(card).toHaveTextContent('On the native dialer')
    expect(card).toHaveTextContent('(206) 555-0142')
    expect(within(card).getByRole('timer')).toHaveTextContent('3:12')
    expect(within(card).getAllByRole('button').map((button) => button.textContent)).toEqual(['Move to Teams', 'Transfer', 'Hang up'])

    await tab.meanwhile(() => tab.service.setCalls([]))
    expect(screen.queryByRole('article')).toBeNull()
    expect(heard()).toHaveTextContent('The call is over')
  })

  it('keeps the call in sight on every page', async () => {
    const tab = await openTab()
    await tab.meanwhile(() => tab.service.setCalls([callOf()]))
    await tab.user.click(screen.getByRole('tab', { name: 'Settings' }))
    expect(await cardOf('Lena Fischer')).toBeVisible()
  })
})

describe('Dana moves the call to Teams', () => {
  it('waits for the outcome and tells each step in words', async () => {
    const tab = await openTab()
    await tab.meanwhile(() => tab.service.setCalls([callOf()]))
    await tab.user.click(await screen.findByRole('button', { name: 'Move to Teams: the call with Lena Fischer' }))

    const [asked] = tab.service.askedFor('POST', '/api/calls/call-1/move')
    expect(asked?.body).toEqual({ to: 'teams' })
    expect(asked?.headers).toMatchObject({ 'idempotency-key': 'id-1' })
    const card = await cardOf('Lena Fischer')
    expect(within(card).getByRole('button', { name: 'Move to Teams: the call with Lena Fischer, under way' })).toHaveAttribute('aria-disabled', 'true')
    expect(card).toHaveTextContent('On the native dialer')

    await tab.meanwhile(() => tab.service.setCalls([callOf({ move: { to: 'teams', phase: 'ringing' }, actions: ['cancel', 'hangup'] })]))
    expect(card).toHaveTextContent('Ringing Teams…')
    expect(card).toHaveTextContent('The call stays where it is until Teams carries the sound.')
    expect(within(card).getByRole('button', { name: 'Cancel the move: the call with Lena Fischer' })).toBeEnabled()
    await tab.meanwhile(() => tab.service.setCalls([callOf({ move: { to: 'teams', phase: 'checking' }, actions: ['cancel', 'hangup'] })]))
    expect(card).toHaveTextContent('Answered. Checking audio…')
    expect(heard()).toHaveTextContent('Lena Fischer: Answered. Checking audio…')

    await tab.meanwhile(() => {
      tab.service.setCalls([callOf({
        endpoint: 'teams', actions: ['move-to-native', 'transfer', 'hangup'],
        notice: { code: 'moved-to-teams', message: 'The call is in Teams now.', tone: 'good', at: before(0) },
        journey: [{ endpoint: 'native', from: before(192), to: before(60) }, { endpoint: 'teams', from: before(60), to: null }],
      })])
      tab.service.tell('command', { commandId: 'command-1', callId: 'call-1', outcome: 'done', code: 'moved-to-teams', message: 'The call is in Teams now.' })
    })
    expect(card).toHaveTextContent('In Teams')
    expect(within(card).getAllByText('The call is in Teams now.')).toHaveLength(1)
    expect(within(card).getByRole('button', { name: 'Move to phone: the call with Lena Fischer, to your native dialer' })).toBeEnabled()
    expect(card).toHaveTextContent('2:12')
  })

  it('shows why the service refused, and the buttons work again', async () => {
    const service = createFakeService()
    service.routes['POST /api/calls/call-1/move'] = () => refuse(409, 'move-open', 'The call is being moved. Wait a moment, or cancel the move.')
    const tab = await openTab({ service })
    await tab.meanwhile(() => service.setCalls([callOf()]))
    await tab.user.click(await screen.findByRole('button', { name: /^Move to Teams/ }))
    const card = await cardOf('Lena Fischer')
    expect(await within(card).findByText('The call is being moved. Wait a moment, or cancel the move.')).toBeVisible()
    expect(within(card).getByRole('button', { name: 'Move to Teams: the call with Lena Fischer' })).not.toHaveAttribute('aria-disabled', 'true')
    await tab.user.click(within(card).getByRole('button', { name: 'Dismiss' }))
    expect(card).not.toHaveTextContent('being moved')
  })

  it('tells what failed when nobody answers there', async () => {
    const tab = await openTab()
    await tab.meanwhile(() => tab.service.setCalls([callOf()]))
    await tab.user.click(await screen.findByRole('button', { name: /^Move to Teams/ }))
    await tab.meanwhile(() => tab.service.tell('command', { commandId: 'command-1', callId: 'call-1', outcome: 'failed', code: 'move-no-answer', message: 'Nobody answered there, so the call stays where it is.' }))
    expect(await cardOf('Lena Fischer')).toHaveTextContent('Nobody answered there')
    // a screen reader hears it, and only once
    await waitFor(() => expect(tab.seen.spoken).toEqual(['Nobody answered there, so the call stays where it is.. ']))
    expect(heard()).not.toHaveTextContent('Nobody answered there')
    expect(screen.getByRole('button', { name: 'Move to Teams: the call with Lena Fischer' })).toBeEnabled()
  })

  it('says no more how the last try went once she tries again', async () => {
    const tab = await openTab()
    const notice = { code: 'move-no-answer', tone: 'bad' as const, message: 'Nobody answered there, so the call stays where it is.', at: before(5) }
    await tab.meanwhile(() => tab.service.setCalls([callOf({ notice })]))
    const card = await cardOf('Lena Fischer')
    expect(card).toHaveTextContent('Nobody answered there')
    await tab.meanwhile(() => tab.service.setCalls([callOf({ notice, move: { to: 'teams', phase: 'ringing' }, actions: ['cancel', 'hangup'] })]))
    expect(card).toHaveTextContent('Answer in Teams.')
    expect(card).not.toHaveTextContent('Nobody answered there')
  })

  it('sends the command once more, under the same key, when the network failed', async () => {
    const service = createFakeService()
    let tries = 0
    service.routes['POST /api/calls/call-1/move'] = () => ++tries === 1 ? 'no-network' : { status: 202, body: { commandId: 'command-7' } }
    const tab = await openTab({ service })
    await tab.meanwhile(() => service.setCalls([callOf()]))
    await tab.user.click(await screen.findByRole('button', { name: /^Move to Teams/ }))
    const keys = service.askedFor('POST', '/api/calls/call-1/move').map((asked) => (asked.headers as Record<string, string>)['idempotency-key'])
    expect(keys).toEqual(['id-1', 'id-1'])
  })

  it('does not wait for ever for an outcome that came while the connection was gone', async () => {
    const tab = await openTab()
    await tab.meanwhile(() => tab.service.setCalls([callOf()]))
    await tab.user.click(await screen.findByRole('button', { name: /^Move to Teams/ }))
    await tab.meanwhile(() => tab.service.endStreams())
    await tab.meanwhile(() => window.dispatchEvent(new Event('online')))
    expect(await screen.findByText(/The connection was gone for a moment/, { selector: '.fui-MessageBarBody' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Move to Teams: the call with Lena Fischer' })).not.toHaveAttribute('aria-disabled', 'true')
  })

  it('takes an outcome that overtakes the 202', async () => {
    const service = createFakeService()
    let answer: () => void = () => {}
    service.routes['POST /api/calls/call-1/hangup'] = () => new Promise((resolve) => {
      answer = () => resolve({ status: 202, body: { commandId: 'early' } })
    })
    const tab = await openTab({ service })
    await tab.meanwhile(() => service.setCalls([callOf()]))
    await tab.user.click(await screen.findByRole('button', { name: 'Hang up: the call with Lena Fischer' }))
    await tab.meanwhile(() => service.tell('command', { commandId: 'early', callId: 'call-1', outcome: 'failed', code: 'too-late', message: 'It is too late.' }))
    await tab.meanwhile(() => answer())
    expect(await cardOf('Lena Fischer')).toHaveTextContent('It is too late.')
  })
})

describe('the next call', () => {
  it('takes the place of what became of the one before', async () => {
    const tab = await openTab()
    await tab.meanwhile(() => tab.service.setCalls([callOf()]))
    await tab.user.click(await screen.findByRole('button', { name: /^Move to Teams/ }))
    await tab.meanwhile(() => tab.service.setCalls([]))
    await tab.meanwhile(() => tab.service.tell('command', { commandId: 'command-1', callId: 'call-1', outcome: 'failed', code: 'call-over', message: 'The call was already over.' }))
    expect(screen.getByText('The call was already over.', { selector: '.fui-MessageBarBody' })).toBeVisible()
    await tab.meanwhile(() => tab.service.setCalls([callOf({ id: 'call-2' })]))
    expect(screen.queryByText('The call was already over.', { selector: '.fui-MessageBarBody' })).toBeNull()
  })
})

describe('two calls at once', () => {
  it('are two cards, and each button names its call', async () => {
    const tab = await openTab()
    await tab.meanwhile(() => tab.service.setCalls([callOf(), callOf({ id: 'call-2', remote: { number: '+442079460123', name: null } })]))
    expect(await screen.findByRole('region', { name: '2 calls right now' })).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: 'Hang up: the call with +44 20 7946 0123' }))
    expect(tab.service.askedFor('POST', '/api/calls/call-2/hangup')).toHaveLength(1)
    expect(tab.service.askedFor('POST', '/api/calls/call-1/hangup')).toHaveLength(0)
  })
})

describe('Dana transfers the call', () => {
  const people = [
    { userId: 'marco', name: 'Marco Reyes', jobTitle: 'Field engineer', number: '+14255550102' },
    { userId: 'mara', name: 'Mara Lindqvist', jobTitle: null, number: null },
  ]
  const openTransfer = async () => {
    const service = createFakeService()
    service.routes['GET /api/people'] = ({ query }) => ({ body: { items: query.get('q') === 'ma' ? people : [] } })
    const tab = await openTab({ service })
    await tab.meanwhile(() => service.setCalls([callOf()]))
    await tab.user.click(await screen.findByRole('button', { name: 'Transfer: the call with Lena Fischer' }))
    return { ...tab, field: await screen.findByRole('combobox', { name: 'Name or phone number' }) }
  }

  it('to a colleague found by name, with the keyboard alone', async () => {
    const tab = await openTransfer()
    // jsdom lays nothing out, so Fluent can't find the field by itself here.
    tab.field.focus()
    await tab.user.keyboard('ma')
    expect(await screen.findByRole('option', { name: /Marco Reyes/ })).toHaveTextContent('(425) 555-0102')
    expect(tab.service.askedFor('GET', '/api/people')).toHaveLength(1)
    expect(screen.getByRole('option', { name: /Mara Lindqvist/ })).toHaveAttribute('aria-disabled', 'true')
    await tab.user.keyboard('{Enter}')
    expect(await screen.findByText(/If the transfer doesn’t work, you are rung back/)).toBeVisible()
    await waitFor(() => expect(screen.getByRole('button', { name: 'Transfer' })).toHaveFocus())
    await tab.user.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(tab.service.askedFor('POST', '/api/calls/call-1/transfer')[0]?.body).toEqual({ to: { userId: 'marco' } })

    await tab.meanwhile(() => tab.service.setCalls([]))
    await tab.meanwhile(() => tab.service.tell('command', { commandId: 'command-1', callId: 'call-1', outcome: 'done', code: 'transferred', message: 'The call was transferred.' }))
    expect(await screen.findByText('The call was transferred.', { selector: '.fui-MessageBarBody' })).toBeVisible()
  })

  it('to any number, once it is a whole one', async () => {
    const tab = await openTransfer()
    await tab.user.type(tab.field, '206 555')
    expect(await screen.findByText(/not a whole phone number yet/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Transfer' })).toBeDisabled()
    await tab.user.type(tab.field, ' 0177')
    await tab.user.click(await screen.findByRole('option', { name: '(206) 555-0177' }))
    await tab.user.click(screen.getByRole('button', { name: 'Transfer' }))
    expect(tab.service.askedFor('POST', '/api/calls/call-1/transfer')[0]?.body).toEqual({ to: { number: '+12065550177' } })
  })

  it('says so when nobody is called that, and when the service refuses', async () => {
    const tab = await openTransfer()
    await tab.user.type(tab.field, 'zz')
    expect(await screen.findByText(/No colleague found for “zz”/)).toBeVisible()
    tab.service.routes['POST /api/calls/call-1/transfer'] = () => refuse(409, 'not-talking', 'You can do this once you are talking.')
    await tab.user.clear(tab.field)
    await tab.user.type(tab.field, '+12065550177')
    await tab.user.click(await screen.findByRole('option'))
    await tab.user.click(screen.getByRole('button', { name: 'Transfer' }))
    expect(await within(screen.getByRole('dialog')).findByText('You can do this once you are talking.')).toBeVisible()
  })
})
