import { startSandbox } from '/work/main/sandbox/sandbox.ts'
import { botId } from '/work/main/sandbox/world.ts'
import { startChannelProxy } from '/work/main/sandbox/playground/channel-proxy.ts'
import { startPlayground } from '/work/main/sandbox/playground/playground.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright-core'
const sandbox = await startSandbox({ build: false, seed: true, environment: { LOG_LEVEL: 'info' }, say: (l) => console.log('APP', l) })
console.log('sandbox', sandbox.url)
const dana = sandbox.people[0]!
const chat = () => sandbox.connector.chat(dana.userId)!
const last = () => JSON.stringify(chat().at(-1)).slice(0, 700)
const show = (w: string) => console.log('==', w, chat().length, '\n', chat().slice(-3).map((a) => JSON.stringify({ id: a.id, role: a.from.role, text: a.text, edited: a.edited, card: a.attachments[0] && JSON.stringify((a.attachments[0] as any).content).replace(/"(type|spacing|weight|size|width|verticalContentAlignment|\$schema|version|style)":"[^"]*",?/g, '').slice(0, 900) })).join('\n '))
try {
  show('start')
  await sandbox.connector.say(dana.userId, 'status'); await sleep(300); show('status')
  await sandbox.phones.dial('outside-lena', dana.number); await sleep(800); show('ringing')
  await sandbox.phones.answer('dana-native'); await sleep(800); show('answered')
  await sandbox.connector.say(dana.userId, 'uplift'); await sleep(500); show('uplift')
  console.log(sandbox.phones.list().filter((p: any) => p.person === dana.userId).map((p: any) => p.id + ' ' + p.state))
  await sandbox.phones.answer('dana-teams-laptop'); await sleep(1500); show('moved')
  await sandbox.connector.say(dana.userId, 'transfer marco'); await sleep(800); show('transfer')
  await sandbox.phones.answer('marco-native'); await sleep(1000); show('transferred')
  await sandbox.connector.say(dana.userId, 'history'); await sleep(300); show('history')
  await sandbox.connector.say(dana.userId, 'voicemail'); await sleep(300); show('voicemail')
} catch (e) { console.log('ERR', e) }
const proxy = await startChannelProxy({ port: 0, botUrl: `${sandbox.url}/api/messages`, entra: sandbox.entra })
try {
  const t = Date.now()
  const pg = await startPlayground({ botUrl: proxy.botUrl, botId, person: dana, port: 23456 })
  console.log('playground up', Date.now() - t)
  const { execSync } = await import('node:child_process')
  console.log(execSync('ss -ltnp 2>/dev/null | grep 23456 || true').toString())
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  const page = await browser.newPage()
  await page.goto(pg.url)
  const box = page.locator('[data-lexical-editor=true][role=textbox]')
  await box.waitFor({ timeout: 20000 })
  await box.click(); await box.pressSequentially('help'); await page.keyboard.press('Enter')
  await sleep(5000)
  await page.screenshot({ path: '/tmp/pg.png' })
  console.log((await page.locator('body').innerText()).slice(0, 1500))
  await browser.close(); await pg.stop()
} catch (e) { console.log('ERR', e) }
await proxy.close(); await sandbox.stop()
