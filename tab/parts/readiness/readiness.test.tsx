import { screen, within } from '@testing-library/react'
import type { Check, Readiness } from '../../../src/api/readiness.ts'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'

const fine: Check = { id: 'number-assigned', state: 'ok', words: 'Your number is assigned to you in Teams too.', nextStep: null }
const missing: Check = {
  id: 'phone-licence', state: 'missing', words: 'A Teams Phone licence is missing.', nextStep: { who: 'administrator', words: 'Assign a licence.', link: 'https://admin.microsoft.com/#/licenses' },
}
const answer = (...checks: Check[]): Readiness => ({ ready: checks.every(({ state }) => state !== 'missing'), checkedAt: '2026-11-23T09:00:00Z', checks })

const open = async (first: Readiness, page: string | null = null) => {
  const service = createFakeService()
  const state = { readiness: first }
  service.routes['GET /api/readiness'] = () => ({ body: state.readiness })
  return { state, ...(await openTab({ service, page })) }
}
const card = () => screen.queryByRole('region', { name: /Your number needs/ })

describe('what the number needs', () => {
  it('is no matter while nothing is missing', async () => {
    await open(answer(fine))
    expect(screen.getByRole('region', { name: 'Your number' })).toBeVisible()
    expect(card()).toBeNull()
  })

  it('shows beside the number when it is missing, with who can help, until it is there', async () => {
    const tab = await open(answer(fine, missing))
    const region = await screen.findByRole('region', { name: 'Your number needs one more thing' })
    expect(within(region).getByText('A Teams Phone licence is missing.')).toBeVisible()
    expect(within(region).getByText(/Your administrator: Assign a licence\./)).toBeVisible()
    expect(within(region).getByRole('link', { name: 'Open' })).toHaveAttribute('href', 'https://admin.microsoft.com/#/licenses')
    expect(within(region).queryByText(fine.words)).toBeNull()
    tab.state.readiness = answer(fine, { ...missing, state: 'ok', nextStep: null })
    await tab.user.click(within(region).getByRole('button', { name: 'Check again' }))
    expect(card()).toBeNull()
    expect(tab.service.askedFor('GET', '/api/readiness').map(({ query }) => query.get('fresh'))).toEqual([null, 'true'])
    expect(screen.getByTestId('announcer')).toHaveTextContent('Checked. Your number has all it needs')
  })

  it('is not said to be all there while something can’t be seen', async () => {
    const tab = await open(answer(fine, { ...missing, state: 'unknown' }, { ...missing, id: 'voice-enabled', state: 'pending' }), 'settings')
    const section = screen.getByRole('region', { name: 'Readiness' })
    await tab.user.click(await within(section).findByRole('button', { name: 'Check again' }))
    expect(screen.getByTestId('announcer')).toHaveTextContent("Checked. 2 things can't be seen yet")
  })

  it('is all listed in the settings, one press away', async () => {
    const tab = await open(answer(fine, missing))
    await tab.user.click(await screen.findByRole('button', { name: 'See all' }))
    const section = screen.getByRole('region', { name: 'Readiness' })
    expect(within(section).getAllByRole('listitem').map((item) => item.textContent)).toEqual([`Fine: ${fine.words}`, 'Missing: A Teams Phone licence is missing.Your administrator: Assign a licence. Open'])
  })

  it('can’t be told while the service fails, and can be asked again', async () => {
    const service = createFakeService()
    let works = false
    service.routes['GET /api/readiness'] = () => (works ? { body: answer(fine) } : refuse(503, 'database-away', 'We can’t do this right now.'))
    const tab = await openTab({ service, page: 'settings' })
    expect(card()).toBeNull()
    const section = screen.getByRole('region', { name: 'Readiness' })
    expect(await within(section).findByText('We can’t do this right now.')).toBeVisible()
    works = true
    await tab.user.click(within(section).getByRole('button', { name: 'Try again' }))
    expect(await within(section).findByText(fine.words)).toBeVisible()
  })
})
