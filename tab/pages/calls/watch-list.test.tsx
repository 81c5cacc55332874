import { screen, within } from '@testing-library/react'
import { createFakeService, refuse } from '../../testing/fake-service.ts'
import { openTab } from '../../testing/open-tab.tsx'
import { waitingFor } from '../../testing/samples.ts'

// a dialog takes jsdom its time

const marco = { userId: 'marco', name: 'Marco Reyes', jobTitle: 'Field engineer', number: '+14255550102' }

const waiting = () => within(screen.getByRole('region', { name: 'Waiting for colleagues', hidden: true }))

const pickMarco = async (service = createFakeService()) => {
  service.routes['GET /api/people'] = () => ({ body: { items: [marco] } })
  const tab = await openTab({ service })
  await tab.user.click(await screen.findByRole('button', { name: 'Tell me when somebody is free' }))
  await tab.user.type(screen.getByRole('combobox'), 'mar')
  await tab.user.click(await screen.findByRole('option', { name: /Marco Reyes/ }))
  return tab
}

describe('Dana waits for Marco', () => {
  it('chooses him, and sees that she waits until the bot has told her', async () => {
    const tab = await pickMarco()
    expect(await screen.findByText('You get a message in Teams once Marco Reyes is free.')).toBeVisible()
    expect(waiting().getByText('Marco Reyes')).toBeVisible()
    expect(tab.service.askedFor('PUT', '/api/watches/marco')).toHaveLength(1)
    await tab.meanwhile(() => tab.service.tell('watches', { items: [] }))
    expect(waiting().queryByText('Marco Reyes')).toBeNull()
  })

  it('hears at once that he is free already', async () => {
    const service = createFakeService()
    service.routes['PUT /api/watches/marco'] = () => ({ body: { free: true, name: 'Marco Reyes', items: [] } })
    await pickMarco(service)
    expect(await screen.findByText('Marco Reyes is free right now.')).toBeVisible()
    expect(waiting().queryByText('Marco Reyes')).toBeNull()
  })

  it('stops waiting', async () => {
    const service = createFakeService()
    const tab = await openTab({ service })
    await tab.meanwhile(() => service.tell('watches', { items: [waitingFor('marco', 'Marco Reyes')] }))
    await tab.user.click(screen.getByRole('button', { name: /Marco Reyes.*stop waiting/i }))
    expect(service.askedFor('DELETE', '/api/watches/marco')).toHaveLength(1)
    expect(screen.queryByText('Marco Reyes')).toBeNull()
  })

  it('reads the words of a refusal', async () => {
    const service = createFakeService()
    service.routes['PUT /api/watches/marco'] = () => refuse(503, 'graph-away', 'We can’t look people up right now.')
    await pickMarco(service)
    expect(await screen.findByText('We can’t look people up right now.')).toBeVisible()
  })
})
