import { fireEvent, screen, within } from '@testing-library/react'
import type { Greetings } from '../../../../src/api/greetings.ts'
import { createFakeService, refuse } from '../../../testing/fake-service.ts'
import { openTab } from '../../../testing/open-tab.tsx'
import { before, storyTime } from '../../../testing/samples.ts'

const sound = { durationMs: 6_200, peaks: Array.from({ length: 100 }, () => 0.5), updatedAt: before(86_400) }
const away = { ...sound, from: null, until: null }

const openGreeting = async (greetings: Partial<Greetings> = {}) => {
  const service = createFakeService()
  let state: Greetings = { usual: null, away: null, applies: null, ...greetings }
  const set = (part: Partial<Greetings>) => ({ body: (state = { ...state, ...part }) })
  service.routes['GET /api/voicemail/greeting'] = () => ({ body: state })
  service.routes['PUT /api/voicemail/greeting/usual'] = () => set({ usual: sound, applies: 'usual' })
  service.routes['PUT /api/voicemail/greeting/away'] = () => set({ away })
  service.routes['DELETE /api/voicemail/greeting/usual'] = () => set({ usual: null, applies: null })
  service.routes['PATCH /api/voicemail/greeting/away'] = ({ body }) => {
    const { dates } = body as { dates: { from: string, until: string } | null }
    return set({ away: { ...sound, from: dates?.from ?? null, until: dates?.until ?? null }, applies: dates ? 'away' : 'usual' })
  }
  service.routes['GET /api/voicemail/greeting/usual/link'] = () => ({ body: { url: '/greeting?sig=a', compressed: null, expiresAt: new Date(storyTime + 60_000).toISOString() } })
  const tab = await openTab({ service, page: 'voicemail/greeting' })
  const usual = () => screen.getByRole('region', { name: 'Your greeting' })
  await screen.findByRole('region', { name: 'Your greeting' })
  return { ...tab, usual, awayPart: () => screen.getByRole('region', { name: 'Away greeting' }) }
}
const choose = (tab: Awaited<ReturnType<typeof openGreeting>>, what: string, name = 'hello.wav') =>
  tab.user.upload(screen.getByLabelText(`File for ${what}`), new File(['RIFF'], name, { type: 'audio/wav' }))

describe('Dana\'s greeting', () => {
  it('is the standard one at first, and the page says how to record one', async () => {
    const tab = await openGreeting()
    expect(within(tab.usual()).getByText('Callers hear the standard greeting.')).toBeVisible()
    expect(screen.getByText(/To record your greeting, call your own number/)).toHaveTextContent('+1 425 555 0101')
  })

  it('is uploaded as it is, and played', async () => {
    const tab = await openGreeting()
    await choose(tab, 'your greeting')
    expect(await within(tab.usual()).findByText('Callers hear this now')).toBeVisible()
    const [sent] = tab.service.askedFor('PUT', '/api/voicemail/greeting/usual')
    expect(sent?.body).toBeInstanceOf(File)
    expect(sent?.headers).toMatchObject({ 'content-type': 'audio/wav' })
    await tab.user.click(screen.getByRole('button', { name: 'Play your greeting' }))
    expect(tab.audios[0]?.sources).toEqual(['/greeting?sig=a'])
  })

  it('is refused with the reason, and what was there stays', async () => {
    const tab = await openGreeting({ usual: sound, applies: 'usual' })
    tab.service.routes['PUT /api/voicemail/greeting/usual'] = () => refuse(400, 'too-long', 'This is too long for a greeting: 90 seconds at most.')
    await choose(tab, 'your greeting')
    expect(await screen.findByText('Not done. This is too long for a greeting: 90 seconds at most.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Play your greeting' })).toBeVisible()
  })

  it('is deleted', async () => {
    const tab = await openGreeting({ usual: sound, applies: 'usual' })
    await tab.user.click(screen.getByRole('button', { name: 'Delete your greeting' }))
    expect(await within(tab.usual()).findByText('Callers hear the standard greeting.')).toBeVisible()
  })

  it('shows itself when it was recorded by calling in', async () => {
    const tab = await openGreeting()
    tab.service.routes['GET /api/voicemail/greeting'] = () => ({ body: { usual: sound, away: null, applies: 'usual' } })
    await tab.meanwhile(() => tab.service.tell('voicemails', { unread: 0 }))
    expect(screen.getByRole('button', { name: 'Play your greeting' })).toBeVisible()
  })

  it('can\'t be shown while the service is away, and is asked for again', async () => {
    const service = createFakeService()
    service.routes['GET /api/voicemail/greeting'] = () => refuse(503, 'database-away', 'We can’t do this right now.')
    const tab = await openTab({ service, page: 'voicemail/greeting' })
    expect(await screen.findByRole('heading', { name: 'Your greeting can’t be shown' })).toBeVisible()
    service.routes['GET /api/voicemail/greeting'] = () => ({ body: { usual: sound, away: null, applies: 'usual' } })
    await tab.user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('button', { name: 'Play your greeting' })).toBeVisible()
  })
})

describe('Dana\'s away greeting', () => {
  const setDates = async (tab: Awaited<ReturnType<typeof openGreeting>>, first: string, last: string) => {
    fireEvent.change(screen.getByLabelText('First day'), { target: { value: first } })
    fireEvent.change(screen.getByLabelText('Last day'), { target: { value: last } })
    await tab.user.click(screen.getByRole('button', { name: 'Set dates' }))
  }
  const local = (year: number, month: number, day: number) => new Date(year, month - 1, day).toISOString()

  it('has days once it is there: both count whole, where she is', async () => {
    const tab = await openGreeting({ usual: sound, applies: 'usual' })
    expect(screen.queryByLabelText('First day')).toBeNull()
    await choose(tab, 'your away greeting')
    await screen.findByLabelText('First day')
    await setDates(tab, '2026-11-23', '2026-11-27')
    expect(tab.service.askedFor('PATCH', '/api/voicemail/greeting/away')[0]?.body).toEqual({ dates: { from: local(2026, 11, 23), until: local(2026, 11, 28) } })
    expect(await within(tab.awayPart()).findByText('On from November 23 to November 27.')).toBeVisible()
    expect(within(tab.awayPart()).getByText('Callers hear this now')).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: 'Turn off' }))
    expect(tab.service.askedFor('PATCH', '/api/voicemail/greeting/away')[1]?.body).toEqual({ dates: null })
    expect(await within(tab.awayPart()).findByText('Off. Choose the days on which callers hear it.')).toBeVisible()
  })

  it('is not asked for with days that make no sense', async () => {
    const tab = await openGreeting({ away })
    await setDates(tab, '2026-11-27', '2026-11-23')
    expect(screen.getByText('The last day can’t be before the first.')).toBeVisible()
    await setDates(tab, '2026-11-27', '')
    expect(screen.getByText('Choose the first and the last day.')).toBeVisible()
    expect(tab.service.askedFor('PATCH', '/api/voicemail/greeting/away')).toHaveLength(0)
  })
})

describe('messages by e-mail', () => {
  it('are switched on, and the page says how long messages stay', async () => {
    const tab = await openGreeting()
    tab.service.routes['PATCH /api/voicemail/settings'] = ({ body }) => ({ body: { ...body as { email: boolean }, days: 60, longestSeconds: 180 } })
    expect(await screen.findByText('Your organisation keeps messages for 60 days. A message can last 3 minutes.')).toBeVisible()
    await tab.user.click(screen.getByRole('switch', { name: /Also send them by e-mail/ }))
    expect(tab.service.askedFor('PATCH', '/api/voicemail/settings')[0]?.body).toEqual({ email: true })
    expect(screen.getByRole('switch', { name: /Also send them by e-mail/ })).toBeChecked()
  })

  it('stay as they were when it could not be saved', async () => {
    const tab = await openGreeting()
    tab.service.routes['PATCH /api/voicemail/settings'] = () => refuse(503, 'database-away', 'Not right now.')
    await tab.user.click(await screen.findByRole('switch', { name: /Also send them by e-mail/ }))
    expect(await screen.findByText('Not saved. Not right now.')).toBeVisible()
    expect(screen.getByRole('switch', { name: /Also send them by e-mail/ })).not.toBeChecked()
  })
})
