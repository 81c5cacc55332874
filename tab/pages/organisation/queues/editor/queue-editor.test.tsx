import { configure, screen, waitFor, within } from '@testing-library/react'
import type { Queue } from '../../../../../src/api/queues.ts'
import { before } from '../../../../testing/samples.ts'
import { openOrganisation, type Opened } from '../../testing/open-organisation.tsx'
import { dana, keepingQueues, marco, priya, queueOf } from '../testing/queues.ts'

configure({ asyncUtilTimeout: 5_000, defaultHidden: true })

const choose = async (tab: Opened, name: string) => {
  await tab.user.type(await screen.findByRole('combobox', { name: 'Name' }), name.slice(0, 4))
  await tab.user.click(await screen.findByRole('option', { name: new RegExp(name) }))
}
const add = async (tab: Opened, name: string) => {
  await tab.user.click(screen.getByRole('button', { name: 'Add an agent' }))
  await choose(tab, name)
}
const save = (tab: Opened) => tab.user.click(screen.getByRole('button', { name: 'Save' }))
const agents = () => within(screen.getByRole('list', { name: 'Agents' })).getAllByRole('listitem').map((row) => row.textContent?.replace(/^[A-Z]{2}(?=[A-Z][a-z])/, ''))
const refusal = (status: number, field: string, message: string) => ({ status, body: { error: { code: 'refused', message, field } } })
/** She changes the queue that is there. */
const change = async (service = keepingQueues(queueOf({ strategy: 'serial' }))) => {
  const tab = await openOrganisation(service, 'Call queues')
  await tab.user.click(await screen.findByRole('button', { name: 'Change Support' }))
  return tab
}

describe('Priya makes a call queue', () => {
  it('with a free service number, two agents in their order, and her voicemail at the end', async () => {
    const service = keepingQueues()
    const tab = await openOrganisation(service, 'Call queues')
    await tab.user.click(await screen.findByRole('button', { name: 'Add a call queue' }))
    await save(tab)
    expect(screen.getByText('Give it a name')).toBeVisible()
    const name = screen.getByRole('textbox', { name: 'Name' })
    await waitFor(() => expect(name).toHaveFocus())
    await tab.user.type(name, 'Support')
    await tab.user.click(await screen.findByRole('button', { name: 'Take +1 425 555 0150' }))
    expect(screen.getByRole('textbox', { name: 'Number' })).toHaveValue('+1 425 555 0150')
    expect(screen.queryByRole('group', { name: 'Free service numbers' })).toBeNull()
    await tab.user.click(screen.getByRole('radio', { name: /^In order/ }))
    await add(tab, 'Dana Whitfield')
    await add(tab, 'Marco Reyes')
    await tab.user.click(screen.getByRole('button', { name: 'Add an agent' }))
    await tab.user.type(screen.getByRole('combobox', { name: 'Name' }), 'dana')
    // nobody is in it twice
    expect(await screen.findByRole('option', { name: /Dana Whitfield/ })).toHaveAttribute('aria-disabled', 'true')
    await tab.user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await tab.user.click(screen.getByRole('radio', { name: 'The call goes to somebody’s voicemail' }))
    await save(tab)
    expect(screen.getByText('Nobody is chosen yet')).toBeVisible()
    await waitFor(() => expect(screen.getByRole('button', { name: 'Choose a person' })).toHaveFocus())
    await tab.user.click(screen.getByRole('button', { name: 'Choose a person' }))
    await choose(tab, 'Priya Nair')
    await save(tab)
    expect(await screen.findByRole('heading', { name: 'Support' })).toBeVisible()
    expect(service.askedFor('PUT', '/api/admin/queues/id-1').map(({ body }) => body)).toEqual([{
      name: 'Support', number: '+1 425 555 0150', strategy: 'serial', ringSeconds: 20, longestSeconds: 300, mostWaiting: 50, presenceAware: true,
      overflow: { to: 'voicemail', userId: priya.userId }, agents: [dana.userId, marco.userId], updatedAt: null,
    }])
    expect(screen.getByTestId('announcer')).toHaveTextContent('Saved. It counts from the next caller.')
    expect(screen.getByRole('button', { name: 'Change Support' })).toHaveFocus()
  })

  it('whose answer got lost: saving again is the same queue', async () => {
    const service = keepingQueues()
    const works = service.routes['PUT /api/admin/queues/id-1']!
    service.routes['PUT /api/admin/queues/id-1'] = () => 'no-network'
    const tab = await openOrganisation(service, 'Call queues')
    await tab.user.click(await screen.findByRole('button', { name: 'Add a call queue' }))
    await tab.user.type(screen.getByRole('textbox', { name: 'Name' }), 'Support')
    await tab.user.type(screen.getByRole('textbox', { name: 'Number' }), '(425) 555-0150')
    await save(tab)
    expect(await screen.findByText('Not saved. The service can’t be reached. Check your connection and try again.')).toBeVisible()
    service.routes['PUT /api/admin/queues/id-1'] = works
    await save(tab)
    expect(await screen.findByRole('heading', { name: 'Support' })).toBeVisible()
  })
})

describe('Priya changes a call queue', () => {
  it('and puts its agents in another order by keyboard, and one out', async () => {
    const tab = await change(keepingQueues(queueOf({ strategy: 'serial', agents: [{ ...dana, onDuty: true }, { ...marco, onDuty: false }, { ...priya, onDuty: true }] })))
    expect(agents()).toEqual(['Dana WhitfieldOn duty', 'Marco ReyesOff duty', 'Priya NairOn duty'])
    const up = () => screen.getByRole('button', { name: 'Move Priya Nair up' })
    up().focus()
    await tab.user.keyboard('{Enter}')
    expect(screen.getByTestId('announcer')).toHaveTextContent('Priya Nair is number 2 of 3')
    expect(up()).toHaveFocus()
    await tab.user.keyboard('{Enter}{Enter}')
    expect(up()).toHaveFocus()
    expect(up()).toHaveAttribute('aria-disabled', 'true')
    await tab.user.click(screen.getByRole('button', { name: 'Take Marco Reyes out' }))
    expect(agents()).toEqual(['Priya NairOn duty', 'Dana WhitfieldOn duty'])
    expect(screen.getByRole('button', { name: 'Add an agent' })).toHaveFocus()
    // where all are rung at once there is no order
    await tab.user.click(screen.getByRole('radio', { name: /^All at once/ }))
    expect(screen.queryByRole('button', { name: /up$/ })).toBeNull()
    await tab.user.click(screen.getByRole('checkbox', { name: 'Only people available in Teams' }))
    await save(tab)
    await waitFor(() => expect(tab.service.askedFor('PUT', '/api/admin/queues/support')[0]?.body).toMatchObject({ strategy: 'attendant', presenceAware: false, agents: [priya.userId, dana.userId] }))
  })

  it.each([
    ['number', 'That number is somebody’s own. A queue needs one that is nobody’s.', () => screen.getByRole('textbox', { name: 'Number' })],
    ['ringSeconds', 'body “ringSeconds”: at most 60 seconds', () => screen.getByRole('textbox', { name: 'How long an agent is rung' })],
    ['mostWaiting', 'body “mostWaiting”: at most 200 callers', () => screen.getByRole('textbox', { name: 'Most who can wait at once' })],
    ['agents.1', 'That person has no number here, so calls can’t reach them.', () => screen.getByRole('button', { name: 'Take Marco Reyes out' })],
    ['agents', 'body “agents”: at most 200 people', () => screen.getByRole('button', { name: 'Add an agent' })],
  ])('and reads what is wrong where it is wrong: %s', async (field, message, place) => {
    const service = keepingQueues(queueOf({ strategy: 'serial' }))
    service.routes['PUT /api/admin/queues/support'] = () => refusal(409, field, message)
    const tab = await change(service)
    await save(tab)
    const words = message.replace(/^body “.*”: a/, 'A')
    expect(await screen.findByText(words)).toBeVisible()
    expect(screen.getByText('Not saved. One field needs a change.')).toBeVisible()
    await waitFor(() => expect(place()).toHaveFocus())
    expect(place()).toHaveAccessibleDescription(expect.stringContaining(words))
  })

  it('and sends callers on to a number, which is refused where it is the queue’s own', async () => {
    const service = keepingQueues(queueOf())
    const tab = await change(service)
    await tab.user.click(screen.getByRole('radio', { name: 'The call goes to a number' }))
    await tab.user.type(screen.getByRole('textbox', { name: 'Which number' }), '425 555 0150')
    const works = service.routes['PUT /api/admin/queues/support']!
    service.routes['PUT /api/admin/queues/support'] = () => refusal(400, 'overflow.number', 'That is the number of this queue itself. Choose another.')
    await save(tab)
    expect(await screen.findByText('That is the number of this queue itself. Choose another.')).toBeVisible()
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Which number' })).toHaveFocus())
    service.routes['PUT /api/admin/queues/support'] = works
    await tab.user.type(screen.getByRole('textbox', { name: 'Which number' }), '{Backspace}1')
    await save(tab)
    await waitFor(() => expect(service.askedFor('PUT', '/api/admin/queues/support').at(-1)?.body).toMatchObject({ overflow: { to: 'number', number: '425 555 0151' } }))
  })
})

describe('somebody else changes the queue while Priya does', () => {
  const other = queueOf({ agents: [{ ...dana, onDuty: true }, { ...marco, onDuty: true }, { ...priya, onDuty: true }], updatedAt: before(1) })
  const changedByTwo = async (...now: Queue[]) => {
    const service = keepingQueues(...now)
    const works = service.routes['GET /api/admin/queues']!
    service.routes['GET /api/admin/queues'] = () => ({ body: { items: [queueOf()] } })
    const tab = await change(service)
    service.routes['GET /api/admin/queues'] = works
    const name = screen.getByRole('textbox', { name: 'Name' })
    await tab.user.clear(name)
    await tab.user.type(name, 'Help desk')
    await save(tab)
    expect(await screen.findByText('Not saved. Somebody changed it meanwhile. Look at how it is now.')).toBeVisible()
    expect(name).toHaveValue('Help desk')
    await save(tab)
    expect(service.askedFor('PUT', '/api/admin/queues/support').map(({ body }) => (body as Partial<Queue>).updatedAt)).toEqual([queueOf().updatedAt, queueOf().updatedAt])
    await tab.user.click(await screen.findByRole('button', { name: 'Show how it is now' }))
    return tab
  }

  it('neither is lost: she looks at theirs, and saves hers only then', async () => {
    const tab = await changedByTwo(other)
    await waitFor(() => expect(agents()).toHaveLength(3))
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Support')
    expect(screen.queryByText(/^Not saved/)).toBeNull()
    await tab.user.click(screen.getByRole('button', { name: 'Back to what I wrote' }))
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Help desk')
    expect(agents()).toHaveLength(2)
    await save(tab)
    expect(await screen.findByRole('heading', { name: 'Help desk' })).toBeVisible()
    expect(tab.service.askedFor('PUT', '/api/admin/queues/support').at(-1)?.body).toMatchObject({ name: 'Help desk', updatedAt: other.updatedAt })
  })

  it('and where they removed it, saving makes it anew', async () => {
    const tab = await changedByTwo()
    expect(await screen.findByText('Not saved. Somebody removed it meanwhile. Save again to make it anew.')).toBeVisible()
    await save(tab)
    expect(await screen.findByRole('heading', { name: 'Help desk' })).toBeVisible()
    expect(tab.service.askedFor('PUT', '/api/admin/queues/support').at(-1)?.body).toMatchObject({ updatedAt: null })
  })

  it('what she saved is in the list, also when the list can’t be read again', async () => {
    const service = keepingQueues(queueOf())
    const tab = await change(service)
    await tab.user.type(screen.getByRole('textbox', { name: 'Name' }), ' desk')
    service.routes['GET /api/admin/queues'] = () => 'no-network'
    await save(tab)
    expect(await screen.findByRole('heading', { name: 'Support desk' })).toBeVisible()
  })
})

describe('Priya leaves before she has saved', () => {
  it('is asked, and stays with what she wrote or goes without it', async () => {
    const tab = await change()
    const policies = () => screen.getByRole('tab', { name: 'Policies' })
    await tab.user.type(screen.getByRole('textbox', { name: 'Name' }), ' desk')
    await tab.user.click(policies())
    expect(await screen.findByRole('alertdialog', { name: 'Leave without saving?' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Stay' })).toHaveFocus()
    await tab.user.click(screen.getByRole('button', { name: 'Stay' }))
    await waitFor(() => expect(policies()).toHaveFocus())
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Support desk')
    // nor do the tab's other pages take it from her
    await tab.user.click(screen.getByRole('tab', { name: 'Calls' }))
    await tab.user.click(await screen.findByRole('button', { name: 'Stay' }))
    await tab.user.click(policies())
    await tab.user.click(await screen.findByRole('button', { name: 'Leave' }))
    expect(await screen.findByRole('heading', { name: 'No policies yet' })).toBeVisible()
    expect(screen.queryByRole('alertdialog')).toBeNull()
    // a policy that is being written is kept as well
    await tab.user.click(screen.getByRole('button', { name: 'Add a policy' }))
    await tab.user.click(screen.getByRole('radio', { name: 'A person' }))
    await tab.user.click(screen.getByRole('tab', { name: 'Numbers' }))
    expect(await screen.findByRole('alertdialog', { name: 'Leave without saving?' })).toBeVisible()
  })

  it('goes at once where nothing was changed', async () => {
    const tab = await change()
    await tab.user.type(screen.getByRole('textbox', { name: 'Name' }), 's{Backspace}')
    await tab.user.click(screen.getByRole('tab', { name: 'Policies' }))
    expect(await screen.findByRole('heading', { name: 'No policies yet' })).toBeVisible()
  })
})
