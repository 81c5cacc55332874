import { configure, screen, waitFor, within } from '@testing-library/react'
import { refuse } from '../../../../testing/fake-service.ts'
import { numberOf, openOrganisation, serviceForPriya } from '../../testing/open-organisation.tsx'

configure({ asyncUtilTimeout: 5_000, defaultHidden: true })

const uploads = '/api/admin/numbers/uploads'
const confirm = `${uploads}/u-1/confirm`
const file = new File(['number,type\n+14255550104,mobile'], 'november.csv', { type: 'text/csv' })
const preview = { id: 'u-1', total: 10_000, added: 9_996, changed: 1, same: 0, errorCount: 0, errors: [], result: null }

const choose = async (answer: object) => {
  const service = serviceForPriya()
  service.routes[`POST ${uploads}`] = () => ({ status: 201, body: answer })
  service.routes[`POST ${confirm}`] = () => ({ body: { added: 9_996, changed: 1, same: 0, skipped: 3 } })
  const tab = await openOrganisation(service, 'Numbers')
  await tab.user.click(await screen.findByRole('button', { name: 'Upload a list' }))
  await tab.user.upload(screen.getByLabelText('The operator’s list'), file)
  return tab
}
const dialog = () => within(screen.getByRole('dialog'))

describe('Priya uploads the operator’s list', () => {
  it('sees what it would change, and only then applies it', async () => {
    const tab = await choose(preview)
    expect(await screen.findByText(/^november\.csv has 10,000 rows\. Nothing is applied until you say so\./)).toBeVisible()
    expect(dialog().getAllByRole('term').map((term) => `${term.textContent} ${term.nextSibling?.textContent}`)).toEqual(['New 9,996', 'Changed 1', 'As they are 0'])
    expect(tab.service.askedFor('POST', uploads)[0]).toMatchObject({ body: file, headers: { 'content-type': 'text/csv' } })
    expect(tab.service.askedFor('POST', confirm)).toEqual([])
    tab.service.routes['GET /api/admin/numbers'] = () => ({ body: { items: [numberOf()], next: null } })
    await tab.user.click(dialog().getByRole('button', { name: 'Apply 9,997 changes' }))
    expect(await screen.findByText('9,996 numbers added, 1 number changed, 0 numbers left as they were, 3 rows left out.')).toBeVisible()
    await tab.user.click(dialog().getByRole('button', { name: 'Close' }))
    expect(await screen.findByRole('list', { name: 'Numbers' })).toBeVisible()
  })

  it('reaches every number afterwards, though the list was all there before', async () => {
    window.scrollTo = () => {}
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => numberOf({ number: `+1425556${String(index).padStart(4, '0')}` }))
    let all = numbers(90).filter((_, index) => index % 3 === 0)
    const service = serviceForPriya()
    service.routes['GET /api/admin/numbers'] = ({ query }) => {
      const rest = all.filter(({ number }) => number > (query.get('cursor') ?? ''))
      return { body: { items: rest.slice(0, 50), next: rest[50] ? rest[49]!.number : null } }
    }
    service.routes[`POST ${uploads}`] = () => ({ status: 201, body: preview })
    service.routes[`POST ${confirm}`] = () => {
      all = numbers(90)
      return { body: { added: 60, changed: 0, same: 30, skipped: 0 } }
    }
    const tab = await openOrganisation(service, 'Numbers')
    await tab.user.click(await screen.findByRole('button', { name: 'Upload a list' }))
    await tab.user.upload(screen.getByLabelText('The operator’s list'), file)
    await tab.user.click(await screen.findByRole('button', { name: 'Apply 9,997 changes' }))
    await tab.user.click(await screen.findByRole('button', { name: 'Close' }))
    await tab.user.click(await screen.findByRole('button', { name: 'Show more' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull())
    const [first] = within(screen.getByRole('list', { name: 'Numbers' })).getAllByRole('listitem')
    expect(first).toHaveAttribute('aria-setsize', '90')
  })

  it('reads row by row what can’t be taken, and applies the others only on demand', async () => {
    const errors = [{ row: 12, column: 'type', expected: 'mobile or service' }, { row: 1_007, column: 'number', expected: 'a phone number such as +14255550101' }]
    const tab = await choose({ ...preview, errorCount: 3, errors })
    const table = await screen.findByRole('table', { name: 'Rows with errors' })
    expect(within(table).getAllByRole('row').map((row) => row.textContent)).toEqual(['RowColumnExpected', '12typemobile or service', '1,007numbera phone number such as +14255550101'])
    expect(screen.getByText(/^3 rows can’t be taken\..*The first 2 are shown\.$/)).toBeVisible()
    await tab.user.click(dialog().getByRole('button', { name: 'Apply without these rows' }))
    expect(tab.service.askedFor('POST', confirm)[0]?.query.get('skipErrors')).toBe('true')
  })

  it('discards it, and nothing was changed', async () => {
    const tab = await choose(preview)
    await tab.user.click(await screen.findByRole('button', { name: 'Discard' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(tab.service.askedFor('POST', confirm)).toEqual([])
  })

  it('can’t apply what changes nothing', async () => {
    await choose({ ...preview, added: 0, changed: 0, same: 10_000 })
    expect(await screen.findByText('november.csv has 10,000 rows. There is nothing to apply.')).toBeVisible()
    expect(dialog().queryByRole('button', { name: /^Apply/ })).toBeNull()
  })

  it('is told what is wrong with a file that is no list, and may choose another', async () => {
    const service = serviceForPriya()
    service.routes[`POST ${uploads}`] = () => refuse(400, 'bad-csv', 'The column “type” is missing. The first row names the columns.')
    const tab = await openOrganisation(service, 'Numbers')
    await tab.user.click(await screen.findByRole('button', { name: 'Upload a list' }))
    await tab.user.upload(screen.getByLabelText('The operator’s list'), file)
    expect(await screen.findByText('The column “type” is missing. The first row names the columns.')).toBeVisible()
    const large = new File(['x'], 'large.csv', { type: 'text/csv' })
    Object.defineProperty(large, 'size', { value: 5_000_001 })
    await tab.user.upload(screen.getByLabelText('The operator’s list'), large)
    expect(await screen.findByText('This file is too large: 5 MB at most.')).toBeVisible()
    expect(service.askedFor('POST', uploads)).toHaveLength(1)
  })

  it('sees why it was not applied, and tries again', async () => {
    const tab = await choose(preview)
    tab.service.routes[`POST ${confirm}`] = () => 'no-network'
    await tab.user.click(await screen.findByRole('button', { name: 'Apply 9,997 changes' }))
    expect(await screen.findByText(/^Not applied\. The service can’t be reached\./)).toBeVisible()
    tab.service.routes[`POST ${confirm}`] = () => ({ body: { added: 9_996, changed: 1, same: 0, skipped: 0 } })
    await tab.user.click(screen.getByRole('button', { name: 'Apply 9,997 changes' }))
    expect(await screen.findByText(/^9,996 numbers added/)).toBeVisible()
  })
})
