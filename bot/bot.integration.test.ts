import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import { SignJWT, generateKeyPair } from 'jose'
import { startConnector, type Connector } from '../sandbox/connector/index.ts'
import { openTestStore, type TestStore } from '../sandbox/database/test-store.ts'
import { startEntra, type Entra } from '../sandbox/entra/index.ts'
import { botId, people, tenantId } from '../sandbox/world.ts'
import { incomingCall } from '../src/call/testing/world.ts'
import type { Clock } from '../src/clock.ts'
import { createLog } from '../src/log.ts'
import { ChatError } from '../src/service/chat.ts'
import { appTokens } from '../src/microsoft/app-token.ts'
import { createBot, type Bot } from './index.ts'
import { fakeService } from './testing/fake-service.ts'
import { hostBot } from './testing/host.ts'
import { dana, ended, talking } from './testing/samples.ts'

const marco = people[1]!

const tokenFrom = (authority: string, clientSecret = 'secret') => {
  const tokens = appTokens({ authority, clientId: botId, clientSecret, scope: 'https://api.botframework.com/.default' }, clock)
  return { get: () => tokens.token(tenantId), drop: () => tokens.drop(tenantId) }
}
/** Real time, but nothing waits for a timer once the tests are over. */
const clock: Clock = {
  now: () => Date.now(),
  setTimeout(ms, run) {
    const timer = setTimeout(run, ms).unref()
    return () => clearTimeout(timer)
  },
}
const otherTenant = '00000000-0000-4000-8000-00000000000b'

describe('the bot behind the Bot Connector', () => {
  let opened: TestStore
  let store: TestStore['store']
  let folder: string
  let entra: Entra
  let connector: Connector
  let host: Awaited<ReturnType<typeof hostBot>>
  let address: string
  let bot: Bot
  let service: ReturnType<typeof fakeService>

  beforeAll(async () => {
    opened = await openTestStore()
    store = opened.store
  })
  afterAll(() => opened.close())

  beforeEach(async () => {
    // botbuilder writes each bad token to the console
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
    folder = await mkdtemp(join(tmpdir(), 'bot-'))
    entra = await startEntra({ dataDir: folder, port: 0, clientId: botId, clientSecret: 'secret', botId, botSecret: 'secret' })
    service = fakeService()
    bot = createBot({
      token: tokenFrom(entra.url),
      settings: { id: botId, tenantId, openIdMetadata: entra.botOpenIdMetadata, authority: entra.url, tenantIds: [tenantId], country: 'US' },
      ...service, store, log: createLog('silent'), clock,
    })
    host = await hostBot(() => bot)
    address = host.url
    connector = await startConnector({ port: 0, people, botId, botName: 'Single Number', botUrl: address, entra })
  })
  afterEach(async () => {
    await connector.close()
    await host.close()
    await entra.close()
    await store.dropConversation(dana)
    await rm(folder, { recursive: true })
    jest.restoreAllMocks()
  })

  const chat = () => connector.chat(dana.userId) ?? []
  const last = () => chat().at(-1)!
  const cardOf = (index: number) => JSON.stringify(chat().at(index)?.attachments[0]?.content)
  /** The call is over, and in the history. */
  const history = async (entry: ReturnType<typeof ended>) => {
    service.world.live = []
    await store.saveCall({ call: { ...incomingCall().call, id: entry.id }, history: entry, ended: true, jobs: [] }, 1)
  }
  const until = async (ready: () => boolean) => {
    for (let i = 0; i < 200 && !ready(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(ready()).toBe(true)
  }

  describe('who may speak to it', () => {
    const activity = (changes: Record<string, unknown> = {}) => ({
      type: 'message', id: '1', channelId: 'msteams', serviceUrl: connector.url, text: 'help', from: { id: '29:x', aadObjectId: dana.userId }, recipient: { id: `28:${botId}` },
      conversation: { id: 'a:x', conversationType: 'personal', tenantId }, channelData: { tenant: { id: tenantId } }, ...changes,
    })
    const send = async (authorization: string | null, body: unknown = activity()) =>
      (await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) }, body: JSON.stringify(body) })).status
    const forged = async (claims: Record<string, unknown>) => {
      const { privateKey } = await generateKeyPair('RS256')
      return new SignJWT({ serviceurl: connector.url, ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'mine' }).setIssuedAt().setExpirationTime('1h').sign(privateKey)
    }

    it('takes the channel\'s own token', async () => {
      expect(await send(`Bearer ${await entra.botToken({ serviceUrl: connector.url })}`)).toBe(200)
    })
    it('refuses every other one', async () => {
      const good = await entra.botToken({ serviceUrl: connector.url })
      const [head, body, signature = ''] = good.split('.')
      expect(await send(null)).toBe(401)
      expect(await send('Bearer nonsense')).toBe(401)
      expect(await send(`Basic ${good}`)).toBe(401)
      expect(await send(`Bearer ${head}.${body}.${signature.split('').reverse().join('')}`)).toBe(401)
      // another service's address: the reply, with our token, would go there
      expect(await send(`Bearer ${await entra.botToken({ serviceUrl: 'http://127.0.0.1:1/' })}`)).toBe(401)
      expect(await send(`Bearer ${await entra.botToken({ serviceUrl: connector.url, expiresInSec: -3_600 })}`)).toBe(401)
      expect(await send(`Bearer ${await forged({ iss: 'https://api.botframework.com', aud: botId })}`)).toBe(401)
      expect(await send(`Bearer ${await forged({ iss: `https://sts.windows.net/${tenantId}/`, aud: botId, appid: botId, ver: '1.0' })}`)).toBe(401)
      expect(await send(`Bearer ${await entra.userToken(people[0]!)}`)).toBe(401)
      expect(await send(`Bearer ${good}`, activity({ channelId: 'emulator' }))).toBe(401)
      expect(await send(`Bearer ${good}`, activity({ channelId: 'AseChannel' }))).toBe(401)
    })
    it('refuses what is for another bot', async () => {
      const strangers = createBot({
        token: tokenFrom(entra.url),
        settings: { id: '11111111-1111-4111-8111-111111111111', tenantId, openIdMetadata: entra.botOpenIdMetadata, authority: entra.url, tenantIds: [tenantId], country: 'US' },
        ...service, store, log: createLog('silent'), clock,
      })
      const status: number[] = []
      const response = { send: (code: number) => void status.push(code) }
      const token = `Bearer ${await entra.botToken({ serviceUrl: connector.url })}`
      await strangers.handle({ body: activity(), header: () => token } as never, response as never)
      expect(status).toEqual([401])
    })
    it('answers a body that is no activity with 400', async () => {
      const token = `Bearer ${await entra.botToken({ serviceUrl: connector.url })}`
      expect(await send(token, { hello: 'world' })).toBe(400)
      expect(await send(token, [])).toBe(400)
    })
    it('tells people of an unknown organisation so, and keeps nothing of them', async () => {
      const heard: string[] = []
      const elsewhere: Server = createServer((request, response) => {
        let text = ''
        request.on('data', (part) => { text += part })
        request.on('end', () => {
          heard.push(text)
          response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}')
        })
      })
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
      const serviceUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
      const token = `Bearer ${await entra.botToken({ serviceUrl })}`
      const stranger = { serviceUrl, text: 'uplift', conversation: { id: 'a:x', tenantId: otherTenant }, channelData: { tenant: { id: otherTenant } } }
      expect(await send(token, activity(stranger))).toBe(200)
      // both places where a tenant stands must say the same
      expect(await send(token, activity({ ...stranger, conversation: { id: 'a:x', tenantId } }))).toBe(200)
      expect(await send(token, activity({ ...stranger, type: 'installationUpdate', action: 'add' }))).toBe(200)
      expect(heard).toHaveLength(2)
      expect(heard[0]).toContain("isn't set up for your organisation")
      expect(await store.conversation({ tenantId: otherTenant, userId: dana.userId })).toBeNull()
      elsewhere.closeAllConnections()
      await new Promise((resolve) => elsewhere.close(resolve))
    })
  })

  it('greets whoever installs it, and can write to them from then on', async () => {
    await connector.install(dana.userId)
    expect(chat()).toHaveLength(1)
    expect(cardOf(0)).toContain('One number, on your phone and in Teams')
    expect(await store.conversation(dana)).toMatchObject({ reference: { serviceUrl: connector.url, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } })
    await bot.chat.tell(dana, 'You are shown as busy.')
    expect(last()).toMatchObject({ text: 'You are shown as busy.', from: { role: 'bot' } })
    expect(last()).not.toHaveProperty('replyToId')
  })

  it('answers status with the number, the presence and what rings', async () => {
    await connector.say(dana.userId, 'Status')
    expect(cardOf(-1)).toContain('+1 425 555 0101')
    expect(cardOf(-1)).toContain('Available')
    expect(cardOf(-1)).toContain("You're not on a call")
    expect(last().summary).toBe("You're not on a call")
  })

  it('keeps one card of a call, edited where it stands', async () => {
    await connector.install(dana.userId)
    service.world.live = [talking({ id: 'edited' })]
    await bot.chat.showCall(dana, 'edited', true)
    const { id } = last()
    expect(await store.callCard(dana, 'edited')).toMatchObject({ activityId: id })
    expect(cardOf(-1)).toMatch(/On your phone since \d+:05 [AP]M/)
    service.world.live = [talking({ id: 'edited', endpoint: 'teams', actions: ['move-to-native', 'transfer', 'hangup'] })]
    await bot.chat.showCall(dana, 'edited', true)
    await history(ended({ id: 'edited' }))
    await bot.chat.showCall(dana, 'edited', true)
    expect(chat()).toHaveLength(2)
    expect(last().id).toBe(id)
    expect(cardOf(-1)).toContain('Answered · 10 min 4 s')
    expect(cardOf(-1)).not.toContain('Action.Execute')
  })

  it('moves the call when the card\'s button is pressed, and answers with that card', async () => {
    await connector.install(dana.userId)
    service.world.live = [talking({ id: 'pressed' })]
    await bot.chat.showCall(dana, 'pressed', true)
    service.world.onCommand = () => {
      service.world.live = [talking({ id: 'pressed', move: { to: 'teams', phase: 'ringing' }, actions: ['cancel', 'hangup'] })]
    }
    await connector.press(dana.userId, { verb: 'uplift', data: { callId: 'pressed', card: 'call' } }, last().id)
    expect(service.given).toMatchObject([{ callId: 'pressed', name: 'move', input: { to: 'teams' } }])
    expect(chat()).toHaveLength(2)
    expect(cardOf(-1)).toContain('Ringing you in Teams')
    expect(cardOf(-1)).toContain('Cancel the move')
  })

  it('sends the card further down when asked for the status, and leaves a hint where it was', async () => {
    await connector.install(dana.userId)
    service.world.live = [talking({ id: 'below' })]
    await bot.chat.showCall(dana, 'below', true)
    const first = last().id
    await connector.say(dana.userId, 'status')
    await until(() => chat().filter(({ attachments }) => JSON.stringify(attachments).includes('"verb":"uplift"')).length === 1 && JSON.stringify(chat().find(({ id }) => id === first)).includes('further down'))
    const now = (await store.callCard(dana, 'below'))!.activityId
    expect(now).not.toBe(first)
    await history(ended({ id: 'below' }))
    await bot.chat.showCall(dana, 'below', true)
    expect(JSON.stringify(chat().find(({ id }) => id === now))).toContain('Answered')
    expect(JSON.stringify(chat().find(({ id }) => id === first))).toContain('further down')
  })

  it('tells someone who typed what became of it', async () => {
    service.world.live = [talking()]
    await connector.say(dana.userId, 'please uplift!')
    expect(last().text).toBe('Ringing you in Teams. Answer there, and your call with Lena Fischer moves over.')
    service.outcome(service.given[0]!, 'move-no-answer', 'Nobody answered there, so the call stays where it is.', 'failed')
    await until(() => last().text === 'Nobody answered there, so the call stays where it is.')
  })

  it('gives a command once when the channel delivers a message twice', async () => {
    service.world.live = [talking()]
    await connector.say(dana.userId, 'hang up')
    const said = chat().find(({ text }) => text === 'hang up')!
    expect(service.given[0]!.key).toBe(`chat:${said.id}:hang-up`)
  })

  it('leaves someone alone who blocked it, until they come back', async () => {
    // Marco never installed it: the channel refuses with 403
    await store.putConversation({ tenantId, userId: marco.userId, reference: (await (async () => {
      await connector.install(dana.userId)
      const { reference } = (await store.conversation(dana))!
      return { ...(reference as object), conversation: { id: 'a:nobody' } }
    })()) })
    await bot.chat.tell(marco, 'not heard')
    expect(await store.conversation(marco)).toBeNull()
    await bot.chat.tell(marco, 'not heard either')
  })

  it('sends a card anew when the message was deleted meanwhile', async () => {
    await connector.install(dana.userId)
    service.world.live = [talking({ id: 'anew' })]
    await store.putCallCard({ ...dana, callId: 'anew', activityId: '17', shown: '' })
    await bot.chat.showCall(dana, 'anew', false)
    expect(await store.callCard(dana, 'anew')).toMatchObject({ activityId: last().id })
    expect(cardOf(-1)).toContain('Lena Fischer')
  })

  it('says how long the channel wants it to wait', async () => {
    await connector.install(dana.userId)
    connector.fault.set('throttled')
    const error = await bot.chat.tell(dana, 'hello').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ChatError)
    expect(error).toMatchObject({ message: expect.stringContaining('429 (Throttled)') as unknown, status: 429, retryAfterSeconds: 2 })
    connector.fault.set('down')
    await expect(bot.chat.tell(dana, 'hello')).rejects.toBeInstanceOf(ChatError)
    expect(await store.conversation(dana)).not.toBeNull()
  })

  it('shows a short sentence and an id when something breaks', async () => {
    service.world.live = [talking()]
    service.world.refuse = new Error('column "x" does not exist')
    await connector.say(dana.userId, 'hang up')
    expect(last().text).toMatch(/^Something went wrong on our side\. Error [0-9a-f]{8}\.$/)
  })

  it('is kind about a button nobody knows any more', async () => {
    await connector.say(dana.userId, 'help')
    expect(await connector.press(dana.userId, { verb: 'dance', data: {} }, last().id)).toEqual({ notice: expect.stringContaining('older version') as unknown })
  })
})
