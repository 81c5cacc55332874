import type { Clock } from '../src/clock.ts'
import type { Logger } from '../src/log.ts'
import type { Calls } from '../src/service/calls.ts'
import type { Feed } from '../src/service/feed.ts'
import type { Greetings } from '../src/service/greetings.ts'
import type { Meetings } from '../src/service/meetings.ts'
import type { Offers } from '../src/service/offers.ts'
import type { PastCalls } from '../src/service/past-calls.ts'
import type { People } from '../src/service/people.ts'
import type { Queues } from '../src/service/queues.ts'
import type { Readiness } from '../src/service/readiness.ts'
import type { Voicemails } from '../src/service/voicemail.ts'
import type { Watches } from '../src/service/watches.ts'
import type { HistoryFilter, HistoryRecord, PersonId, Store } from '../src/store/port.ts'

export interface BotSettings {
  /** The bot's application id and the tenant it is registered in. */
  id: string
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

/** The bot's own token for the channel. Throws when Entra gives none; one the channel refused is dropped. */
export interface BotToken {
  get(): Promise<string>
  drop(): void
}

export type BotVoicemails = Pick<Voicemails, 'list' | 'unread' | 'setRead' | 'setKept' | 'remove' | 'restore' | 'require' | 'settings' | 'setEmail'>
export type BotGreetings = Pick<Greetings, 'state' | 'remove' | 'setAway'>

export interface BotPorts {
  settings: BotSettings
  token: BotToken
  calls: Pick<Calls, 'live' | 'find' | 'command' | 'pickUp'>
  people: People
  readiness: Pick<Readiness, 'of'>
  voicemails: BotVoicemails
  greetings: BotGreetings
  history(person: PersonId, limit: number, filter?: HistoryFilter): Promise<HistoryRecord[]>
  watches: Pick<Watches, 'list' | 'ask' | 'stop'>
  queues: Pick<Queues, 'mine' | 'setDuty'>
  offers: Pick<Offers, 'usedBot'>
  meetings: Meetings
  past: Pick<PastCalls, 'annotate' | 'written'>
  store: Pick<Store, 'putConversation' | 'conversation' | 'dropConversation' | 'callCard' | 'putCallCard' | 'historyEntry'>
  feed: Feed
  log: Logger
  clock: Clock
}
