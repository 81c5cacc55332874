import { chromium, type Browser, type FrameLocator, type Page } from 'playwright-core'
import { chromiumPath } from '../../scripts/chromium.ts'

/** A real Chromium, headless, that looks nothing up outside this machine. */
export const startBrowser = async (): Promise<Browser> => {
  const executablePath = chromiumPath()
  if (executablePath === null) throw new Error('no Chromium: npm test installs it or says how')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] })
}

export interface Desk {
  page: Page
  /** A phone on the desk by its id, e.g. `dana-native`. */
  press(phone: string, button: RegExp): Promise<void>
  state(phone: string): Promise<string | null>
  showChat(): Promise<void>
  showTab(): Promise<void>
  tab: FrameLocator
  /** What the pages have complained of on the console so far. */
  errors(): string[]
}

export const openDesk = async (browser: Browser, url: string, size = { width: 1440, height: 900 }): Promise<Desk> => {
  const page = await browser.newPage({ viewport: size })
  const errors: string[] = []
  page.on('pageerror', (error) => void errors.push(String(error)))
  page.on('console', (message) => {
    // teams-js fetches its list of Teams clients there; where there is no network it goes on with the list it carries.
    if (message.type() === 'error' && !message.location().url.startsWith('https://res.cdn.office.net/')) errors.push(`${message.text()} ${message.location().url}`)
  })
  await page.goto(url)
  return {
    page,
    press: (phone, button) => page.locator(`[data-phone="${phone}"]`).getByRole('button', { name: button }).filter({ visible: true }).first().click(),
    state: (phone) => page.locator(`[data-phone="${phone}"]`).first().getAttribute('data-state'),
    showChat: () => page.getByRole('tab', { name: 'Chat' }).click(),
    showTab: () => page.getByRole('tab', { name: 'My number' }).click(),
    tab: page.frameLocator('iframe[title="Single Number tab"]'),
    errors: () => errors,
  }
}
