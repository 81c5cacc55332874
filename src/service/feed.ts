import type { PersonId } from '../store/port.ts'

/** What a person's open tabs are told. `calls` and `me` mean "look again"; whoever streams fetches the whole. */
export type News =
  | { type: 'calls' }
  | { type: 'me' }
  | { type: 'history' }
  | { type: 'voicemails' }
  | { type: 'watches' }
  | { type: 'queues' }
  | { type: 'command'; commandId: string; callId: string; outcome: 'done' | 'failed'; code: string; message: string }

export interface Feed {
  publish(person: PersonId, news: News): void
  /** Returns what ends the subscription. */
  subscribe(person: PersonId, listener: (news: News) => void): () => void
}

const keyOf = ({ tenantId, userId }: PersonId) => `${tenantId}:${userId}`

/** News within this process. */
export const createFeed = (): Feed => {
  const listeners = new Map<string, Set<(news: News) => void>>()
  return {
    publish(person, news) {
      for (const listener of listeners.get(keyOf(person)) ?? []) listener(news)
    },
    subscribe(person, listener) {
      const key = keyOf(person)
      const own = listeners.get(key) ?? new Set()
      listeners.set(key, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(key)
      }
    },
  }
}
