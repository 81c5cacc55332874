/** The Bot Connector's REST API as a Teams bot calls it (Bot Framework REST API reference, v3). */
import { z } from 'zod/v4'
import type { Entra } from '../entra/index.ts'
import { type Answer, type Handler, HttpError, type Request, route } from '../http.ts'
import type { Person } from '../world.ts'
import type { Chat, ChatActivity, ChatBook } from './chat-book.ts'

export interface ConnectorRoutesOptions {
  book: ChatBook
  people: Person[]
  botId: string
  botName: string
  entra: Pick<Entra, 'verifyAppToken'>
  serviceUrl(): string
}

const attachment = z.looseObject({ contentType: z.string(), content: z.unknown().optional(), contentUrl: z.string().optional(), name: z.string().optional() })
const activityBody = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  textFormat: z.string().nullish(),
  summary: z.string().nullish(),
  replyToId: z.string().nullish(),
  attachments: z.array(attachment).nullish(),
  attachmentLayout: z.string().nullish(),
  suggestedActions: z.unknown().optional(),
})
const conversationBody = z.looseObject({
  isGroup: z.boolean().optional(),
  members: z.array(z.looseObject({ id: z.string() })).length(1),
  tenantId: z.string().optional(),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).optional(),
  activity: z.unknown().optional(),
})

/** Typing indicators pass; they are no part of a chat's history. */
const fleeting = ['typing', 'trace', 'event', 'endOfConversation']

export const connectorRoutes = ({ book, people, botId, botName, entra, serviceUrl }: ConnectorRoutesOptions) => {
  const bot = { id: `28:${botId}`, name: botName, role: 'bot' as const }
  const secured = (handler: Handler): Handler => async (request, response) => {
    await authorise(entra, request, botId)
    return handler(request, response)
  }
  const chatOf = (request: Request): Chat => {
    const chat = book.byConversation(request.parameters['conversation'] ?? '')
    if (!chat) throw new HttpError(404, 'ConversationNotFound', 'Conversation not found.')
    // A bot that was never installed for a person can't write to them (Teams answers so).
    if (!chat.installed) throw new HttpError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.')
    return chat
  }

  const post = (chat: Chat, input: z.infer<typeof activityBody>, replyToId?: string): string => {
    const id = book.nextId()
    if (fleeting.includes(input.type)) return id
    const shown = contentOf(input)
    if (shown.text === undefined && shown.attachments.length === 0) throw new HttpError(400, 'BadSyntax', 'Activity resulted into multiple skype activities or no content.')
    book.add(chat, { id, from: bot, ...shown, ...(replyToId === undefined ? {} : { replyToId }) })
    return id
  }

  const member = (chat: Chat) => {
    const person = people.find(({ userId }) => userId === chat.userId)
    const [givenName, ...rest] = person?.name.split(' ') ?? []
    return {
      id: chat.memberId, name: person?.name, aadObjectId: chat.userId, objectId: chat.userId, givenName, surname: rest.join(' '),
      email: person?.upn, userPrincipalName: person?.upn, tenantId: person?.tenantId, userRole: 'user',
    }
  }

  return [
    route('POST', '/v3/conversations', secured(async (request) => {
      const input = await parse(conversationBody, request)
      const tenant = input.channelData?.tenant?.id ?? input.tenantId
      if (tenant === undefined) throw new HttpError(400, 'BadArgument', 'Invalid tenant id: channelData.tenant.id is missing.')
      const chat = book.byMember(input.members[0]?.id ?? '')
      if (!chat || people.find(({ userId }) => userId === chat.userId)?.tenantId !== tenant) {
        throw new HttpError(403, 'ForbiddenOperationException', 'The bot is not permitted to interact with this user.')
      }
      if (!chat.installed) throw new HttpError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.')
      const first = input.activity === undefined || input.activity === null ? undefined : checked(activityBody, input.activity)
      const activityId = first === undefined ? undefined : post(chat, first)
      return { status: 201, body: { id: chat.conversationId, serviceUrl: serviceUrl(), ...(activityId === undefined ? {} : { activityId }) } }
    })),
    route('POST', '/v3/conversations/{conversation}/activities', secured(async (request) => {
      const chat = chatOf(request)
      return { status: 201, body: { id: post(chat, await parse(activityBody, request)) } }
    })),
    route('POST', '/v3/conversations/{conversation}/activities/{activity}', secured(async (request) => {
      const chat = chatOf(request)
      return { status: 201, body: { id: post(chat, await parse(activityBody, request), request.parameters['activity']) } }
    })),
    route('PUT', '/v3/conversations/{conversation}/activities/{activity}', secured(async (request) => {
      const [chat, id] = [chatOf(request), request.parameters['activity'] ?? '']
      requireOwn(book.find(chat, id))
      book.change(chat, id, contentOf(await parse(activityBody, request)))
      return { status: 200, body: { id } }
    })),
    route('DELETE', '/v3/conversations/{conversation}/activities/{activity}', secured((request) => {
      const [chat, id] = [chatOf(request), request.parameters['activity'] ?? '']
      requireOwn(book.find(chat, id))
      book.remove(chat, id)
      return { status: 200 }
    })),
    route('GET', '/v3/conversations/{conversation}/members', secured((request) => ({ status: 200, body: [member(chatOf(request))] }))),
    route('GET', '/v3/conversations/{conversation}/pagedmembers', secured((request) => ({ status: 200, body: { members: [member(chatOf(request))] } }))),
    route('GET', '/v3/conversations/{conversation}/members/{member}', secured((request) => {
      const chat = chatOf(request)
      if (book.byMember(request.parameters['member'] ?? '') !== chat) throw new HttpError(404, 'MemberNotFoundInConversation', 'Member not found in the conversation.')
      return { status: 200, body: member(chat) }
    })),
  ]
}

const contentOf = (input: z.infer<typeof activityBody>): Pick<ChatActivity, 'attachments'> & Partial<ChatActivity> => ({
  ...(input.text ? { text: input.text } : {}),
  ...(input.textFormat ? { textFormat: input.textFormat } : {}),
  ...(input.summary ? { summary: input.summary } : {}),
  ...(input.attachmentLayout ? { attachmentLayout: input.attachmentLayout } : {}),
  ...(input.suggestedActions ? { suggestedActions: input.suggestedActions } : {}),
  attachments: (input.attachments ?? []) as ChatActivity['attachments'],
})

const requireOwn = (activity: ChatActivity | undefined): void => {
  if (!activity) throw new HttpError(404, 'ActivityNotFoundInConversation', 'The activity was not found in the conversation.')
  if (activity.from.role !== 'bot') throw new HttpError(403, 'ForbiddenOperationException', 'A bot can change only what it sent itself.')
}

const authorise = async (entra: ConnectorRoutesOptions['entra'], request: Request, botId: string): Promise<void> => {
  const claims = await entra.verifyAppToken(request.header('authorization'), 'connector').catch(() => undefined)
  if (claims?.['appid'] !== botId) throw new HttpError(401, 'Unauthorized', 'Authorization has been denied for this request.')
}

const parse = async <T>(schema: z.ZodType<T>, request: Request): Promise<T> => checked(schema, await request.json())

const checked = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new HttpError(400, 'BadSyntax', `Bad format of ${issue?.path.join('.') || 'the body'}: ${issue?.message ?? ''}`)
}

/** The Connector's error shape. */
export const connectorError = ({ status, code, message }: HttpError): Answer => ({ status, body: { error: { code, message } } })
