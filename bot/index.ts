import type { Request, Response } from 'restify'
import type { Chat } from '../src/service/chat.ts'
import { createAdapter } from './adapter.ts'
import { createConversation } from './bot.ts'
import { createCallCards } from './call-cards.ts'
import { noteCard } from './cards/note-card.ts'
import { offerCard } from './cards/offer-card.ts'
import type { Show } from './cards/card.ts'
import type { BotPorts } from './ports.ts'

export type { BotPorts, BotSettings, BotToken } from './ports.ts'

export interface Bot {
  /** Answers POST /api/messages; the body is already parsed. */
  handle(request: Request, response: Response): Promise<void>
  /** The bot's outgoing side, for background work. */
  chat: Chat
}

export const createBot = (ports: BotPorts): Bot => {
  const { settings, token, clock, calls, store } = ports
  const log = ports.log.child({ part: 'bot' })
  const showFor = (timeZone: string | null): Show => ({ country: settings.country, timeZone, now: clock.now(), appId: settings.teamsAppId ?? settings.id })
  const adapter = createAdapter({ settings, token, store, log, clock, answer: (turn) => converse(turn) })
  const cards = createCallCards({ channel: adapter.channel, calls, store, clock, log, showFor })
  const converse = createConversation({ ...ports, log, channel: adapter.channel, cards, showFor })
  return {
    handle: adapter.handle,
    chat: {
      showCall: cards.show,
      async tell(person, text, link) {
        await adapter.channel.send(person, () => (link === undefined ? { text } : { card: noteCard(text, link), summary: text }))
      },
      async offerUplift(person, call) {
        await adapter.channel.send(person, (timeZone) => offerCard(call, showFor(timeZone)))
      },
    },
  }
}
