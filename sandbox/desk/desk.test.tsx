import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { openDesk } from './testing/open-desk.tsx'
import { botSays, call, createFakeSandbox, dana, lenaCallsDana, marco, phonesWith } from './testing/fake-sandbox.ts'

const button = (name: string | RegExp) => screen.getByRole('button', { name })
const card = (text: string, title = 'Move to Teams') => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: {
    type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text, wrap: true }],
    actions: [{ type: 'Action.Execute', title, verb: 'uplift', data: { callId: 'c1' } }],
  },
})

describe('the desk', () => {
  it('shows Dana first, and calls her from Lena’s phone with one press', async () => {
    const { user, sandbox } = await openDesk()
    expect(within(screen.getByRole('group', { name: 'Whose desk' })).getByRole('button', { name: /Dana/ })).toHaveAttribute('aria-pressed', 'true')
    expect(screen.getByRole('region', { name: 'Dana’s phone' })).toHaveTextContent('+1 425 555 0101')
    await user.click(button('Call Dana from Lena Fischer\'s phone'))
    expect(sandbox.requests).toEqual([{ path: 'phones/outside-lena/dial', body: { to: dana.number } }])
  })

  it('rings on the phone, in Teams on the phone and on the laptop, and answers on each', async () => {
    const { user, sandbox, tellPhones } = await openDesk()
    await tellPhones(phonesWith({ ...lenaCallsDana(), 'dana-native': [call('ringing')], 'dana-teams-mobile': [call('ringing')], 'dana-teams-laptop': [call('ringing')] }))
    for (const id of ['dana-native', 'dana-teams-mobile', 'dana-teams-laptop']) expect(document.querySelectorAll(`[data-phone="${id}"][data-state="ringing"]`)).toHaveLength(1)
    expect(screen.getByTestId('announcer')).toHaveTextContent('Incoming call from Lena Fischer on Dana\'s native dialer.')
    await user.click(button('Answer on Dana\'s native dialer'))
    await user.click(button('Accept in Teams on Dana\'s phone'))
    await user.click(button('Decline in Teams on Dana\'s laptop'))
    expect(sandbox.requests.map(({ path }) => path)).toEqual(['phones/dana-native/answer', 'phones/dana-teams-mobile/answer', 'phones/dana-teams-laptop/decline'])
  })

  it('talks: says since when, holds, sends tones, hangs up', async () => {
    const { user, sandbox, tellPhones } = await openDesk()
    await tellPhones(phonesWith({ ...lenaCallsDana('talking'), 'dana-native': [call('talking')] }))
    const phone = within(document.querySelector<HTMLElement>('[data-phone="dana-native"]')!)
    expect(phone.getByText(/On a call/)).toHaveTextContent('1:05')
    await user.click(button('Keypad on Dana\'s native dialer'))
    await user.click(within(screen.getByRole('group', { name: 'Keypad on Dana\'s native dialer' })).getByRole('button', { name: 'hash' }))
    await user.click(button('Hold on Dana\'s native dialer'))
    await tellPhones(phonesWith({ 'dana-native': [call('held', { heldBy: 'phone' })] }))
    await user.click(button('Resume on Dana\'s native dialer'))
    await user.click(button('Hang up on Dana\'s native dialer'))
    expect(sandbox.requests).toEqual([
      { path: 'phones/dana-native/dtmf', body: { digits: '#' } },
      { path: 'phones/dana-native/hold', body: { callId: 'call-talking' } },
      { path: 'phones/dana-native/resume', body: { callId: 'call-held' } },
      { path: 'phones/dana-native/hangup', body: { callId: 'call-held' } },
    ])
  })

  it('keeps two calls on one phone apart by their names', async () => {
    const { user, sandbox, tellPhones } = await openDesk()
    const harbor = { name: 'Harbor Coffee', number: '+12065550177' }
    await tellPhones(phonesWith({ 'dana-native': [call('talking'), call('ringing', { id: 'second', peer: harbor })] }))
    await user.click(button('Answer Harbor Coffee on Dana\'s native dialer'))
    expect(sandbox.requests).toEqual([{ path: 'phones/dana-native/answer', body: { callId: 'second' } }])
  })

  it('dials from the native dialer; a number that is none is refused by the field', async () => {
    const sandbox = createFakeSandbox()
    sandbox.answer('phones/dana-native/dial', { status: 400, body: { error: { code: 'bad-number', message: '"12" is not a phone number.' } } })
    const { user } = await openDesk({ sandbox })
    const phone = within(screen.getByRole('region', { name: 'Dana’s phone' }))
    await user.click(phone.getByRole('button', { name: '1' }))
    await user.click(phone.getByRole('button', { name: '2' }))
    await user.click(button('Call on Dana\'s native dialer'))
    expect(await screen.findByRole('alert')).toHaveTextContent('"12" is not a phone number.')
    expect(phone.getByLabelText('Number to call on Dana\'s native dialer')).toHaveAccessibleDescription('"12" is not a phone number.')
    expect(sandbox.requests[0]?.body).toEqual({ to: '12' })
  })

  it('walks the guided path: the buttons do each step', async () => {
    const { user, sandbox, tell, tellPhones } = await openDesk()
    const guide = () => within(screen.getByRole('region', { name: 'Try it' }))
    await user.click(guide().getByRole('button', { name: 'Call from Lena’s phone' }))
    await tellPhones(phonesWith({ ...lenaCallsDana(), 'dana-native': [call('ringing')], 'dana-teams-laptop': [call('ringing')] }))
    await user.click(guide().getByRole('button', { name: 'Answer' }))
    await tellPhones(phonesWith({ ...lenaCallsDana('talking'), 'dana-native': [call('talking')] }))
    await tell('chat', { userId: dana.userId, activities: [botSays({ id: '10', attachments: [card('Call with Lena')] })] })
    await user.click(guide().getByRole('button', { name: 'Show the card' }))
    await user.click(await screen.findByRole('button', { name: 'Move to Teams' }))
    await tellPhones(phonesWith({ ...lenaCallsDana('talking'), 'dana-native': [call('talking')], 'dana-teams-laptop': [call('ringing')] }))
    await user.click(guide().getByRole('button', { name: 'Accept' }))
    await tellPhones(phonesWith({ ...lenaCallsDana('talking'), 'dana-teams-laptop': [call('talking')] }))
    await user.click(guide().getByRole('button', { name: 'Hang up and look' }))
    await tellPhones(phonesWith({}))
    expect(guide().getByText('That was it.')).toBeInTheDocument()
    expect(sandbox.requests).toEqual([
      { path: 'phones/outside-lena/dial', body: { to: dana.number } },
      { path: 'phones/dana-native/answer', body: {} },
      { path: `chat/${dana.userId}`, body: { action: { verb: 'uplift', data: { callId: 'c1' } }, replyToId: '10' } },
      { path: 'phones/dana-teams-laptop/answer', body: {} },
      { path: 'phones/dana-teams-laptop/hangup', body: { callId: 'call-talking' } },
    ])
    await user.click(guide().getByRole('button', { name: 'Once more' }))
    expect(guide().getByRole('button', { name: 'Call from Lena’s phone' })).toBeEnabled()
  })

  it('begins the path anew for another person, and hides it for good', async () => {
    const { user, seen, tellPhones } = await openDesk()
    await tellPhones(phonesWith({ ...lenaCallsDana('talking'), 'dana-native': [call('talking')] }))
    await user.click(within(screen.getByRole('group', { name: 'Whose desk' })).getByRole('button', { name: /Marco/ }))
    expect(screen.getByRole('region', { name: 'Marco’s phone' })).toBeInTheDocument()
    expect(within(screen.getByRole('region', { name: 'Try it' })).getByText(/Call Marco/)).toBeInTheDocument()
    await user.click(button('Hide the guided path'))
    expect(screen.queryByRole('region', { name: 'Try it' })).not.toBeInTheDocument()
    expect(seen.choices.at(-1)).toEqual({ theme: 'light', userId: marco.userId, guideHidden: true })
  })

  it('draws cards, changes them in place and keeps the person on the button they were on', async () => {
    const { user, tell } = await openDesk()
    await user.click(screen.getByRole('tab', { name: /Chat/ }))
    const activities = (text: string) => [botSays({ id: '1', text: 'Hello **Dana** <img src=x>' }), botSays({ id: '2', attachments: [card(text)], edited: true })]
    await tell('chat', { userId: dana.userId, activities: activities('Ringing **you**') })
    const log = await screen.findByRole('log')
    expect(within(log).getByText('you').tagName).toBe('STRONG')
    expect(log.querySelector('img')).toBeNull()
    button('Move to Teams').focus()
    await tell('chat', { userId: dana.userId, activities: activities('In Teams now') })
    expect(within(log).getByText('In Teams now')).toBeInTheDocument()
    expect(within(log).queryByText('you')).not.toBeInTheDocument()
    expect(button('Move to Teams')).toHaveFocus()
  })

  it('writes to the bot; words that did not go out come back into the box', async () => {
    const sandbox = createFakeSandbox()
    sandbox.answer(`chat/${dana.userId}`, { status: 502, body: { error: { code: 'bot-unreachable', message: 'Unable to reach the bot.' } } })
    const { user } = await openDesk({ sandbox })
    await user.click(screen.getByRole('tab', { name: /Chat/ }))
    const box = await screen.findByLabelText('Message to Single Number')
    await user.type(box, 'status{Enter}')
    expect(sandbox.requests).toEqual([{ path: `chat/${dana.userId}`, body: { text: 'status' } }])
    expect(await screen.findByText('Unable to reach the bot.')).toBeVisible()
    await waitFor(() => expect(document.querySelector<HTMLElement>('[aria-live="assertive"] > span')?.innerText).toContain('Unable to reach the bot.'))
    expect(box).toHaveValue('status')
  })

  it('opens the tab once the app serves it, and offers to start an app that is not there', async () => {
    const sandbox = createFakeSandbox()
    sandbox.state.app = { running: false }
    const { user, tell } = await openDesk({ sandbox })
    expect(screen.getByRole('heading', { name: 'The app is not running' })).toBeInTheDocument()
    await user.click(screen.getAllByRole('button', { name: 'Start it' })[0]!)
    expect(sandbox.requests).toEqual([{ path: 'app/start', body: {} }])
    await tell('app', { running: true })
    expect(await screen.findByTitle('Single Number tab')).toHaveAttribute('src', '/tab/')
    await tell('app', { running: false })
    expect(screen.getByTitle('Single Number tab')).toBeInTheDocument()
    expect(screen.getByText(/The app is not running. Calls still ring/)).toBeInTheDocument()
  })

  it('breaks things and sets them right', async () => {
    const { user, sandbox, tell } = await openDesk()
    await user.click(button('Faults'))
    fireEvent.change(await screen.findByLabelText('Microsoft Graph'), { target: { value: 'throttled' } })
    fireEvent.click(screen.getByLabelText('Sends no sound in Teams on Dana\'s laptop'))
    fireEvent.click(screen.getByText('Kill it (as by kill -9)'))
    await waitFor(() => expect(sandbox.requests).toHaveLength(3))
    expect(sandbox.requests).toEqual([
      { path: 'faults', body: { graph: 'throttled' } },
      { path: 'phones/dana-teams-laptop/faults', body: { noAudio: true } },
      { path: 'app/kill', body: {} },
    ])
    await tell('faults', { graph: 'throttled', bot: 'ok', teams: 'ok', native: 'ok', database: 'ok' })
    await tell('app', { running: false })
    expect(screen.getByLabelText('Faults, 2 at work')).toBeInTheDocument()
  })

  it('has the status menu that a Teams client has', async () => {
    const { user, sandbox } = await openDesk()
    await user.click(button('Faults'))
    const status = await screen.findByLabelText('Status of Dana Whitfield')
    fireEvent.change(status, { target: { value: 'DoNotDisturb' } })
    fireEvent.change(status, { target: { value: '' } })
    await waitFor(() => expect(sandbox.requests.map(({ body }) => body)).toEqual([{ availability: 'DoNotDisturb' }, { availability: null }]))
  })

  it('says so when the sandbox has gone, and comes back by itself', async () => {
    const { cut } = await openDesk()
    await cut()
    expect(await screen.findByText(/The sandbox does not answer/)).toBeInTheDocument()
    await waitFor(() => expect(screen.queryByText(/The sandbox does not answer/)).not.toBeInTheDocument())
  })

  it('shows one part at a time on a narrow screen, and where it rings meanwhile', async () => {
    const { user, tellPhones } = await openDesk({ width: 390 })
    const parts = within(screen.getByRole('tablist', { name: 'Parts of the desk' }))
    await tellPhones(phonesWith({ ...lenaCallsDana(), 'dana-teams-laptop': [call('ringing')] }))
    await user.click(parts.getByRole('tab', { name: /Teams.*rings/ }))
    expect(parts.getByRole('tab', { name: 'Teams' })).toHaveAttribute('aria-selected', 'true')
    expect(button('Accept in Teams on Dana\'s laptop').closest('[hidden]')).toBeNull()
    expect(screen.getByRole('region', { name: 'Dana’s phone' }).closest('[hidden]')).not.toBeNull()
  })
})
