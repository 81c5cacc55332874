import type { z } from 'zod/v4'
import { streamEvents, type StreamEventName } from '../src/api/stream.ts'
import { createEventReader, type ServerEvent } from './sse.ts'

export type StreamMessage = { [Name in StreamEventName]: { name: Name, body: z.infer<(typeof streamEvents)[Name]> } }[StreamEventName]

export interface LiveInput {
  fetch: typeof fetch
  getToken: (options: { fresh: boolean }) => Promise<string>
  onMessage: (message: StreamMessage) => void
  /** `open` once the service has accepted the stream, `lost` while there is none. */
  onConnection: (connection: 'open' | 'lost') => void
  /** 0 <= n < 1 */
  random: () => number
}

export interface Live {
  /** Connects now instead of at the end of the present pause. */
  hurry: () => void
  stop: () => void
}

const firstPauseMs = 1_000
const longestPauseMs = 30_000
/** The service sends something at least every 20 s; a stream that is silent for this long is dead. */
const silenceMs = 60_000

const isName = (name: string): name is StreamEventName => Object.hasOwn(streamEvents, name)

/** A known event in the agreed shape, or null: a newer service may send events this page does not know. */
export const readMessage = ({ event, data }: ServerEvent): StreamMessage | null => {
  if (!isName(event)) return null
  let json: unknown
  try {
    json = JSON.parse(data)
  } catch {
    return null
  }
  const parsed = streamEvents[event].safeParse(json)
  return parsed.success ? { name: event, body: parsed.data } as StreamMessage : null
}

/**
 * Keeps the live stream up until stopped. The service closes it when the token runs out: then a fresh token and a new
 * stream follow at once. After a failure it waits 1, 2, 4 ... 30 s, each shortened by up to half at random, so that many
 * tabs don't return in the same instant.
 */
export const connectLive = ({ fetch, getToken, onMessage, onConnection, random }: LiveInput): Live => {
  const whole = new AbortController()
  let endPause: (() => void) | undefined
  let failures = 0
  let fresh = false

  const pause = (ms: number) => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    endPause = () => {
      clearTimeout(timer)
      resolve()
    }
  })

  const readStream = async (body: ReadableStream<Uint8Array>, alive: () => void) => {
    const decoder = new TextDecoder()
    const feed = createEventReader((event) => {
      const message = readMessage(event)
      if (message) onMessage(message)
    })
    const reader = body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done || whole.signal.aborted) return
      alive()
      feed(decoder.decode(value, { stream: true }))
    }
  }

  /** One stream from its opening to its end. True when it had been open. */
  const connectOnce = async (): Promise<boolean> => {
    const one = new AbortController()
    const abort = () => one.abort()
    whole.signal.addEventListener('abort', abort)
    let watchdog: ReturnType<typeof setTimeout> | undefined
    const alive = () => {
      clearTimeout(watchdog)
      watchdog = setTimeout(abort, silenceMs)
    }
    let opened = false
    try {
      const token = await getToken({ fresh })
      alive()
      const response = await fetch('/api/events', {
        headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` }, cache: 'no-store', signal: one.signal,
      })
      fresh = response.status === 401
      if (!response.ok || !response.body) return false
      opened = true
      onConnection('open')
      await readStream(response.body, alive)
      // The usual reason for a clean end is a token that ran out.
      fresh = true
      return true
    } catch {
      return opened
    } finally {
      clearTimeout(watchdog)
      whole.signal.removeEventListener('abort', abort)
    }
  }

  const keepUp = async () => {
    while (!whole.signal.aborted) {
      const openedAt = performance.now()
      const opened = await connectOnce()
      if (whole.signal.aborted) return
      onConnection('lost')
      // A stream that ends as soon as it opens counts as a failure too, or the two would spin.
      failures = opened && performance.now() - openedAt > 5_000 ? 0 : failures + 1
      const longest = failures === 0 ? 500 : Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1))
      await pause(longest * (0.5 + random() / 2))
    }
  }
  void keepUp()

  return {
    hurry: () => endPause?.(),
    stop: () => {
      whole.abort()
      endPause?.()
    },
  }
}
