/**
 * The only file that knows botbuilder and teams-ai. It proves who speaks, turns each activity into a `Turn`, and
 * carries what the bot says. Single tenant; no turn state is kept here: what lasts lies in PostgreSQL.
 */
// not the whole of teams-ai: its index loads language models and tokenizers, which every start would wait for
import { Application } from '@microsoft/teams-ai/lib/Application.js'
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js'
import { CardFactory, MessageFactory, TurnContext, type Activity, type ConversationReference } from 'botbuilder'
import type { Request, Response } from 'restify'
import type { Clock } from '../src/clock.ts'
import type { Logger } from '../src/log.ts'
import { ChatError } from '../src/service/chat.ts'
import type { PersonId, Store } from '../src/store/port.ts'
import { channelIssuer, isForgery, readActivity, readReference, timeZoneOf, whoSpeaks, type Reference } from './activity.ts'
import type { Channel, Message, Turn } from './channel.ts'
import { failureOf, type Failure } from './failure.ts'
import type { BotSettings, BotToken } from './ports.ts'

export interface AdapterPorts {
  settings: BotSettings
  token: BotToken
  store: Pick<Store, 'putConversation' | 'conversation' | 'dropConversation'>
  log: Logger
  clock: Clock
  answer(turn: Turn): Promise<Message | null>
}

export interface Adapter {
  /** 200, or what an invoke is answered with; 400 for what is no activity; 401 for a token that isn't the channel's. */
  handle(request: Request, response: Response): Promise<void>
  channel: Channel
}

/** Opens what CloudAdapter keeps for itself: its own `process` writes to the console and tells strangers why a token failed. */
class Gate extends TeamsAdapter {
  authenticate(activity: Activity, authorization: string) {
    return this.botFrameworkAuthentication.authenticateRequest(activity, authorization)
  }
  take(proof: Awaited<ReturnType<Gate['authenticate']>>, activity: Activity, turn: (context: TurnContext) => Promise<void>) {
    return this.processActivity(proof, activity, turn)
  }
  /** The client would wait by itself, out of sight, for as long as a 429 says; background work has its own retries. */
  withoutRetries(context: TurnContext): void {
    const connector = context.turnState.get<{ client?: { pipeline?: { removePolicy(policy: { name: string }): unknown } } }>(this.ConnectorClientKey)
    connector?.client?.pipeline?.removePolicy({ name: 'defaultRetryPolicy' })
  }
}

const openGate = ({ settings, token }: AdapterPorts) => {
  const gate = new Gate({
    MicrosoftAppId: settings.id,
    MicrosoftAppTenantId: settings.tenantId,
    ToBotFromChannelOpenIdMetadataUrl: settings.openIdMetadata,
    ToBotFromChannelTokenIssuer: channelIssuer,
    ToChannelFromBotOAuthScope: channelIssuer,
    ToChannelFromBotLoginUrl: `${settings.authority}/${settings.tenantId}`,
    OAuthUrl: channelIssuer,
  }, {
    isValidAppId: async (appId) => appId.toLowerCase() === settings.id.toLowerCase(),
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      async signRequest(request) {
        request.headers.set('authorization', `Bearer ${await token.get()}`)
        return request
      },
    }),
  }, { requiredEndorsements: ['msteams'] })
  return gate
}

const activityOf = (message: Message): Partial<Activity> =>
  'text' in message
    // plain: a name in a sentence is never read as Markdown
    ? { ...MessageFactory.text(message.text), textFormat: 'plain' }
    : { ...MessageFactory.attachment(CardFactory.adaptiveCard(message.card)), summary: message.summary }

/** A reply that the channel asked to wait with is tried once more, if the wait is bearable. */
const longestWaitSeconds = 15
const longestKeepMs = 1_000

export const createAdapter = (ports: AdapterPorts): Adapter => {
  const { settings, token, store, log, clock, answer } = ports
  const gate = openGate(ports)

  const deliver = async (reference: Reference, message: Message, edit: string | null): Promise<string> => {
    let id = ''
    await gate.continueConversationAsync(settings.id, reference as unknown as Partial<ConversationReference>, async (context) => {
      // without an id of the made-up activity the message is sent to the conversation, not as a reply to nothing
      Reflect.deleteProperty(context.activity, 'id')
      gate.withoutRetries(context)
      const activity = activityOf(message)
      const sent = edit === null ? await context.sendActivity(activity) : await context.updateActivity({ ...activity, id: edit })
      id = (sent && sent.id) || edit || ''
    })
    return id
  }

  const send: Channel['send'] = async (person, compose, edit = null, ifGone = 'send') => {
    const reference = readReference((await store.conversation(person))?.reference)
    if (reference === null) return null
    const message = compose(reference.timeZone)
    try {
      return await deliver(reference, message, edit)
    } catch (error) {
      const failure = failureOf(error)
      // Teams: 404 ActivityNotFoundInConversation for a message that is gone; 403 and 404 for a person who removed or
      // blocked the bot. https://learn.microsoft.com/microsoftteams/platform/bots/build-a-bot#status-codes-from-bot-conversational-apis
      if (failure.status === 404 && edit !== null) return ifGone === 'send' ? send(person, compose) : null
      if (failure.status === 403 || failure.status === 404) {
        log.info({ status: failure.status, code: failure.code }, 'the person removed or blocked the bot')
        await store.dropConversation(person)
        return null
      }
      if (failure.status === 401) token.drop()
      throw chatError(failure)
    }
  }

  const keep = async (person: PersonId, context: TurnContext): Promise<void> => {
    const { activityId: _left, ...reference } = TurnContext.getConversationReference(context.activity)
    // a client that does not say where it is does not make us forget where it was
    const timeZone = timeZoneOf(context.activity) ?? readReference((await store.conversation(person))?.reference)?.timeZone ?? null
    await store.putConversation({ ...person, reference: { ...reference, timeZone } })
  }

  /** Hanging up works from memory while the database is away: a turn never fails for this, nor waits for it long. */
  const remember = async (person: PersonId, context: TurnContext): Promise<void> => {
    const enough = Promise.withResolvers<void>()
    const stop = clock.setTimeout(longestKeepMs, enough.resolve)
    const kept = keep(person, context).catch((error: unknown) => log.warn({ err: error instanceof Error ? error.message : error }, 'the conversation was not stored'))
    await Promise.race([kept, enough.promise])
    stop()
  }

  const turnOf = (context: TurnContext, did: Turn['did']): Turn => {
    const who = whoSpeaks(context.activity, settings.tenantIds)
    if (!('person' in who)) throw new Error('a turn of nobody')
    return { id: context.activity.id ?? '', person: who.person, timeZone: timeZoneOf(context.activity), did }
  }

  const reply = async (context: TurnContext, turn: Turn): Promise<void> => {
    const message = await answer(turn)
    if (message === null) return
    try {
      await context.sendActivity(activityOf(message))
    } catch (error) {
      const { status, retryAfterSeconds } = failureOf(error)
      log.warn({ status, retryAfterSeconds }, 'a reply was not delivered')
      if (retryAfterSeconds === null || retryAfterSeconds > longestWaitSeconds) return
      clock.setTimeout(retryAfterSeconds * 1000, () => void send(turn.person, () => message).catch(() => undefined))
    }
  }

  const app = conversation({
    wrote: async (context) => reply(context, turnOf(context, { type: 'wrote', text: context.activity.text ?? '' })),
    installed: async (context) => reply(context, turnOf(context, { type: 'installed' })),
    removed: async (context) => store.dropConversation(turnOf(context, { type: 'installed' }).person),
    async pressed(context, verb, data) {
      const message = await answer(turnOf(context, { type: 'pressed', verb, data, card: context.activity.replyToId ?? null }))
      return message === null ? 'Done.' : 'text' in message ? message.text : message.card
    },
  })

  const turn = async (context: TurnContext): Promise<void> => {
    const who = whoSpeaks(context.activity, settings.tenantIds)
    if (!('person' in who)) {
      log.info({ why: who.refuse, type: context.activity.type }, 'a turn was refused')
      return refuse(context, who.words)
    }
    const leaves = context.activity.type === 'installationUpdate' && context.activity.action?.startsWith('remove')
    if (!leaves) await remember(who.person, context)
    await app.run(context)
  }

  return {
    channel: { send },
    async handle(request, response) {
      const activity = readActivity(request.body) as unknown as Activity | null
      if (activity === null) return void response.send(400, { error: { code: 'bad-request', message: 'The body is no activity.' } })
      const authorization = request.header('authorization') ?? ''
      const proof = await prove(gate, activity, authorization, log)
      if (proof === null) return void response.send(401, { error: { code: 'token-invalid', message: 'The token is not the channel\'s.' } })
      const answered = await gate.take(proof, activity, turn)
      response.send(answered?.status ?? 200, answered?.body)
    },
  }
}

/** Who called, or null. Keys that can't be fetched are our trouble, not the caller's, and are thrown. */
const prove = async (gate: Gate, activity: Activity, authorization: string, log: Logger) => {
  if (isForgery(activity, authorization)) return null
  try {
    return await gate.authenticate(activity, authorization)
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    const refused = failureOf(error).status === 401 || ['AuthenticationError', 'JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'].includes(name)
    if (!refused) throw error
    log.info({ why: error instanceof Error ? error.message : error }, 'a call to the bot was refused')
    return null
  }
}

interface Handlers {
  wrote(context: TurnContext): Promise<void>
  installed(context: TurnContext): Promise<void>
  removed(context: TurnContext): Promise<void>
  pressed(context: TurnContext, verb: string, data: unknown): Promise<string | Extract<Message, { card: unknown }>['card']>
}

const conversation = (handlers: Handlers): Application => {
  const app = new Application({ startTypingTimer: false })
  // teams-ai 1.7.4 starts the timer whatever the option says, and one timer is shared by all conversations
  app.startTypingTimer = () => {}
  app.activity('message', handlers.wrote)
  app.activity('installationUpdate', async (context) => {
    const action = context.activity.action ?? ''
    // an upgrade of the app (add-upgrade) is no reason to greet again
    if (action === 'add') await handlers.installed(context)
    if (action.startsWith('remove')) await handlers.removed(context)
  })
  // every verb: an unknown one would be answered 501, which Teams shows as "unable to reach app"
  app.adaptiveCards.actionExecute(async ({ activity }) => activity.name === 'adaptiveCard/action', async (context, _state, data: unknown) => {
    const verb = (context.activity.value as { action?: { verb?: unknown } } | undefined)?.action?.verb
    return handlers.pressed(context, typeof verb === 'string' ? verb : '', data)
  })
  return app
}

/** Whoever may not use the bot is told so where they asked, and nothing is kept of them. */
const refuse = async (context: TurnContext, words: string): Promise<void> => {
  const { type } = context.activity
  if (type === 'invoke') {
    await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: words } } })
  } else if (type === 'message') await context.sendActivity(words).catch(() => undefined)
}

const chatError = ({ status, code, retryAfterSeconds, message }: Failure): ChatError =>
  new ChatError(`the channel answered ${status ?? 'nothing'}${code ? ` (${code})` : ''}: ${message}`, status, retryAfterSeconds)
