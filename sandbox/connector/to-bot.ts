/** What Teams sends to a bot's messaging endpoint, signed as the Bot Connector signs it. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod/v4'
import type { Entra } from '../entra/index.ts'
import { messageOf } from '../errors.ts'
import type { Person } from '../world.ts'
import type { Chat } from './chat-book.ts'

export interface CardAction { verb: string, data: unknown }

/** How the bot answered an Action.Execute. `card` replaces the one the action came from; `message` is shown shortly. */
export type InvokeAnswer = { kind: 'card', card: unknown } | { kind: 'message', text: string } | { kind: 'nothing' }

/** The bot could not be reached, or refused. `status` is absent when there was no answer at all. */
export class BotUnreachable extends Error {
  readonly status: number | undefined
  constructor(message: string, status?: number) {
    super(message)
    this.status = status
  }
}

export interface ToBotOptions {
  botUrl: string
  botId: string
  botName: string
  entra: Pick<Entra, 'botToken'>
  serviceUrl(): string
}

/** The people of the sandbox live where the machine does. */
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Teams gives a bot about 15 s to answer, and tells the person it can't be reached after that. */
const patienceMs = 15_000

const invokeBody = z.looseObject({ type: z.string().optional(), value: z.unknown().optional() })

export const createToBot = ({ botUrl, botId, botName, entra, serviceUrl }: ToBotOptions) => {
  const envelope = (chat: Chat, person: Person) => ({
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl: serviceUrl(),
    timestamp: new Date().toISOString(),
    localTimestamp: new Date().toISOString(),
    localTimezone: timeZone,
    locale: 'en-US',
    from: { id: chat.memberId, name: person.name, aadObjectId: person.userId },
    recipient: { id: `28:${botId}`, name: botName },
    conversation: { id: chat.conversationId, conversationType: 'personal', tenantId: person.tenantId },
    channelData: { tenant: { id: person.tenantId } },
    entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: timeZone }],
  })

  const deliver = async (activity: Record<string, unknown>): Promise<unknown> => {
    const token = await entra.botToken({ serviceUrl: serviceUrl() })
    const answer = await fetch(botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}`, 'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)' },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(patienceMs),
    }).catch((error: unknown) => {
      throw new BotUnreachable(`The bot did not answer: ${messageOf(error)}`)
    })
    const text = await answer.text()
    if (!answer.ok) throw new BotUnreachable(`The bot answered ${answer.status}.`, answer.status)
    return asJson(text)
  }

  return {
    /** The first contact, as when the app is installed for a person. */
    install: async (chat: Chat, person: Person): Promise<void> => {
      const base = envelope(chat, person)
      await deliver({ ...base, type: 'conversationUpdate', membersAdded: [{ id: chat.memberId, aadObjectId: person.userId }, { id: `28:${botId}` }] })
      await deliver({ ...base, id: randomUUID(), type: 'installationUpdate', action: 'add', channelData: { ...base.channelData, settings: { selectedChannel: { id: chat.conversationId } } } })
    },
    message: async (chat: Chat, person: Person, id: string, text: string): Promise<void> => {
      await deliver({ ...envelope(chat, person), id, type: 'message', text, textFormat: 'plain', attachments: [{ contentType: 'text/html', content: `<p>${escapeHtml(text)}</p>` }] })
    },
    /** Microsoft, "Universal Actions for Adaptive Cards": invoke name, value and the three kinds of answer. */
    execute: async (chat: Chat, person: Person, { verb, data }: CardAction, replyToId: string): Promise<InvokeAnswer> => {
      const base = envelope(chat, person)
      const body = await deliver({
        ...base,
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId,
        value: { action: { type: 'Action.Execute', title: verb, verb, data }, trigger: 'manual' },
        channelData: { ...base.channelData, source: { name: 'message' }, legacy: { replyToId } },
      })
      return invokeAnswer(body)
    },
  }
}

const invokeAnswer = (body: unknown): InvokeAnswer => {
  const { type, value } = invokeBody.safeParse(body).data ?? {}
  if (type === 'application/vnd.microsoft.card.adaptive') return { kind: 'card', card: value }
  if (type === 'application/vnd.microsoft.activity.message') return { kind: 'message', text: String(value) }
  if (type === 'application/vnd.microsoft.error') {
    const message = z.looseObject({ message: z.string() }).safeParse(value).data?.message
    return { kind: 'message', text: message ?? 'Something went wrong. Please try again.' }
  }
  return { kind: 'nothing' }
}

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
