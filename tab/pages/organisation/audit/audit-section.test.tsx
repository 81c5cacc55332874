import { configure, screen, waitFor, within } from '@testing-library/react'
import { before } from '../../../testing/samples.ts'
import { auditOf, danaId, names, openOrganisation, serviceForPriya } from '../testing/open-organisation.tsx'

configure({ asyncUtilTimeout: 5_000, defaultHidden: true })

const rows = async () => within(await screen.findByRole('list', { name: 'Audit log' })).getAllByRole('listitem').map((row) => row.textContent)
const service = () => {
  const made = serviceForPriya()
  const [first, second, third] = [auditOf({ id: 30 }), auditOf({ id: 20, action: 'voicemail-played', actor: null, at: before(86_400) }), auditOf({ id: 10, action: 'move', actor: null, at: before(86_500), detail: { refused: 'not-now' } })]
  made.routes['GET /api/admin/audit'] = ({ query }) => {
    if (query.get('action') === 'meet') return { body: { items: [], next: null, names: {} } }
    return { body: query.has('cursor') ? { items: [third], next: null, names } : { items: [first, second], next: '20', names } }
  }
  return made
}

describe('Priya reads the audit log', () => {
  it('newest first under each day, and reads on', async () => {
    const tab = await openOrganisation(service(), 'Audit log')
    expect(await rows()).toEqual([expect.stringMatching(/^TodayPriya Nair gave \+1 425 555 0104 to Dana Whitfield 2 min ago$/), expect.stringMatching(/^YesterdayDana Whitfield listened to a voicemail /)])
    await tab.user.click(screen.getByRole('button', { name: 'Show more' }))
    await waitFor(async () => expect((await rows())[2]).toMatch(/^Dana Whitfield moved a call Refused/))
    expect(tab.service.askedFor('GET', '/api/admin/audit').at(-1)?.query.get('cursor')).toBe('20')
  })

  it('by what happened, when, and to whom or to which number', async () => {
    const made = service()
    const tab = await openOrganisation(made, 'Audit log')
    await tab.user.selectOptions(await screen.findByRole('combobox', { name: 'When' }), 'Today')
    await tab.user.click(screen.getByRole('button', { name: 'Person or number' }))
    await tab.user.type(screen.getByRole('combobox', { name: 'Name or phone number' }), 'dana')
    await tab.user.click(await screen.findByRole('option', { name: /Dana Whitfield/ }))
    await waitFor(() => expect(Object.fromEntries(made.askedFor('GET', '/api/admin/audit').at(-1)?.query ?? [])).toEqual({ person: danaId, since: new Date(new Date('2026-11-23T10:00:00Z').setHours(0, 0, 0, 0)).toISOString() }))
    await tab.user.click(screen.getByRole('button', { name: 'Person or number' }))
    await tab.user.type(screen.getByRole('combobox', { name: 'Name or phone number' }), '425 555 0104')
    await tab.user.click(await screen.findByRole('option', { name: '(425) 555-0104' }))
    await waitFor(() => expect(made.askedFor('GET', '/api/admin/audit').at(-1)?.query.get('subject')).toBe('+14255550104'))
    await tab.user.click(screen.getByRole('button', { name: 'Remove the filter +1 425 555 0104' }))
    await tab.user.selectOptions(screen.getByRole('combobox', { name: 'What happened' }), 'Continued as a meeting')
    expect(await screen.findByRole('heading', { name: 'Nothing found' })).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: 'Show everything' }))
    await waitFor(async () => expect(await rows()).toHaveLength(2))
  })
})
