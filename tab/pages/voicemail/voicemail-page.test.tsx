import { fireEvent, screen, within } from '@testing-library/react'
import type { Voicemail } from '../../../src/api/voicemails.ts'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { before, lena, storyTime, voicemailOf } from '../../testing/samples.ts'

const openMessages = async () => {
  const service = createFakeService()
  const items = [voicemailOf(), voicemailOf({ id: 'voicemail-2', from: lena, read: true, receivedAt: before(90_000), durationMs: 61_000 })]
  service.routes['GET /api/voicemails'] = () => ({ body: { items, next: null, unread: items.filter((item) => !item.read).length } })
  service.routes['GET /api/voicemails/voicemail-1/link'] = () => ({ body: { url: '/audio/1?sig=a', compressed: null, expiresAt: new Date(storyTime + 60_000).toISOString() } })
  service.routes['GET /api/voicemails/voicemail-2/link'] = () => ({ body: { url: '/audio/2?sig=b', compressed: null, expiresAt: new Date(storyTime + 60_000).toISOString() } })
  service.routes['PATCH /api/voicemails/voicemail-1'] = ({ body }) => ({ body: { unread: 0, voicemail: voicemailOf(body as Partial<Voicemail>) } })
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

describe('a message with a compressed form', () => {
  const playing = async (plays: CanPlayTypeResult, refusals = 0) => {
    const tab = await openMessages()
    tab.service.routes['GET /api/voicemails/voicemail-1/link'] = () => ({ body: { url: '/audio/1?sig=a', compressed: '/audio/1?sig=a&form=ogg', expiresAt: new Date(storyTime + 60_000).toISOString() } })
    tab.playersAre({ plays, refusals })
    await tab.play()
    return tab.audios[0]?.sources
  }

  it('is played in it where the browser can', async () => expect(await playing('probably')).toEqual(['/audio/1?sig=a&form=ogg']))
  it('is played as WAV where it can\'t', async () => expect(await playing('')).toEqual(['/audio/1?sig=a']))
  it('is played as WAV when the small form would not play', async () => expect(await playing('maybe', 1)).toEqual(['/audio/1?sig=a&form=ogg', '/audio/1?sig=a']))
})

/** A busy machine takes its time to find things by their role. */
const slowly = 20_000

describe('Dana deals with a message', () => {
  /** The service as it keeps messages: what is deleted moves to the other list. */
  const openWorking = async () => {
    const service = createFakeService()
    let items = [voicemailOf(), voicemailOf({ id: 'voicemail-2', from: lena, read: true })]
    const unread = () => items.filter(({ read, deletedAt }) => !read && deletedAt === null).length
    service.routes['GET /api/voicemails'] = ({ query }) =>
      ({ body: { items: items.filter(({ deletedAt }) => (deletedAt !== null) === (query.get('deleted') === 'true')), next: null, unread: unread() } })
    const change = (part: Partial<Voicemail>) => {
      items = items.map((item) => (item.id === 'voicemail-1' ? { ...item, ...part } : item))
      return { body: { unread: unread(), voicemail: items[0] } }
    }
    service.routes['DELETE /api/voicemails/voicemail-1'] = () => change({ deletedAt: before(0), goesAt: before(-30 * 86_400) })
    service.routes['POST /api/voicemails/voicemail-1/restore'] = () => change({ deletedAt: null, goesAt: before(-59 * 86_400) })
    service.routes['PATCH /api/voicemails/voicemail-1'] = ({ body }) => change({ ...body as Partial<Voicemail>, goesAt: (body as { kept?: boolean }).kept ? null : before(-59 * 86_400) })
    service.state.unread = 1
    const tab = await openTab({ service })
    await tab.user.click(await screen.findByRole('tab', { name: 'Voicemail, 1 unread' }))
    await screen.findByRole('list', { name: 'Messages' })
    return tab
  }
  const harborRow = () => screen.queryByRole('button', { name: 'Play the message from Harbor Coffee' })

  it('sees when it goes, and keeps it', async () => {
    const tab = await openWorking()
    expect(screen.getAllByText('Deleted on January 21, 2027 unless kept')).toHaveLength(2)
    await tab.user.click(screen.getByRole('button', { name: 'Keep: message from Harbor Coffee' }))
    expect(tab.service.askedFor('PATCH', '/api/voicemails/voicemail-1')[0]?.body).toEqual({ kept: true })
    expect(await screen.findByRole('button', { name: 'Keep: message from Harbor Coffee', pressed: true })).toBeVisible()
    expect(screen.getAllByText('Deleted on January 21, 2027 unless kept')).toHaveLength(1)
  }, slowly)

  it('deletes it, and undoes that', async () => {
    const tab = await openWorking()
    await tab.user.click(screen.getByRole('button', { name: 'Delete: message from Harbor Coffee' }))
    expect(await screen.findByText('Message from Harbor Coffee deleted')).toBeVisible()
    expect(harborRow()).toBeNull()
    expect(screen.getByRole('tab', { name: 'Voicemail' })).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(await screen.findByRole('button', { name: 'Play the message from Harbor Coffee' })).toBeVisible()
    expect(screen.getByRole('tab', { name: 'Voicemail, 1 unread' })).toBeVisible()
  }, slowly)

  it('finds it among the deleted ones, and restores it', async () => {
    const tab = await openWorking()
    await tab.user.click(screen.getByRole('button', { name: 'Delete: message from Harbor Coffee' }))
    await tab.user.click(screen.getByRole('tab', { name: 'Deleted' }))
    const list = await screen.findByRole('list', { name: 'Deleted messages' })
    expect(within(list).getByText('Gone for good on December 23')).toBeVisible()
    await tab.user.click(within(list).getByRole('button', { name: 'Restore: message from Harbor Coffee' }))
    expect(await screen.findByRole('heading', { name: 'Nothing deleted' })).toBeVisible()
    await tab.user.click(screen.getByRole('tab', { name: /^Messages/ }))
    expect(await screen.findByRole('button', { name: 'Play the message from Harbor Coffee' })).toBeVisible()
  }, slowly)

  it('reads why it was not deleted, and the message stays', async () => {
    const tab = await openWorking()
    tab.service.routes['DELETE /api/voicemails/voicemail-1'] = () => refuse(503, 'database-away', 'We can’t do this right now.')
    await tab.user.click(screen.getByRole('button', { name: 'Delete: message from Harbor Coffee' }))
    expect(await screen.findByText('Not done. We can’t do this right now.')).toBeVisible()
    expect(harborRow()).toBeVisible()
  }, slowly)

  it('no longer sees one that was deleted elsewhere', async () => {
    const tab = await openWorking()
    tab.service.routes['GET /api/voicemails'] = () => ({ body: { items: [voicemailOf({ id: 'voicemail-2', from: lena, read: true })], next: null, unread: 0 } })
    await tab.meanwhile(() => tab.service.tell('voicemails', { unread: 0 }))
    expect(harborRow()).toBeNull()
    expect(screen.getByRole('button', { name: 'Play the message from Lena Fischer' })).toBeVisible()
  }, slowly)

  it('comes to one message by its link', async () => {
    const service = createFakeService()
    service.routes['GET /api/voicemails'] = () => ({ body: { items: [voicemailOf()], next: null, unread: 1 } })
    await openTab({ service, page: 'voicemail/voicemail-1' })
    expect(await screen.findByRole('listitem', { name: 'Unread, from Harbor Coffee' })).toHaveFocus()
  })

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
