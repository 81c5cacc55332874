import { fireEvent, screen, within } from '@testing-library/react'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { before, lena, storyTime, voicemailOf } from '../../testing/samples.ts'

const openMessages = async () => {
  const service = createFakeService()
  const items = [voicemailOf(), voicemailOf({ id: 'voicemail-2', from: lena, read: true, receivedAt: before(90_000), durationMs: 61_000 })]
  service.routes['GET /api/voicemails'] = () => ({ body: { items, next: null, unread: items.filter((item) => !item.read).length } })
  service.routes['GET /api/voicemails/voicemail-1/link'] = () => ({ body: { url: '/audio/1?sig=a', expiresAt: new Date(storyTime + 60_000).toISOString() } })
  service.routes['GET /api/voicemails/voicemail-2/link'] = () => ({ body: { url: '/audio/2?sig=b', expiresAt: new Date(storyTime + 60_000).toISOString() } })
  service.routes['PATCH /api/voicemails/voicemail-1'] = () => ({ body: { unread: 0 } })
  service.state.unread = 1
  const tab = await openTab({ service })
  await tab.user.click(await screen.findByRole('tab', { name: 'Voicemail, 1 unread' }))
  const list = await screen.findByRole('list', { name: 'Messages' })
  return { ...tab, list, play: () => tab.user.click(screen.getByRole('button', { name: /^Play the message from Harbor Coffee/ })) }
}
const place = () => screen.getByRole('slider', { name: 'Place in the message from Harbor Coffee' })

describe('Dana listens to a message', () => {
  it('plays from a signed address, shows how far it is, and pauses', async () => {
    const tab = await openMessages()
    expect(tab.service.askedFor('GET', '/api/voicemails/voicemail-1/link')).toHaveLength(0)
    await tab.play()
    expect(tab.audios[0]?.sources).toEqual(['/audio/1?sig=a'])
    await tab.meanwhile(() => tab.audios[0]?.reach(7))
    expect(place()).toHaveAttribute('aria-valuetext', '7 seconds of 23 seconds')
    expect(screen.getByText('0:07 / 0:23')).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: 'Pause the message from Harbor Coffee' }))
    expect(tab.audios[0]?.audio.paused).toBe(true)
  })

  it('does not mark it as read by listening', async () => {
    const tab = await openMessages()
    await tab.play()
    await tab.meanwhile(() => tab.audios[0]?.audio.dispatchEvent(new Event('ended')))
    expect(tab.service.asked.filter((asked) => asked.method === 'PATCH')).toHaveLength(0)
    expect(within(tab.list).getByRole('heading', { name: 'Unread, from Harbor Coffee' })).toBeVisible()
  })

  it('moves in it with the arrows, and plays faster', async () => {
    const tab = await openMessages()
    await tab.play()
    place().focus()
    await tab.user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}')
    expect(place()).toHaveAttribute('aria-valuenow', '5')
    expect(tab.audios[0]?.time()).toBe(5)
    fireEvent.keyDown(place(), { key: 'End' })
    expect(place()).toHaveAttribute('aria-valuenow', '23')
    const speed = screen.getAllByRole('button', { name: 'Speed 1.5' })[0]
    if (speed) await tab.user.click(speed)
    expect(speed).toHaveAttribute('aria-pressed', 'true')
    expect(tab.audios[0]?.audio.playbackRate).toBe(1.5)
  })

  it('gets a new address when the old one has run out', async () => {
    const tab = await openMessages()
    await tab.play()
    await tab.user.click(screen.getByRole('button', { name: 'Pause the message from Harbor Coffee' }))
    tab.time.now += 120_000
    await tab.play()
    expect(tab.service.askedFor('GET', '/api/voicemails/voicemail-1/link')).toHaveLength(2)
  })

  it('plays one message at a time', async () => {
    const tab = await openMessages()
    await tab.play()
    await tab.user.click(screen.getByRole('button', { name: 'Play the message from Lena Fischer' }))
    expect(tab.audios[0]?.audio.paused).toBe(true)
    expect(tab.audios[1]?.audio.paused).toBe(false)
  })

  it('says so when the message is gone', async () => {
    const tab = await openMessages()
    tab.service.routes['GET /api/voicemails/voicemail-1/link'] = () => refuse(404, 'not-found', 'This message is no longer kept.')
    await tab.play()
    expect(await screen.findByText('This message is no longer kept.')).toBeVisible()
  })
})

describe('Dana deals with a message', () => {
  it('marks it as read by its button, and the count follows', async () => {
    const tab = await openMessages()
    await tab.user.click(screen.getByRole('button', { name: 'Mark read: message from Harbor Coffee' }))
    expect(tab.service.askedFor('PATCH', '/api/voicemails/voicemail-1')[0]?.body).toEqual({ read: true })
    expect(await screen.findByRole('button', { name: 'Mark unread: message from Harbor Coffee' })).toBeVisible()
    expect(screen.getByRole('tab', { name: 'Voicemail' })).toBeVisible()
  })

  it('has a kind word when there is none', async () => {
    const tab = await openTab()
    await tab.user.click(await screen.findByRole('tab', { name: 'Voicemail' }))
    expect(await screen.findByRole('heading', { name: 'No messages' })).toBeVisible()
  })
})
