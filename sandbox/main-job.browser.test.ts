import type { Browser } from 'playwright-core'
import { startSandbox, type Sandbox } from './sandbox.ts'
import { people } from './world.ts'
import { openDesk, startBrowser, type Desk } from './testing/browser.ts'

/** The main job, as a newcomer does it: on the desk, by clicking. */
let sandbox: Sandbox
let browser: Browser
let desk: Desk

beforeAll(async () => {
  ;[sandbox, browser] = await Promise.all([startSandbox({ build: false }), startBrowser()])
  desk = await openDesk(browser, sandbox.url)
})
afterAll(async () => {
  await browser?.close()
  await sandbox?.stop()
})

const talking = async (...phones: string[]) => {
  for (const phone of phones) await desk.page.locator(`[data-phone="${phone}"][data-state="talking"]`).first().waitFor({ state: 'attached' })
}
const idle = async (...phones: string[]) => {
  for (const phone of phones) await desk.page.locator(`[data-phone="${phone}"][data-state="idle"]`).first().waitFor({ state: 'attached' })
}

describe('a newcomer at the desk', () => {
  it('sees the number, a past and unheard voicemail at first sight', async () => {
    await desk.tab.getByText('+1 425 555 0101').first().waitFor()
    await desk.tab.getByText('Lena Fischer').first().waitFor()
    await desk.tab.getByRole('tab', { name: /Voicemail.*2/ }).waitFor()
  })

  it('has Lena call Dana, answers on the native dialer, and sees the live call in the tab', async () => {
    await desk.press('outside-lena', /^Call Dana/)
    await desk.press('dana-native', /^Answer/)
    await talking('outside-lena', 'dana-native')
    await desk.tab.getByRole('button', { name: /Move to Teams: the call with Lena Fischer/ }).waitFor()
  })

  it('moves it into Teams from the bot’s card; Lena never stops talking', async () => {
    const drops: string[] = []
    const stop = sandbox.phones.onChange(() => {
      const { state } = sandbox.phones.get('outside-lena')
      if (state !== 'talking') drops.push(state)
    })
    await desk.showChat()
    await desk.page.getByRole('log').getByRole('button', { name: 'Move to Teams' }).last().click()
    await desk.press('dana-teams-laptop', /^(Accept|Answer)/)
    await talking('dana-teams-laptop', 'outside-lena')
    await idle('dana-native')
    stop()
    expect(drops).toEqual([])
    await desk.page.getByRole('log').getByRole('button', { name: 'Move to phone' }).waitFor()
  })

  it('keeps one card for the call, edited in place', () => {
    const [dana] = people
    const cards = (sandbox.connector.chat(dana?.userId ?? '') ?? []).filter((activity) => JSON.stringify(activity.attachments).includes('Lena Fischer'))
    expect(cards).toHaveLength(1)
    expect(cards.at(0)).toMatchObject({ edited: true })
  })

  it('moves it back from the tab, hangs up, and finds the journey in the history', async () => {
    await desk.showTab()
    await desk.tab.getByRole('button', { name: /Move to phone: the call with Lena Fischer/ }).click()
    await desk.press('dana-native', /^Answer/)
    await talking('dana-native', 'outside-lena')
    await idle('dana-teams-laptop')
    await desk.press('outside-lena', /^(Hang up|End)/)
    await idle('dana-native', 'outside-lena')
    // nobody's past has a journey of three stretches: it can only be this call
    await desk.tab.locator('[aria-posinset="1"], li').filter({ hasText: /Lena Fischer[\s\S]*Native dialer[\s\S]*Teams[\s\S]*Native dialer/ }).first().waitFor()
  })

  it('types to the bot and is understood', async () => {
    await desk.showChat()
    await desk.page.getByRole('textbox', { name: 'Message to Single Number' }).fill('status')
    await desk.page.getByRole('button', { name: 'Send' }).click()
    await desk.page.getByRole('log').getByText('+1 425 555 0101').first().waitFor()
  })

  it('asks Marco first, in the tab, and hands Lena over with a word to the bot', async () => {
    await desk.press('outside-lena', /^Call Dana/)
    await desk.press('dana-native', /^Answer/)
    await talking('outside-lena', 'dana-native')
    await desk.showTab()
    await desk.tab.getByRole('button', { name: 'Ask first: the call with Lena Fischer' }).click()
    await desk.tab.getByRole('combobox', { name: 'Name or phone number' }).fill('Marco')
    await desk.tab.getByRole('option', { name: /Marco Reyes/ }).click()
    await desk.tab.getByRole('dialog').getByRole('button', { name: 'Ask first' }).click()
    await desk.press('marco-native', /^Answer/)
    await desk.tab.getByText('Talks with you').waitFor()
    expect([sandbox.phones.hears('outside-lena'), sandbox.phones.hears('dana-native'), sandbox.phones.hears('marco-native')]).toEqual([['music'], ['marco-native'], ['dana-native']])

    await desk.showChat()
    await desk.page.getByRole('textbox', { name: 'Message to Single Number' }).fill('hand over')
    await desk.page.getByRole('button', { name: 'Send' }).click()
    await idle('dana-native')
    await desk.page.getByRole('log').getByText('Transferred to Marco Reyes').first().waitFor()
    expect([sandbox.phones.hears('outside-lena'), sandbox.phones.hears('marco-native')]).toEqual([['marco-native'], ['outside-lena']])
    await desk.press('outside-lena', /^(Hang up|End)/)
    await idle('marco-native', 'outside-lena')
  })

  it('plays a voicemail: real sound, and listening leaves it unread', async () => {
    await desk.showTab()
    await desk.tab.getByRole('tab', { name: /Voicemail/ }).click()
    const audio = desk.page.waitForResponse((response) => response.url().includes('/audio') && response.status() < 300)
    await desk.tab.getByRole('button', { name: /^Play/ }).first().click()
    expect((await (await audio).body()).toString('latin1', 0, 4)).toMatch(/^(OggS|RIFF)$/)
    await desk.tab.getByRole('button', { name: /^Pause/ }).first().waitFor()
    await desk.tab.getByRole('tab', { name: /Voicemail.*2/ }).waitFor()
  })

  it('chooses Teams for the next call: the native dialer stays silent', async () => {
    await desk.tab.getByRole('tab', { name: 'Settings' }).click()
    await desk.tab.getByRole('radio', { name: /^Teams/ }).check()
    await desk.tab.getByText(/Saved/).first().waitFor()
    await desk.press('outside-lena', /^Call Dana/)
    await desk.page.locator('[data-phone="dana-teams-laptop"][data-state="ringing"]').first().waitFor({ state: 'attached' })
    expect(sandbox.phones.get('dana-native').state).toBe('idle')
    await desk.press('dana-teams-laptop', /^Decline/)
    await idle('dana-teams-laptop')
    sandbox.phones.hangup('outside-lena')
  })
})
