import type { Request, Response } from 'restify'
import type { Clock } from '../src/clock.ts'
import type { Logger } from '../src/log.ts'
import type { Calls } from '../src/service/calls.ts'
import type { Chat } from '../src/service/chat.ts'
import type { Feed } from '../src/service/feed.ts'
import type { People } from '../src/service/people.ts'
import type { Voicemails } from '../src/service/voicemail.ts'
import type { HistoryRecord, PersonId, Store } from '../src/store/port.ts'
import { createAdapter } from './adapter.ts'
import { createConversation } from './bot.ts'
import { createCallCards } from './call-cards.ts'
import type { Show } from './cards/card.ts'

export interface BotSettings {
  /** The bot's application id, and the secret and tenant it gets its own tokens with. */
  id: string
  password: string
  tenantId: string
  /** Where the keys of whoever calls the bot are found. */
  openIdMetadata: string
  /** Entra's address, without the tenant. */
  authority: string
  /** Whose people may talk to the bot. */
  tenantIds: string[]
  /** ISO 3166-1 alpha-2. */
  country: string
  /** The app's id in Teams (the manifest's), for links to the tab; the bot's own id when not given. */
  teamsAppId?: string
}

export interface BotPorts {
  settings: BotSettings
  calls: Pick<Calls, 'live' | 'find' | 'command'>
  people: People
  voicemails: Pick<Voicemails, 'list' | 'unread'>
  history(person: PersonId, limit: number): Promise<HistoryRecord[]>
  store: Pick<Store, 'putConversation' | 'conversation' | 'dropConversation' | 'callCard' | 'putCallCard' | 'historyEntry'>
  feed: Feed
  log: Logger
  clock: Clock
}

export interface Bot {
  /** Answers POST /api/messages; the body is already parsed. */
  handle(request: Request, response: Response): Promise<void>
  /** The bot's outgoing side, for background work. */
  chat: Chat
}

export const createBot = (ports: BotPorts): Bot => {
  const { settings, clock, calls, store } = ports
  const log = ports.log.child({ part: 'bot' })
  const showFor = (timeZone: string | null): Show => ({ country: settings.country, timeZone, now: clock.now(), appId: settings.teamsAppId ?? settings.id })
  const adapter = createAdapter({ settings, store, log, clock, answer: (turn) => converse(turn) })
  const cards = createCallCards({ channel: adapter.channel, calls, store, clock, log, showFor })
  const converse = createConversation({ ...ports, log, channel: adapter.channel, cards, showFor })
  return {
    handle: adapter.handle,
    chat: {
      showCall: cards.show,
      async tell(person, text) {
        await adapter.channel.send(person, () => ({ text }))
      },
    },
  }
}
