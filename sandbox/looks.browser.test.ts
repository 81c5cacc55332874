import type { Browser, Locator, Page } from 'playwright-core'
import { startSandbox, type Sandbox } from './sandbox.ts'
import { openDesk, startBrowser, type Desk } from './testing/browser.ts'
import { until } from './testing/until.ts'

/** How it looks: the desk and the tab in each theme of Teams, on a phone's width and on a desktop's, and by keyboard alone. */
const looks = ['Light', 'Dark', 'High contrast'].flatMap((theme) => [390, 1440].map((width) => ({ theme, width, label: `${theme}, ${width} px` })))

let sandbox: Sandbox
let browser: Browser
const desks = new Map<string, Desk>()

const deskOf = (label: string): Desk => {
  const desk = desks.get(label)
  if (!desk) throw new Error(`no desk ${label}`)
  return desk
}

beforeAll(async () => {
  ;[sandbox, browser] = await Promise.all([startSandbox({ build: false }), startBrowser()])
  for (const { theme, width, label } of looks) {
    const desk = await openDesk(browser, sandbox.url, { width, height: width < 720 ? 844 : 900 })
    desks.set(label, desk)
    await desk.page.getByRole('button', { name: theme, exact: true }).click()
    if (width < 720) await desk.page.getByRole('tab', { name: 'Teams', exact: true }).click()
    await desk.tab.getByText('+1 425 555 0101').first().waitFor()
  }
})
afterAll(async () => {
  await browser?.close()
  await sandbox?.stop()
})

const tabFrame = (page: Page) => {
  const frame = page.frames().find((each) => new URL(each.url()).pathname.startsWith('/tab/'))
  if (!frame) throw new Error('no tab on this page')
  return frame
}

/** By how many pixels desk and tab are wider than what shows them. */
const overflow = ({ page }: Desk) =>
  Promise.all([page.mainFrame(), tabFrame(page)].map((frame) => frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)))

/** 0 (black) to 255 (white). */
const brightness = ({ page }: Desk) => tabFrame(page).evaluate(() => {
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []).map(Number)
  return Math.round((red + green + blue) / 3)
})

/** Which of these stick out of the window, or of the frame that the tab has in it. */
const outOfSight = async ({ page }: Desk, elements: Locator[]) => {
  const frame = await page.locator('iframe[title="Single Number tab"]').boundingBox()
  const view = page.viewportSize()
  if (!frame || !view) throw new Error('the tab is not shown')
  const out: string[] = []
  for (const element of elements) {
    const box = await element.boundingBox()
    const fits = box && box.x >= frame.x && box.x + box.width <= Math.min(frame.x + frame.width, view.width)
      && box.y >= frame.y && box.y + box.height <= Math.min(frame.y + frame.height, view.height)
    if (!fits) out.push(await element.innerText())
  }
  return out
}

const focusedName = async (page: Page): Promise<string> => {
  const read = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''
  const isInTab = await page.evaluate(() => document.activeElement?.tagName === 'IFRAME')
  return isInTab ? tabFrame(page).evaluate(read) : page.evaluate(read)
}

/** Presses a key until what it is looking for has the focus, as people without a mouse do. */
const walk = async (page: Page, key: 'Tab' | 'Shift+Tab', wanted: RegExp) => {
  const seen: string[] = []
  while (seen.length < 60) {
    await page.keyboard.press(key)
    const name = await focusedName(page)
    if (wanted.test(name)) return
    seen.push(name)
  }
  throw new Error(`${wanted} was not among: ${seen.join(' | ')}`)
}

describe('desk and tab', () => {
  it.each(looks)('load cleanly and fit: $label', async ({ label, theme }) => {
    const desk = deskOf(label)
    expect(desk.errors()).toEqual([])
    expect(await overflow(desk)).toEqual([0, 0])
    const [darkest, brightest] = theme === 'Light' ? [230, 255] : theme === 'Dark' ? [20, 60] : [0, 0]
    const shown = await brightness(desk)
    expect(shown).toBeGreaterThanOrEqual(darkest ?? 0)
    expect(shown).toBeLessThanOrEqual(brightest ?? 0)
  })

  it('show a call that is up with all its buttons in sight, in every look', async () => {
    sandbox.phones.dial('outside-lena', '+14255550101')
    for (const { label } of looks) await deskOf(label).tab.getByRole('button', { name: /^Decline/ }).waitFor()
    await until(() => sandbox.phones.get('dana-native').state === 'ringing')
    sandbox.phones.answer('dana-native')
    for (const { label } of looks) {
      const desk = deskOf(label)
      const card = desk.tab.getByRole('article', { name: 'Lena Fischer' })
      await card.getByRole('button', { name: /^Move to Teams/ }).waitFor()
      const buttons = await card.getByRole('button').all()
      // to Teams and its menu of further places, hold, ask first, transfer, more, hang up
      expect(buttons).toHaveLength(7)
      expect({ label, out: await outOfSight(desk, buttons) }).toEqual({ label, out: [] })
      expect({ label, overflow: await overflow(desk) }).toEqual({ label, overflow: [0, 0] })
    }
  })

  it('show who talks and who waits while a colleague is asked, in every look', async () => {
    const { tab, press } = deskOf('Light, 1440 px')
    await tab.getByRole('button', { name: /^Ask first/ }).click()
    await tab.getByRole('combobox', { name: 'Name or phone number' }).fill('Marco')
    await tab.getByRole('option', { name: /Marco Reyes/ }).click()
    await tab.getByRole('dialog').getByRole('button', { name: 'Ask first' }).click()
    await press('marco-native', /^Answer/)
    for (const { label } of looks) {
      const desk = deskOf(label)
      const card = desk.tab.getByRole('article', { name: 'Lena Fischer' })
      await card.getByText('Talks with you').waitFor()
      expect(await card.getByRole('button').allInnerTexts()).toEqual(['Hand over', 'Switch', 'Cancel'])
      expect({ label, overflow: await overflow(desk) }).toEqual({ label, overflow: [0, 0] })
    }
    await tab.getByRole('button', { name: /^Cancel/ }).click()
    await tab.getByRole('button', { name: /^Move to Teams/ }).waitFor()
  })

  it('show every setting within the page, in every look', async () => {
    for (const { label } of looks) {
      const desk = deskOf(label)
      await desk.tab.getByRole('tab', { name: 'Settings' }).click()
      const quiet = desk.tab.getByRole('switch', { name: /^Don’t ring during quiet hours/ })
      if (!await quiet.isChecked()) await quiet.click()
      await desk.tab.getByLabel('Sunday, quiet until').waitFor()
      expect({ label, overflow: await overflow(desk) }).toEqual({ label, overflow: [0, 0] })
      await desk.tab.getByRole('tab', { name: 'Calls' }).click()
    }
  })

  it('let a person without a mouse move the call to Teams and take it there', async () => {
    const { page } = deskOf('Light, 1440 px')
    await page.bringToFront()
    await walk(page, 'Tab', /^Move to Teams/)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Accept in Teams on Dana.s laptop/ }).waitFor()
    await walk(page, 'Shift+Tab', /^Accept in Teams on Dana.s laptop/)
    await page.keyboard.press('Enter')
    await page.locator('[data-phone="dana-teams-laptop"][data-state="talking"]').first().waitFor({ state: 'attached' })
    await page.locator('[data-phone="dana-native"][data-state="idle"]').first().waitFor({ state: 'attached' })
  })

  it('show an administrator each part of the organisation within the page, in every look', async () => {
    for (const { label } of looks) {
      const desk = deskOf(label)
      await desk.page.bringToFront()
      await desk.page.getByRole('group', { name: 'Whose desk' }).getByTitle(/^Priya Nair/).click()
      await desk.tab.getByRole('tab', { name: 'Organisation' }).click()
      const fits = async (part: string) => expect({ label, part, overflow: await overflow(desk) }).toEqual({ label, part, overflow: [0, 0] })
      await desk.tab.getByRole('list', { name: 'Numbers' }).waitFor()
      await fits('numbers')
      await desk.tab.getByRole('tab', { name: 'Policies' }).click()
      await desk.tab.getByRole('button', { name: 'Add a policy' }).click()
      await desk.tab.getByRole('form', { name: 'A new policy' }).waitFor()
      // what is wider than the page is cut off there
      const page = await desk.tab.getByRole('form', { name: 'A new policy' }).boundingBox()
      for (const select of await desk.tab.getByRole('form').getByRole('combobox').all()) {
        const box = await select.boundingBox()
        expect({ label, fits: page && box && box.x + box.width <= page.x + page.width }).toEqual({ label, fits: true })
      }
      await desk.tab.getByRole('tab', { name: 'Call queues' }).click()
      await desk.tab.getByRole('button', { name: 'Add a call queue' }).click()
      await desk.tab.getByRole('form', { name: 'A new call queue' }).waitFor()
      await fits('call queues')
      await desk.tab.getByRole('tab', { name: 'Audit log' }).click()
      await desk.tab.getByRole('list', { name: 'Audit log' }).waitFor()
      await fits('audit log')
    }
  })
})
