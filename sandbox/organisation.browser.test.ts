import type { Browser, Locator } from 'playwright-core'
import { startSandbox, type Sandbox } from './sandbox.ts'
import { eventually } from './stories/driver.ts'
import { openDesk, startBrowser, type Desk } from './testing/browser.ts'
import { people } from './world.ts'

/** An administrator's day, by clicking: the list comes, somebody gets a number, something is decided, and the log tells it. */
let sandbox: Sandbox
let browser: Browser
let desk: Desk

beforeAll(async () => {
  ;[sandbox, browser] = await Promise.all([startSandbox({ build: false }), startBrowser()])
  // the sandbox has made a queue already, and here somebody makes their first
  const priya = people.find(({ key }) => key === 'priya')!
  await fetch(`${sandbox.url}/api/admin/queues/support`, { method: 'DELETE', headers: { authorization: `Bearer ${await sandbox.entra.userToken(priya)}` } })
  desk = await openDesk(browser, sandbox.url)
  await desk.page.getByRole('group', { name: 'Whose desk' }).getByTitle(/^Priya Nair/).click()
  await desk.tab.getByRole('tab', { name: 'Organisation' }).click()
})
afterAll(async () => {
  await browser?.close()
  await sandbox?.stop()
})

const list = ['number,type,operator,site', '+14255550107,mobile,Contoso Mobile,Tacoma', '+14255550104,mobile,Contoso Mobile,Seattle', '+14255550108,fax,,'].join('\n')

/** Nothing lies over it: what stays at the foot of a form hides no field. */
const isInSight = (element: Locator) => element.evaluate((it) => {
  const { left, top, height } = it.getBoundingClientRect()
  return it.contains(document.elementFromPoint(left + 4, top + height / 2))
})

describe('Priya, who has the role Admin', () => {
  it('uploads a list, reads which row is wrong, and applies the others', async () => {
    const { tab } = desk
    await tab.getByRole('button', { name: 'Upload a list' }).click()
    await tab.getByLabel('The operator’s list', { exact: true }).setInputFiles({ name: 'november.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
    await tab.getByRole('row', { name: '4 type mobile or service' }).waitFor()
    await tab.getByRole('button', { name: 'Apply without these rows' }).click()
    await tab.getByText('1 number added, 0 numbers changed, 1 number left as it was, 1 row left out.').waitFor()
    await tab.getByRole('button', { name: 'Close' }).click()
    await tab.getByRole('listitem').filter({ hasText: '+1 425 555 0107' }).getByText('Free').waitFor()
  })

  it('gives the new number to Marco, and sees Teams take it in', async () => {
    const { tab } = desk
    await tab.getByRole('button', { name: 'Assign +1 425 555 0107' }).click()
    await tab.getByRole('combobox', { name: 'Name', exact: true }).fill('Marco')
    await tab.getByRole('option', { name: /Marco Reyes/ }).click()
    await tab.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click()
    const row = tab.getByRole('listitem').filter({ hasText: '+1 425 555 0107' })
    await row.getByText('Marco Reyes').waitFor()
    await row.getByText('Assigned in Teams too').waitFor()
    // the one he had before
    await tab.getByRole('button', { name: 'Assign +1 425 555 0102' }).waitFor()
  })

  it('decides for Dana, and is told at the field what is wrong', async () => {
    const { tab } = desk
    await tab.getByRole('tab', { name: 'Policies' }).click()
    await tab.getByRole('button', { name: 'Add a policy' }).click()
    await tab.getByRole('radio', { name: 'A person' }).click()
    await tab.getByRole('button', { name: 'Choose a person' }).click()
    await tab.getByRole('combobox', { name: 'Name', exact: true }).fill('Dana')
    await tab.getByRole('option', { name: /Dana Whitfield/ }).click()
    await tab.getByRole('combobox', { name: 'Calls placed in a minute' }).selectOption('At most')
    const field = tab.getByRole('textbox', { name: /^Calls placed in a minute/ })
    await field.fill('7000')
    await tab.getByRole('button', { name: 'Save' }).click()
    await tab.getByText('At most 600 calls').waitFor()
    await field.fill('20')
    await tab.getByRole('button', { name: 'Save' }).click()
    await tab.getByRole('listitem').filter({ hasText: /Dana Whitfield.*At most 20 calls/ }).waitFor()
  })

  it('makes a call queue, and a call to its number rings its agents', async () => {
    const { tab } = desk
    await tab.getByRole('tab', { name: 'Call queues' }).click()
    await tab.getByRole('button', { name: 'Add a call queue' }).click()
    expect(await isInSight(tab.getByRole('heading', { name: 'A new call queue' }))).toBe(true)
    // by keyboard, from the first field to the last
    const focused = tab.locator(':focus')
    for (let at = ''; at !== 'Save'; at = await focused.innerText()) {
      await desk.page.keyboard.press('Tab')
      expect([await focused.evaluate(({ outerHTML }) => outerHTML.slice(0, 120)), await isInSight(focused)]).toEqual([expect.anything(), true])
    }
    await tab.getByRole('textbox', { name: 'Name', exact: true }).fill('Support')
    const number = tab.getByRole('textbox', { name: 'Number', exact: true })
    await number.fill('(425) 555-0101')
    for (const name of ['Dana Whitfield', 'Priya Nair']) {
      await tab.getByRole('button', { name: 'Add an agent' }).click()
      await tab.getByRole('combobox', { name: 'Name', exact: true }).fill(name)
      await tab.getByRole('option', { name: new RegExp(name) }).click()
    }
    // what she wrote is hers until she says otherwise
    await tab.getByRole('tab', { name: 'Numbers' }).click()
    await tab.getByRole('button', { name: 'Stay' }).click()
    await tab.getByRole('button', { name: 'Save' }).click()
    await tab.getByText('That number is somebody’s own. A queue needs one that is nobody’s.').waitFor()
    await number.fill('')
    await tab.getByRole('button', { name: 'Take +1 425 555 0150' }).click()
    await tab.getByRole('button', { name: 'Save' }).click()
    const queue = tab.getByRole('list', { name: 'Call queues' }).getByRole('listitem').filter({ hasText: 'Support' })
    await queue.getByText('2 agents, 2 on duty').waitFor()
    sandbox.phones.dial('outside-lena', '+14255550150')
    await desk.page.locator('[data-phone="priya-native"][data-state="ringing"]').first().waitFor({ state: 'attached' })
    await eventually(() => expect(sandbox.phones.get('dana-native').state).toBe('ringing'))
    // the list looks again by itself
    await queue.getByText('1 caller').waitFor()
    sandbox.phones.answer('dana-native')
    await eventually(() => expect([sandbox.phones.get('priya-native').state, sandbox.phones.hears('outside-lena')]).toEqual(['idle', ['dana-native']]))
    sandbox.phones.hangup('outside-lena')
    await tab.getByRole('button', { name: 'Calls of Support' }).click()
    await tab.getByRole('list', { name: 'Calls of Support' }).getByRole('listitem').filter({ hasText: /Lena Fischer.*Taken by Dana Whitfield/ }).waitFor()
  })

  it('finds all of it in the audit log, in words', async () => {
    const { tab } = desk
    await tab.getByRole('tab', { name: 'Audit log' }).click()
    const log = tab.getByRole('list', { name: 'Audit log' })
    for (const words of ['Priya Nair set up the call queue Support: +1 425 555 0150, 2 agents', 'Priya Nair changed the policy for Dana Whitfield', 'Priya Nair gave +1 425 555 0107 to Marco Reyes', 'Priya Nair applied a list: 1 number added, 0 numbers changed']) await log.getByText(words).waitFor()
    // the refused ones are all that the console complains of
    expect(desk.errors().filter((error) => !/ 40[09] /.test(error))).toEqual([])
  })

  it('Dana reads what was decided for her, and has no such page', async () => {
    await desk.page.getByRole('group', { name: 'Whose desk' }).getByTitle(/^Dana Whitfield/).click()
    await desk.tab.getByRole('tab', { name: 'Settings' }).click()
    await desk.tab.getByText('You can place 20 calls a minute.').waitFor()
    expect(await desk.tab.getByRole('tab', { name: 'Organisation' }).count()).toBe(0)
  })
})
