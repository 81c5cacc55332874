import type { Request, Response } from 'restify'
import type { Clock } from '../src/clock.ts'
import type { Logger } from '../src/log.ts'
import type { Calls } from '../src/service/calls.ts'
import type { Chat } from '../src/service/chat.ts'
import type { Feed } from '../src/service/feed.ts'
import type { People } from '../src/service/people.ts'
import type { Voicemails } from '../src/service/voicemail.ts'
import type { HistoryRecord, PersonId, Store } from '../src/store/port.ts'

export interface BotSettings {
  id: string
  password: string
  tenantId: string
  openIdMetadata: string
  authority: string
  tenantIds: string[]
  country: string
}

export interface BotPorts {
  settings: BotSettings
  calls: Calls
  people: People
  voicemails: Voicemails
  history(person: PersonId, limit: number): Promise<HistoryRecord[]>
  store: Pick<Store, 'putConversation' | 'conversation' | 'dropConversation' | 'callCard' | 'putCallCard' | 'historyEntry'>
  feed: Feed
  log: Logger
  clock: Clock
}

export interface Bot {
  handle(request: Request, response: Response): Promise<void>
  chat: Chat
}

export const createBot = (_ports: BotPorts): Bot => ({
  handle: async (_request, response) => void response.send(200),
  chat: { showCall: async () => null, tell: async () => undefined },
})
