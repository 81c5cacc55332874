import type { Browser } from 'playwright-core'
import type { QueueInput } from '../src/api/queues.ts'
import { startSandbox, type Sandbox } from './sandbox.ts'
import { openDesk, startBrowser, type Desk } from './testing/browser.ts'
import { companyNumbers, people } from './world.ts'

/** A queue as one of its agents lives with it: on the desk and in the tab, by clicking. */
const [dana, marco, priya] = people as [typeof people[number], typeof people[number], typeof people[number]]
const number = companyNumbers[0]!.number
let sandbox: Sandbox
let browser: Browser
let desk: Desk

/** Priya administers. */
const putQueue = async (input: Omit<QueueInput, 'ringSeconds' | 'longestSeconds' | 'mostWaiting' | 'presenceAware' | 'overflow'>): Promise<void> => {
  const answer = await fetch(`${sandbox.url}/api/admin/queues/support`, {
    method: 'PUT', headers: { authorization: `Bearer ${await sandbox.entra.userToken(priya)}`, 'content-type': 'application/json' }, body: JSON.stringify(input),
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
}
const phone = (id: string, state: string) => desk.page.locator(`[data-phone="${id}"][data-state="${state}"]`).first().waitFor({ state: 'attached' })
const queueCard = () => desk.tab.getByRole('region', { name: 'Your queue' })
const liveCall = () => desk.tab.getByRole('article', { name: 'Lena Fischer' })

beforeAll(async () => {
  ;[sandbox, browser] = await Promise.all([startSandbox({ build: false }), startBrowser()])
  desk = await openDesk(browser, sandbox.url)
  await desk.tab.getByText('+1 425 555 0101').first().waitFor()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await sandbox?.stop()
})

describe('Dana takes calls of the company’s number', () => {
  it('and sees it in her tab as soon as she is in the queue', async () => {
    expect(await queueCard().count()).toBe(0)
    await putQueue({ name: 'Support', number, strategy: 'attendant', agents: [dana.userId, marco.userId] })
    await queueCard().getByText('You and 1 other take calls').waitFor()
    await queueCard().getByText('Nobody is waiting').waitFor()
  }, 30_000)

  it('Lena calls it, and the tab shows whose call rings and who waits', async () => {
    sandbox.phones.dial('outside-lena', number)
    await phone('dana-native', 'ringing')
    await liveCall().getByText('Support queue').waitFor()
    await queueCard().getByText('1 caller is waiting').waitFor()
    await desk.press('dana-native', /^Answer/)
    await phone('dana-native', 'talking')
    await liveCall().getByText('On the native dialer').first().waitFor()
    await queueCard().getByText('Nobody is waiting').waitFor()
    await phone('marco-native', 'idle')
  }, 30_000)

  it('parks it, reads the code, and takes it back', async () => {
    await liveCall().getByRole('button', { name: /^More to do/ }).click()
    await desk.tab.getByRole('menuitem', { name: /^Park for a colleague/ }).click()
    const panel = liveCall().getByRole('group', { name: 'Parked call' })
    await panel.getByText(/^\d\d$/).waitFor()
    await phone('dana-native', 'idle')
    expect(sandbox.phones.hears('outside-lena')).toEqual(['music'])
    await liveCall().getByRole('button', { name: /^Take it back/ }).click()
    await desk.press('dana-native', /^Answer/)
    await phone('dana-native', 'talking')
    await desk.press('outside-lena', /^(Hang up|End)/)
    await phone('dana-native', 'idle')
  }, 30_000)

  it('takes no more of its calls: Marco alone is rung', async () => {
    await queueCard().getByRole('switch', { name: 'Take calls of Support' }).click()
    await queueCard().getByText('1 person takes calls').waitFor()
    sandbox.phones.dial('outside-lena', number)
    await phone('marco-native', 'ringing')
    expect(sandbox.phones.get('dana-native').state).toBe('idle')
    sandbox.phones.answer('marco-native')
    await phone('marco-native', 'talking')
    sandbox.phones.hangup('outside-lena')
    await phone('marco-native', 'idle')
  }, 30_000)

  it('back on duty, finds in the history whose call a colleague answered', async () => {
    await queueCard().getByRole('switch', { name: 'Take calls of Support' }).click()
    await queueCard().getByText('You and 1 other take calls').waitFor()
    sandbox.phones.dial('outside-lena', number)
    await phone('dana-native', 'ringing')
    sandbox.phones.answer('marco-native')
    await phone('dana-native', 'idle')
    await desk.tab.getByRole('button', { name: /Lena Fischer\s*Support queue\s*,\s*A colleague answered/ }).first().click()
    await desk.tab.getByText('Answered by').waitFor()
    await desk.tab.getByText(/^Marco Reyes, /).waitFor()
    sandbox.phones.hangup('outside-lena')
    expect(desk.errors()).toEqual([])
  }, 30_000)
})
