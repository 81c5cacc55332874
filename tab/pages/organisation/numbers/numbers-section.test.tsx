import { configure, screen, waitFor, within } from '@testing-library/react'
import type { InventoryNumber } from '../../../../src/api/admin.ts'
import { refuse } from '../../../testing/fake-service.ts'
import { danaId, marcoId, numberOf, openOrganisation, priyaId, serviceForPriya, type Opened } from '../testing/open-organisation.tsx'

configure({ asyncUtilTimeout: 6_000, defaultHidden: true })

const danas = numberOf({ number: '+14255550101', holder: { userId: danaId, name: 'Dana Whitfield' }, teams: 'assigned' })
const marcos = numberOf({ number: '+14255550102', holder: { userId: marcoId, name: 'Marco Reyes' }, teams: 'failed', teamsDetail: 'The user has no licence', iccid: '8901410321111851072' })
const free = numberOf()
const service = (numbers: InventoryNumber[] = [danas, marcos, free, numberOf({ number: '+14255550190', kind: 'service' })]) => {
  const made = serviceForPriya()
  made.routes['GET /api/admin/numbers'] = ({ query }) => {
    const [q, state] = [query.get('q')?.toLowerCase() ?? '', query.get('state')]
    return { body: { items: numbers.filter((each) => (each.number.includes(q) || each.holder?.name.toLowerCase().includes(q)) && (state === null || each.state === state)), next: null } }
  }
  return made
}
const rows = async () => within(await screen.findByRole('list', { name: 'Numbers' })).getAllByRole('listitem').map((row) => row.textContent)
const pick = async (tab: Opened, name: string) => {
  await tab.user.type(await screen.findByRole('combobox', { name: 'Name' }), name.slice(0, 4))
  await tab.user.click(await screen.findByRole('option', { name: new RegExp(name) }))
}
const assign = () => within(screen.getByRole('dialog')).getByRole('button', { name: 'Assign' })

describe('Priya looks at the numbers', () => {
  it('and sees whose each is, and whether Teams has it so too', async () => {
    await openOrganisation(service(), 'Numbers')
    expect(await rows()).toEqual([
      expect.stringMatching(/\+1 425 555 0101Dana WhitfieldSeattle · Contoso MobileAssigned in Teams tooTake back/),
      expect.stringMatching(/\+1 425 555 0102Marco Reyes.*SIM 8901410321111851072Teams refused: The user has no licenceTake back/),
      expect.stringMatching(/\+1 425 555 0104FreeSeattle · Contoso MobileAssign/),
      expect.stringMatching(/\+1 425 555 0190Service numberSeattle · Contoso Mobile$/),
    ])
  })

  it('finds one by a name or digits, and those that are free', async () => {
    const tab = await openOrganisation(service(), 'Numbers')
    await tab.user.type(await screen.findByRole('searchbox', { name: 'Search the numbers' }), 'marco')
    await waitFor(async () => expect(await rows()).toEqual([expect.stringContaining('Marco Reyes')]))
    expect(screen.getByTestId('announcer')).toHaveTextContent('1 number found')
    await tab.user.selectOptions(screen.getByRole('combobox', { name: 'Which numbers' }), 'Free')
    expect(await screen.findByRole('heading', { name: 'No numbers found' })).toBeVisible()
    await tab.user.click(screen.getByRole('button', { name: 'Show all' }))
    await waitFor(async () => expect(await rows()).toHaveLength(4))
  })

  it('reads on, page by page; of a long list only what is in view is in the page', async () => {
    window.scrollTo = () => {}
    const made = serviceForPriya()
    const page = (from: number) => Array.from({ length: 50 }, (_, index) => numberOf({ number: `+1425556${String(from + index).padStart(4, '0')}` }))
    made.routes['GET /api/admin/numbers'] = ({ query }) => ({ body: query.has('cursor') ? { items: page(50), next: null } : { items: page(0), next: '14255560049' } })
    const tab = await openOrganisation(made, 'Numbers')
    expect(await rows()).toHaveLength(50)
    await tab.user.click(screen.getByRole('button', { name: 'Show more' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull())
    const [first, ...others] = within(await screen.findByRole('list', { name: 'Numbers' })).getAllByRole('listitem')
    expect(first).toHaveAttribute('aria-setsize', '100')
    expect(others.length).toBeLessThan(99)
    expect(made.askedFor('GET', '/api/admin/numbers').at(-1)?.query.get('cursor')).toBe('14255560049')
  })
})

describe('Priya gives and takes a number', () => {
  it('picks who gets it, reads what that means, and sees Teams take it in', async () => {
    const made = service()
    let teams: InventoryNumber['teams'] = 'pending'
    const his = () => numberOf({ holder: { userId: marcoId, name: 'Marco Reyes' }, teams })
    made.routes['POST /api/admin/numbers/14255550104/assign'] = () => ({ body: his() })
    const tab = await openOrganisation(made, 'Numbers')
    await tab.user.click(await screen.findByRole('button', { name: 'Assign +1 425 555 0104' }))
    // somebody without a number is who needs one
    await pick(tab, 'Marco Reyes')
    expect(screen.getByText('Marco Reyes can call and be called on it at once. Teams takes a little longer.')).toBeVisible()
    await tab.user.click(assign())
    expect(made.askedFor('POST', '/api/admin/numbers/14255550104/assign')[0]?.body).toEqual({ userId: marcoId })
    expect(await screen.findByText('Teams is taking it in')).toBeVisible()
    expect(screen.getByTestId('announcer')).toHaveTextContent('+1 425 555 0104 is Marco Reyes’s now')
    expect(screen.queryByRole('dialog')).toBeNull()
    teams = 'assigned'
    made.routes['GET /api/admin/numbers'] = () => ({ body: { items: [his()], next: null } })
    await waitFor(() => expect(screen.queryByText('Teams is taking it in')).toBeNull())
  })

  it('may give it to herself, and is told which number it takes the place of', async () => {
    const tab = await openOrganisation(service(), 'Numbers')
    await tab.user.click(await screen.findByRole('button', { name: 'Assign +1 425 555 0104' }))
    await pick(tab, 'Priya Nair')
    expect(screen.getByText('Priya Nair has +1 425 555 0103 now. This number takes its place, and that one becomes free.')).toBeVisible()
    const made = tab.service
    made.routes['POST /api/admin/numbers/14255550104/assign'] = () => refuse(409, 'on-a-call', 'Priya Nair is on a call with this number. Try again when it is over.')
    await tab.user.click(assign())
    expect(await screen.findByText('Not assigned. Priya Nair is on a call with this number. Try again when it is over.')).toBeVisible()
    expect(made.askedFor('POST', '/api/admin/numbers/14255550104/assign')[0]?.body).toEqual({ userId: priyaId })
    await tab.user.click(screen.getByRole('button', { name: 'Choose someone else' }))
    expect(screen.getByRole('combobox', { name: 'Name' })).toBeVisible()
  })

  it('is asked before she takes one back; what goes wrong is said there', async () => {
    const made = service()
    const path = '/api/admin/numbers/14255550101/unassign'
    made.routes[`POST ${path}`] = () => refuse(409, 'on-a-call', 'Dana Whitfield is on a call with this number. Try again when it is over.')
    const tab = await openOrganisation(made, 'Numbers')
    const take = await screen.findByRole('button', { name: 'Take +1 425 555 0101 from Dana Whitfield' })
    await tab.user.click(take)
    await tab.user.click(screen.getByRole('button', { name: 'Leave it with Dana Whitfield' }))
    expect(made.askedFor('POST', path)).toEqual([])
    await tab.user.click(take)
    await tab.user.click(screen.getByRole('button', { name: 'Take it back' }))
    expect(await screen.findByText(/^Not done\. Dana Whitfield is on a call/)).toBeVisible()
    made.routes[`POST ${path}`] = () => ({ body: numberOf({ number: '+14255550101', teams: 'unassigned' }) })
    await tab.user.click(screen.getByRole('button', { name: 'Take it back' }))
    expect(await screen.findByRole('button', { name: 'Assign +1 425 555 0101' })).toBeVisible()
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })
})
