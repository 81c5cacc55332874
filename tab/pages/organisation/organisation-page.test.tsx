import { screen } from '@testing-library/react'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { accountOf } from '../../testing/samples.ts'
import { openOrganisation, serviceForPriya } from './testing/open-organisation.tsx'


describe('the organisation’s page', () => {
  it('is of the role Admin alone, and nothing of it is asked before it is opened', async () => {
    const service = createFakeService()
    service.state.me = accountOf({ roles: ['Compliance'] })
    const { unmount } = await openTab({ service })
    await screen.findByRole('tab', { name: 'Recordings' })
    expect(screen.queryByRole('tab', { name: 'Organisation' })).toBeNull()
    unmount()
    const hers = serviceForPriya()
    await openTab({ service: hers })
    await screen.findByRole('tab', { name: 'Organisation' })
    expect(hers.asked.filter(({ path }) => path.startsWith('/api/admin'))).toEqual([])
  })

  it('has its sections, each reached with the keyboard', async () => {
    const tab = await openOrganisation(serviceForPriya(), 'Numbers')
    expect(await screen.findByRole('heading', { name: 'No numbers yet' })).toBeVisible()
    screen.getByRole('tab', { name: 'Policies' }).focus()
    await tab.user.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { name: 'No policies yet' })).toBeVisible()
    expect(screen.getByRole('tabpanel', { name: 'Policies' })).toBeVisible()
    screen.getByRole('tab', { name: 'Audit log' }).focus()
    await tab.user.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { name: 'Nothing yet' })).toBeVisible()
  })

  it.each([['Numbers', 'numbers', 'The numbers can’t be shown'], ['Policies', 'policies', 'The policies can’t be shown'], ['Call queues', 'queues', 'The call queues can’t be shown'], ['Audit log', 'audit', 'The audit log can’t be shown']] as const)(
    '%s: says so while the service fails, and can be tried again', async (section, path, title) => {
      const service = serviceForPriya()
      const works = service.routes[`GET /api/admin/${path}`]
      service.routes[`GET /api/admin/${path}`] = () => refuse(503, 'database-away', 'We can’t do this right now.')
      const tab = await openOrganisation(service, section)
      expect(await screen.findByRole('heading', { name: title })).toBeVisible()
      if (works) service.routes[`GET /api/admin/${path}`] = works
      await tab.user.click(screen.getByRole('button', { name: 'Try again' }))
      expect(await screen.findByRole('heading', { name: /yet$/ })).toBeVisible()
    })
})
