import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Exchange, describeContract, loadContract } from '../contract.ts'
import { type Listener, createRouter, listen, route } from '../http.ts'
import { people, tenantId } from '../world.ts'
import { type Connector, startConnector } from './index.ts'

const dana = people[0]!
const botId = 'bot-1'
/** Tokens are Entra's matter (its own test). */
const entra = {
  verifyAppToken: async (authorization: string | undefined) => {
    if (authorization !== 'Bearer good') throw new Error('bad token')
    return { appid: botId }
  },
  botToken: async ({ serviceUrl }: { serviceUrl: string }) => `signed-for-${serviceUrl}`,
}
const card = (title: string) => ({ contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: title }] } })

interface Sent { type: string, name?: string, id: string, text?: string, action?: string, replyToId?: string, conversation: { id: string }, from: { id: string }, [field: string]: unknown }

describe('the pretended Bot Connector', () => {
  let bot: Listener
  let connector: Connector
  let dataDir: string
  let toBot: Sent[]
  let authorizations: (string | undefined)[]
  let botAnswer: { status: number, body?: unknown }
  const exchanges: Exchange[] = []

  const start = () => startConnector({ port: 0, people, botId, botName: 'Single Number', botUrl: `${bot.url}/api/messages`, entra, file: join(dataDir, 'chats.json') })
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'connector-'))
    toBot = []
    authorizations = []
    botAnswer = { status: 200 }
    const handle = createRouter({
      presentError: ({ status }) => ({ status }),
      routes: [route('POST', '/api/messages', async (request) => {
        toBot.push(await request.json() as Sent)
        authorizations.push(request.header('authorization'))
        return botAnswer
      })],
    })
    bot = await listen((request, response) => void handle(request, response), 0)
    connector = await start()
  })
  afterEach(async () => {
    await connector.close()
    await bot.close()
    await rm(dataDir, { recursive: true })
  })

  const call = async (method: string, path: string, body?: unknown, token = 'good') => {
    const answer = await fetch(connector.url.replace(/\/$/, '') + path, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await answer.text()
    const json: unknown = text === '' ? undefined : JSON.parse(text)
    exchanges.push({ method, path, status: answer.status, requestBody: body, responseBody: json })
    return { status: answer.status, json: json as { id: string, activityId?: string } }
  }
  /** The bot is installed and knows its conversation with Dana. */
  const conversation = async (): Promise<string> => {
    await connector.install(dana.userId)
    return encodeURIComponent(toBot[0]!.conversation.id)
  }
  const chat = () => connector.chat(dana.userId)!
  const texts = () => chat().map(({ from, text }) => `${from.role}: ${text}`)

  it('tells the bot when it is installed for a person: once, signed, and with who they are', async () => {
    await Promise.all([connector.install(dana.userId), connector.install(dana.userId)])
    expect(toBot.map(({ type, action }) => [type, action])).toEqual([['conversationUpdate', undefined], ['installationUpdate', 'add']])
    expect(toBot[0]).toMatchObject({
      channelId: 'msteams', serviceUrl: connector.url, locale: 'en-US',
      from: { aadObjectId: dana.userId, name: dana.name }, recipient: { id: `28:${botId}` },
      conversation: { conversationType: 'personal', tenantId }, channelData: { tenant: { id: tenantId } },
      entities: [{ type: 'clientInfo' }],
    })
    expect(authorizations[0]).toBe(`Bearer signed-for-${connector.url}`)
  })

  it('carries what a person writes, and the bot\'s reply', async () => {
    const id = await conversation()
    await connector.say(dana.userId, 'status')
    expect(toBot.at(-1)).toMatchObject({ type: 'message', text: 'status' })
    const reply = await call('POST', `/v3/conversations/${id}/activities/${toBot.at(-1)!.id}`, { type: 'message', text: 'You are free.' })
    expect(reply.status).toBe(201)
    expect(texts()).toEqual(['user: status', 'bot: You are free.'])
    expect(chat()[1]).toMatchObject({ id: reply.json.id, replyToId: chat()[0]!.id })
  })

  it('lets the bot write first, by the id of the directory or of the channel', async () => {
    const known = decodeURIComponent(await conversation())
    for (const member of [dana.userId, toBot[0]!.from.id]) {
      const made = await call('POST', '/v3/conversations', { bot: { id: botId }, members: [{ id: member }], channelData: { tenant: { id: tenantId } }, activity: { type: 'message', text: 'A call came in.' } })
      expect(made.status).toBe(201)
      expect(made.json.id).toBe(known)
    }
    expect(texts()).toEqual(['bot: A call came in.', 'bot: A call came in.'])
    expect((await call('POST', '/v3/conversations', { members: [{ id: dana.userId }] })).status).toBe(400)
    expect((await call('POST', '/v3/conversations', { members: [{ id: dana.userId }], tenantId: 'other' })).status).toBe(403)
  })

  it('changes a card where it stands, and takes one away', async () => {
    const id = await conversation()
    const first = await call('POST', `/v3/conversations/${id}/activities`, { type: 'message', attachments: [card('Ringing')] })
    await call('POST', `/v3/conversations/${id}/activities`, { type: 'message', text: 'later' })
    expect((await call('PUT', `/v3/conversations/${id}/activities/${first.json.id}`, { type: 'message', id: first.json.id, attachments: [card('Talking')] })).status).toBe(200)
    expect(chat()).toHaveLength(2)
    expect(chat()[0]).toMatchObject({ id: first.json.id, edited: true, attachments: [card('Talking')] })
    expect((await call('DELETE', `/v3/conversations/${id}/activities/${first.json.id}`)).status).toBe(200)
    expect(texts()).toEqual(['bot: later'])
    expect((await call('PUT', `/v3/conversations/${id}/activities/1`, { type: 'message', text: 'x' })).status).toBe(404)
  })

  it('shows no typing, and no messages of people to be changed by the bot', async () => {
    const id = await conversation()
    expect((await call('POST', `/v3/conversations/${id}/activities`, { type: 'typing' })).status).toBe(201)
    expect(chat()).toEqual([])
    const said = await connector.say(dana.userId, 'hello')
    expect((await call('PUT', `/v3/conversations/${id}/activities/${said.id}`, { type: 'message', text: 'goodbye' })).status).toBe(403)
  })

  describe('a button of a card', () => {
    let cardId: string
    beforeEach(async () => {
      const id = await conversation()
      cardId = (await call('POST', `/v3/conversations/${id}/activities`, { type: 'message', attachments: [card('Talking')] })).json.id
    })
    const press = () => connector.press(dana.userId, { verb: 'move', data: { to: 'teams' } }, cardId)

    it('reaches the bot as Teams sends it', async () => {
      await press()
      expect(toBot.at(-1)).toMatchObject({
        type: 'invoke', name: 'adaptiveCard/action', replyToId: cardId,
        value: { action: { type: 'Action.Execute', verb: 'move', data: { to: 'teams' } }, trigger: 'manual' },
      })
    })
    it('puts the card the bot answers with in place of the old one', async () => {
      botAnswer = { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card('Moving').content } }
      expect(await press()).toEqual({})
      expect(chat()).toMatchObject([{ id: cardId, edited: true, attachments: [card('Moving')] }])
    })
    it('shows a message of the bot as a short notice under the card', async () => {
      botAnswer = { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'That call has ended.' } }
      expect(await press()).toEqual({ notice: 'That call has ended.' })
      expect(chat()).toMatchObject([{ id: cardId, notice: { text: 'That call has ended.' }, attachments: [card('Talking')] }])
    })
    it('says when the bot can\'t be reached', async () => {
      botAnswer = { status: 500 }
      await expect(press()).rejects.toMatchObject({ status: 500 })
      expect(chat()).toMatchObject([{ notice: { text: 'Unable to reach app. Please try again.' } }])
    })
    it('has to be there', async () => {
      await expect(connector.press(dana.userId, { verb: 'x', data: {} }, '17')).rejects.toMatchObject({ status: 404, code: 'unknown-card' })
    })
  })

  it('names the members of a chat', async () => {
    const id = await conversation()
    for (const path of ['members', 'pagedmembers', `members/${encodeURIComponent(toBot[0]!.from.id)}`]) {
      const { status, json } = await call('GET', `/v3/conversations/${id}/${path}`)
      expect(status).toBe(200)
      expect(JSON.stringify(json)).toContain(dana.userId)
    }
  })

  it('keeps the chats over a restart, so that a card can still be changed', async () => {
    const id = await conversation()
    const sent = await call('POST', `/v3/conversations/${id}/activities`, { type: 'message', text: 'before' })
    await connector.close()
    connector = await start()
    expect(texts()).toEqual(['bot: before'])
    expect((await call('PUT', `/v3/conversations/${id}/activities/${sent.json.id}`, { type: 'message', text: 'after' })).status).toBe(200)
    expect(texts()).toEqual(['bot: after'])
  })

  it('refuses a bot without its token, and one that was never installed', async () => {
    const id = await conversation()
    expect((await call('POST', `/v3/conversations/${id}/activities`, { type: 'message', text: 'x' }, 'bad')).status).toBe(401)
    expect((await call('POST', '/v3/conversations', { members: [{ id: people[1]!.userId }], tenantId })).status).toBe(403)
  })

  it('can be away or throttling', async () => {
    const id = await conversation()
    connector.fault.set('down')
    expect((await call('POST', `/v3/conversations/${id}/activities`, { type: 'message', text: 'x' })).status).toBe(503)
    connector.fault.set('throttled')
    expect((await call('POST', `/v3/conversations/${id}/activities`, { type: 'message', text: 'x' })).status).toBe(429)
    expect(chat()).toEqual([])
  })

  describeContract('bot-connector-subset.yaml')('by Microsoft\'s description (bot-connector-subset.yaml)', () => {
    it('every request these tests made, and every answer they got, is as described', async () => {
      const faults = await loadContract('bot-connector-subset.yaml')
      expect(exchanges.length).toBeGreaterThan(20)
      expect(exchanges.flatMap((exchange) => faults(exchange).map((fault) => ({ ...exchange, fault })))).toEqual([])
    })
  })
})
