import type { Browser, Page } from 'playwright-core'
import { startChannelProxy } from './playground/channel-proxy.ts'
import { startPlayground, type Playground } from './playground/playground.ts'
import { freePort } from './processes.ts'
import { startSandbox, type Sandbox } from './sandbox.ts'
import { startBrowser } from './testing/browser.ts'
import { until } from './testing/until.ts'
import { botId, people } from './world.ts'

/** The bot in a client that nobody here wrote: Microsoft's Agents Playground. */
const dana = people[0]!
let sandbox: Sandbox
let browser: Browser
let proxy: Awaited<ReturnType<typeof startChannelProxy>>
let playground: Playground
let page: Page

beforeAll(async () => {
  ;[sandbox, browser] = await Promise.all([startSandbox({ build: false }), startBrowser()])
  proxy = await startChannelProxy({ port: 0, botUrl: `${sandbox.url}/api/messages`, entra: sandbox.entra })
  playground = await startPlayground({ botUrl: proxy.botUrl, botId, person: dana, port: await freePort() })
  page = await browser.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(playground.url)
})
afterAll(async () => {
  await browser?.close()
  await playground?.stop()
  await proxy?.close()
  await sandbox?.stop()
})

const type = async (text: string) => {
  const box = page.locator('[data-lexical-editor=true][role=textbox]')
  await box.click()
  await box.pressSequentially(text)
  await page.keyboard.press('Enter')
}
/** The card may be a moment ahead of the phone. */
const answers = async (phone: string) => {
  await until(() => sandbox.phones.get(phone).state === 'ringing')
  sandbox.phones.answer(phone)
}
const card = (words: string) => page.locator('.ac-adaptiveCard', { hasText: words }).last()

describe('Dana, in the Agents Playground', () => {
  it('is greeted, and gets help for the asking', async () => {
    await card('One number, on your phone and in Teams').waitFor()
    await type('help')
    const help = card('What you can type')
    for (const words of ['uplift', 'move back', 'ring native|teams']) await help.getByText(words, { exact: true }).waitFor()
  })

  it('presses a button, and the card it was on becomes the answer', async () => {
    await card('What you can type').getByRole('button', { name: 'Status' }).click()
    await card('You\'re not on a call').getByText('+1 425 555 0101').waitFor()
    expect(await page.locator('.ac-adaptiveCard', { hasText: 'What you can type' }).count()).toBe(0)
  })

  it('sees her call come in on one card, moves it, and that card says so', async () => {
    sandbox.phones.dial('outside-lena', dana.number)
    await card('Incoming call').waitFor()
    await answers('dana-native')
    await card('On your phone since').getByRole('button', { name: 'Move to Teams' }).click()
    await card('Ringing you in Teams').waitFor()
    await answers('dana-teams-laptop')
    await card('The call is in Teams now.').getByRole('button', { name: 'Move to phone' }).waitFor()
    expect(await page.locator('.ac-adaptiveCard', { hasText: 'Lena Fischer' }).count()).toBe(1)
  })

  it('is unheard without the channel\'s signature: the bot has no way around it', async () => {
    const answer = await fetch(`${sandbox.url}/api/messages`, {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', id: '1', channelId: 'msteams', serviceUrl: `${playground.url}/_connector`, text: 'hang up', from: { id: 'x', aadObjectId: dana.userId }, conversation: { id: 'c', tenantId: dana.tenantId } }),
    })
    expect(answer.status).toBe(401)
  })
})
