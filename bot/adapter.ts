/**
 * The only file that knows botbuilder and teams-ai. It proves who speaks, turns each activity into a `Turn`, and
 * carries what the bot says. Single tenant; no turn state is kept here: what lasts lies in PostgreSQL.
 */
import { Application, TeamsAdapter } from '@microsoft/teams-ai'
import { CardFactory, MessageFactory, TurnContext, type Activity } from 'botbuilder'
import { decodeJwt } from 'jose'
import type { Request, Response } from 'restify'
import { z } from 'zod/v4'
import type { Clock } from '../src/clock.ts'
import type { Logger } from '../src/log.ts'
import { appTokens } from '../src/microsoft/app-token.ts'
import { ChatError } from '../src/service/chat.ts'
import type { PersonId, Store } from '../src/store/port.ts'
import type { Channel, Message, Turn } from './channel.ts'
import type { BotSettings } from './index.ts'

export interface AdapterPorts {
  settings: BotSettings
  store: Pick<Store, 'putConversation' | 'conversation' | 'dropConversation'>
  log: Logger
  clock: Clock
  answer(turn: Turn): Promise<Message | null>
}

export interface Adapter {
  handle(request: Request, response: Response): Promise<void>
  channel: Channel
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
const channelIssuer = 'https://api.botframework.com'
const connectorScope = 'https://api.botframework.com'
