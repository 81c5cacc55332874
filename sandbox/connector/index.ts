/** The Bot Framework service with a Teams client behind it: keeps each person's chat with the bot. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Entra } from '../entra/index.ts'
import { type Fault, createFault } from '../faults.ts'
import { HttpError, createRouter, listen } from '../http.ts'
import type { Person } from '../world.ts'
import { type Chat, type ChatActivity, type SavedChat, createChatBook } from './chat-book.ts'
import { connectorError, connectorRoutes } from './routes.ts'
import { BotUnreachable, type CardAction, createToBot } from './to-bot.ts'

export type { ChatActivity } from './chat-book.ts'
export { BotUnreachable, type CardAction } from './to-bot.ts'

export interface ConnectorOptions {
  port: number
  people: Person[]
  botId: string
  botName: string
  /** The bot's messaging endpoint. */
  botUrl: string
  entra: Pick<Entra, 'verifyAppToken' | 'botToken'>
  /** Where the chats are kept over a restart; in memory only when not given. */
  file?: string
  now?: () => number
}

export interface Connector {
  /** The serviceUrl of every activity. */
  url: string
  fault: Fault
  /** The chat as the person sees it, newest last; undefined for an unknown person. */
  chat(userId: string): ChatActivity[] | undefined
  /** Installs the bot for a person, unless it is: then it may write to them. @throws BotUnreachable */
  install(userId: string): Promise<void>
  /** The person writes to the bot. Resolves when the bot has taken it. @throws BotUnreachable */
  say(userId: string, text: string): Promise<ChatActivity>
  /** The person presses a button of a card. @throws BotUnreachable; HttpError 404 when there is no such card. */
  press(userId: string, action: CardAction, replyToId: string): Promise<{ notice?: string }>
  onChat(listener: (userId: string, activities: ChatActivity[]) => void): () => void
  close(): Promise<void>
}

const unreachable = 'Unable to reach app. Please try again.'

export const startConnector = async (options: ConnectorOptions): Promise<Connector> => {
  const { port, people, botId, botName, botUrl, entra, file, now = Date.now } = options
  const listeners = new Set<(userId: string, activities: ChatActivity[]) => void>()
  const store = await openStore(file)
  const book = createChatBook({
    people,
    saved: store.saved,
    now,
    onChange: (chat) => {
      store.save(() => book.toSaved())
      for (const listener of listeners) listener(chat.userId, chat.activities)
    },
  })
  const fault = createFault()
  const serviceUrl = () => `${listener.url}/`
  const handle = createRouter({
    presentError: connectorError,
    before: () => fault.answer((code) => connectorError(code === 503
      ? new HttpError(503, 'ServiceUnavailable', 'The service is unavailable.')
      : new HttpError(429, 'Throttled', 'Too many requests.')).body),
    routes: connectorRoutes({ book, people, botId, botName, entra, serviceUrl }),
  })
  const listener = await listen((request, response) => void handle(request, response), port)
  const toBot = createToBot({ botUrl, botId, botName, entra, serviceUrl })

  const resolveChat = (userId: string): { chat: Chat, person: Person } => {
    const chat = book.byUser(userId)
    const person = people.find((candidate) => candidate.userId === userId)
    if (!chat || !person) throw new HttpError(404, 'unknown-person', `There is no person ${userId}.`, { field: 'userId' })
    return { chat, person }
  }

  const installing = new Map<string, Promise<void>>()
  const install = async (userId: string): Promise<void> => {
    const { chat, person } = resolveChat(userId)
    const begun = installing.get(userId)
    if (begun) return begun
    if (chat.installed) return
    const running = (async () => {
      // The bot may greet while it is being told.
      chat.installed = true
      await toBot.install(chat, person).then(() => book.markInstalled(chat), (error: unknown) => {
        chat.installed = false
        throw error
      }).finally(() => installing.delete(userId))
    })()
    installing.set(userId, running)
    await running
  }

  return {
    url: serviceUrl(),
    fault,
    chat: (userId) => book.byUser(userId)?.activities,
    install,
    say: async (userId, text) => {
      const { chat, person } = resolveChat(userId)
      const id = book.nextId()
      book.add(chat, { id, from: { id: chat.memberId, name: person.name, role: 'user', aadObjectId: userId }, text, attachments: [] })
      await install(userId)
      await toBot.message(chat, person, id, text)
      const said = book.find(chat, id)
      if (!said) throw new Error('A message disappeared while it was sent.')
      return said
    },
    press: async (userId, action, replyToId) => {
      const { chat, person } = resolveChat(userId)
      const card = book.find(chat, replyToId)
      if (card?.from.role !== 'bot') throw new HttpError(404, 'unknown-card', `The chat has no card ${replyToId}.`, { field: 'replyToId' })
      const answer = await toBot.execute(chat, person, action, replyToId).catch((error: unknown) => {
        if (error instanceof BotUnreachable) book.note(chat, replyToId, unreachable)
        throw error
      })
      if (answer.kind === 'card') book.change(chat, replyToId, { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: answer.card }] })
      if (answer.kind !== 'message') return {}
      book.note(chat, replyToId, answer.text)
      return { notice: answer.text }
    },
    onChat: (added) => {
      listeners.add(added)
      return () => void listeners.delete(added)
    },
    close: async () => {
      await listener.close()
      await store.flush()
    },
  }
}

/** The chats in a JSON file, written at most five times a second and once more at the end. */
const openStore = async (file: string | undefined) => {
  const text = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined)
  let pending: (() => SavedChat[]) | undefined
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const read = pending
    pending = undefined
    if (read && file !== undefined) writing = writing.then(() => write(file, JSON.stringify(read())))
    return writing
  }
  return {
    saved: text === undefined ? [] : (JSON.parse(text) as SavedChat[]),
    save: (read: () => SavedChat[]) => {
      pending = read
      timer ??= setTimeout(() => void flush(), 200)
    },
    flush,
  }
}

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
