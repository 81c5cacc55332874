import { z } from 'zod/v4'
import { liveCall } from './calls.ts'
import { me } from './person.ts'
import { myQueues } from './queues.ts'
import { watches } from './watches.ts'

/**
 * GET /api/events (server-sent events, fetched with the Authorization header). Each event carries the whole of what it
 * names, so a client that missed some is right again after the next one; a fresh connection starts with `calls`, `me`, `voicemails`, `watches` and `queues`.
 */
export const streamEvents = {
  /** The person's live calls, all of them. */
  calls: z.object({ items: z.array(liveCall) }),
  me,
  /** The history has a new or changed entry: fetch its first page again. */
  history: z.object({}),
  voicemails: z.object({ unread: z.number().int() }),
  /** For whom the person waits. */
  watches,
  /** The queues whose calls the person takes. */
  queues: myQueues,
  /** What became of a command. `message` is for people. */
  command: z.object({ commandId: z.string(), callId: z.string(), outcome: z.enum(['done', 'failed']), code: z.string(), message: z.string() }),
} as const
export type StreamEventName = keyof typeof streamEvents
