import type { Browser } from 'playwright-core'
import type { LiveCall } from '../src/api/calls.ts'
import { eventually } from './stories/driver.ts'
import { startSandbox, type Sandbox } from './sandbox.ts'
import { openDesk, startBrowser, type Desk } from './testing/browser.ts'
import { companyNumbers, people, type Person } from './world.ts'

/** A queue as one of its agents lives with it: on the desk and in the tab, by clicking. */
const [dana, marco, priya] = people as [Person, Person, Person]
const number = companyNumbers[0]!.number
let sandbox: Sandbox
let browser: Browser
let desk: Desk

/** What colleagues do in tabs of their own. */
const ask = async <Body>(who: Person, method: string, path: string, body?: unknown): Promise<Body> => {
  const answer = await fetch(`${sandbox.url}/api/${path}`, {
    method, headers: { authorization: `Bearer ${await sandbox.entra.userToken(who)}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return await answer.json() as Body
}
const liveCallOf = async (who: Person) => (await ask<{ items: LiveCall[] }>(who, 'GET', 'calls/live')).items[0]
const phone = (id: string, state: string) => desk.page.locator(`[data-phone="${id}"][data-state="${state}"]`).first().waitFor({ state: 'attached' })
const queueCard = () => desk.tab.getByRole('region', { name: 'Your queue' })
const liveCall = () => desk.tab.getByRole('article', { name: 'Lena Fischer' })

beforeAll(async () => {
  ;[sandbox, browser] = await Promise.all([startSandbox({ build: false }), startBrowser()])
  // the sandbox has made one already
  await ask(priya, 'DELETE', 'admin/queues/support')
  desk = await openDesk(browser, sandbox.url)
  await desk.tab.getByText('+1 425 555 0101').first().waitFor()
})
afterAll(async () => {
  await browser?.close()
  await sandbox?.stop()
})

describe('Dana takes calls of the company’s number', () => {
  it('and sees it in her tab as soon as she is in the queue', async () => {
    expect(await queueCard().count()).toBe(0)
    // Priya administers
    await ask(priya, 'PUT', 'admin/queues/support', { name: 'Support', number, strategy: 'attendant', agents: [dana.userId, marco.userId] })
    await queueCard().getByText('You and 1 other take calls').waitFor()
    await queueCard().getByText('Nobody is waiting').waitFor()
  })

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
  })

  it('parks it, reads the code, and takes it back', async () => {
    await liveCall().getByRole('button', { name: /^More to do/ }).click()
    await desk.tab.getByRole('menuitem', { name: /^Park for a colleague/ }).click()
    const panel = liveCall().getByRole('group', { name: 'Parked call' })
    await panel.getByText(/^\d\d$/).waitFor()
    await phone('dana-native', 'idle')
    await eventually(() => expect(sandbox.phones.hears('outside-lena')).toEqual(['music']))
    await liveCall().getByRole('button', { name: /^Take it back/ }).click()
    await desk.press('dana-native', /^Answer/)
    await phone('dana-native', 'talking')
    await desk.press('outside-lena', /^(Hang up|End)/)
    await phone('dana-native', 'idle')
  })

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
  })

  it('back on duty, finds in the history whose call a colleague answered', async () => {
    await queueCard().getByRole('switch', { name: 'Take calls of Support' }).click()
    await queueCard().getByText('You and 1 other take calls').waitFor()
    sandbox.phones.dial('outside-lena', number)
    await Promise.all([phone('dana-native', 'ringing'), phone('marco-native', 'ringing')])
    sandbox.phones.answer('marco-native')
    await phone('dana-native', 'idle')
    await desk.tab.getByRole('button', { name: /Lena Fischer\s*Support queue\s*,\s*A colleague answered/ }).first().click()
    await desk.tab.getByText('Answered by').waitFor()
    await desk.tab.getByText('Marco Reyes, (425) 555-0102').waitFor()
    sandbox.phones.hangup('outside-lena')
    expect(desk.errors()).toEqual([])
  })

  it('picks up with its code what Marco parked', async () => {
    sandbox.phones.dial('outside-lena', marco.number)
    await phone('marco-native', 'ringing')
    sandbox.phones.answer('marco-native')
    await phone('marco-native', 'talking')
    const call = await eventually(async () => {
      const found = await liveCallOf(marco)
      if (!found?.actions.includes('park')) throw new Error('not yet')
      return found
    })
    await ask(marco, 'POST', `calls/${call.id}/park`, {})
    const code = await eventually(async () => {
      const parked = (await liveCallOf(marco))?.parked
      if (!parked) throw new Error('not parked yet')
      return parked.code
    })
    await desk.tab.getByRole('button', { name: 'Pick up a parked call' }).click()
    await desk.tab.getByRole('textbox', { name: 'Code' }).fill(code)
    await desk.page.keyboard.press('Enter')
    await desk.tab.getByText('Your phones ring with the call from Lena Fischer. Answer where you like.').waitFor()
    await liveCall().getByText('Parked by Marco Reyes').waitFor()
    await desk.press('dana-native', /^Answer/)
    await phone('dana-native', 'talking')
    await eventually(() => expect(sandbox.phones.hears('outside-lena')).toEqual(['dana-native']))
    expect(desk.errors()).toEqual([])
  })
})
