/** The personal chats between the sandbox's people and the bot, as Teams keeps them. */
import { createHash } from 'node:crypto'
import type { Person } from '../world.ts'

export interface Attachment { contentType: string, content?: unknown, contentUrl?: string, name?: string }

/** One message of a chat as a person sees it. */
export interface ChatActivity {
  /** Teams' ids are the milliseconds of arrival. */
  id: string
  type: 'message'
  timestamp: string
  from: { id: string, name: string, role: 'user' | 'bot', aadObjectId?: string }
  text?: string
  textFormat?: string
  summary?: string
  replyToId?: string
  attachments: Attachment[]
  attachmentLayout?: string
  suggestedActions?: unknown
  /** The bot changed it after it was sent. */
  edited?: true
  /** A short line that Teams shows under a card after one of its buttons was pressed. */
  notice?: { text: string, timestamp: string }
}

export interface Chat {
  userId: string
  conversationId: string
  /** The person's id on the Teams channel, `29:…`. */
  memberId: string
  installed: boolean
  activities: ChatActivity[]
}

export interface SavedChat { userId: string, installed: boolean, activities: ChatActivity[] }

export interface ChatBookOptions {
  people: Person[]
  saved: SavedChat[]
  now(): number
  onChange(chat: Chat): void
}

/** Opaque to a bot, and the same at every start: stored conversation references stay good. */
const opaque = (prefix: string, words: string) => `${prefix}1${createHash('sha256').update(words).digest('base64url')}`

export const createChatBook = ({ people, saved, now, onChange }: ChatBookOptions) => {
  const chats: Chat[] = people.map(({ userId }) => {
    const earlier = saved.find((chat) => chat.userId === userId)
    return {
      userId,
      conversationId: opaque('a:', `conversation ${userId}`),
      memberId: opaque('29:', `member ${userId}`),
      installed: earlier?.installed ?? false,
      activities: earlier?.activities ?? [],
    }
  })
  let lastId = Math.max(0, ...chats.flatMap(({ activities }) => activities.map(({ id }) => Number(id))))
  const nextId = (): string => {
    lastId = Math.max(lastId + 1, now())
    return String(lastId)
  }
  const find = (chat: Chat, id: string) => chat.activities.find((activity) => activity.id === id)

  return {
    all: (): Chat[] => chats,
    byUser: (userId: string) => chats.find((chat) => chat.userId === userId),
    byConversation: (id: string) => chats.find((chat) => chat.conversationId === id),
    /** By the channel's id or the directory's: Teams takes either as a member of a new conversation. */
    byMember: (id: string) => chats.find(({ memberId, userId }) => memberId === id || userId === id),
    find,
    nextId,
    add: (chat: Chat, activity: Omit<ChatActivity, 'timestamp' | 'type'>) => {
      chat.activities.push({ ...activity, type: 'message', timestamp: new Date(now()).toISOString() })
      onChange(chat)
    },
    /** Changes a message in place; false when the chat has none of that id. */
    change: (chat: Chat, id: string, changes: Partial<ChatActivity>): boolean => {
      const index = chat.activities.findIndex((activity) => activity.id === id)
      const found = chat.activities[index]
      if (!found) return false
      chat.activities[index] = { ...found, ...changes, edited: true }
      onChange(chat)
      return true
    },
    note: (chat: Chat, id: string, text: string) => {
      const found = find(chat, id)
      if (!found) return
      found.notice = { text, timestamp: new Date(now()).toISOString() }
      onChange(chat)
    },
    remove: (chat: Chat, id: string): boolean => {
      const before = chat.activities.length
      chat.activities = chat.activities.filter((activity) => activity.id !== id)
      if (chat.activities.length === before) return false
      onChange(chat)
      return true
    },
    markInstalled: (chat: Chat) => {
      chat.installed = true
      onChange(chat)
    },
    toSaved: (): SavedChat[] => chats.map(({ userId, installed, activities }) => ({ userId, installed, activities })),
  }
}

export type ChatBook = ReturnType<typeof createChatBook>
