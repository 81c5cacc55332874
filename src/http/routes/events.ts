import type { Request, Response } from 'restify'
import type { Clock } from '../../clock.ts'
import type { StreamEventName } from '../../api/stream.ts'
import type { Logger } from '../../log.ts'
import type { Metrics } from '../../metrics.ts'
import type { SignedIn } from '../../microsoft/entra.ts'
import type { Calls } from '../../service/calls.ts'
import type { Feed, News } from '../../service/feed.ts'
import type { Offers } from '../../service/offers.ts'
import type { People } from '../../service/people.ts'
import type { Voicemails } from '../../service/voicemail.ts'
import type { Queues } from '../../service/queues.ts'
import type { Watches } from '../../service/watches.ts'
import type { RawRoute } from '../route.ts'
import { presentWatches } from './watches.ts'

export interface EventPorts {
  calls: Calls
  people: People
  voicemails: Voicemails
  watches: Pick<Watches, 'list'>
  queues: Pick<Queues, 'mine'>
  offers: Pick<Offers, 'tabOpened'>
  feed: Feed
  clock: Clock
  log: Logger
  metrics: Metrics
  whoAsks(request: Request): Promise<SignedIn>
}

const heartbeatMs = 15_000

/** GET /api/events: what changes, as it changes. Ends when the token does; the client comes back with a new one. */
export const eventsRoute = (ports: EventPorts): RawRoute & { closeAll(): void } => {
  const { calls, people, voicemails, feed, clock, log, metrics } = ports
  const open = new Set<() => void>()

  const handle = async (request: Request, response: Response): Promise<void> => {
    const person = await ports.whoAsks(request)
    // whoever left meanwhile said so already, and will not say it again
    if (response.destroyed) return
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    const send = (event: StreamEventName, data: unknown) => {
      // what was looked up may come after the end
      if (open.has(close)) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    }
    const look = (event: 'me' | 'voicemails' | 'watches' | 'queues', ask: () => Promise<unknown>) => {
      void ask().then((data) => send(event, data), (error: unknown) => log.info({ err: error instanceof Error ? error.message : error, event }, 'not streamed'))
    }
    const onNews = (news: News): void => {
      switch (news.type) {
        case 'calls': return send('calls', { items: calls.live(person) })
        case 'me': return look('me', async () => ({ ...(await people.me(person)), roles: person.roles }))
        case 'history': return send('history', {})
        case 'voicemails': return look('voicemails', async () => ({ unread: await voicemails.unread(person) }))
        case 'watches': return look('watches', () => presentWatches(ports.watches, person))
        case 'queues': return look('queues', async () => ({ items: await ports.queues.mine(person) }))
        case 'command': {
          const { type: _type, ...command } = news
          return send('command', command)
        }
      }
    }
    const unsubscribe = feed.subscribe(person, onNews)
    const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs)
    const expiry = clock.setTimeout(Math.max(0, person.expiresAt - clock.now()), () => close())
    const tabClosed = ports.offers.tabOpened(person)
    const close = () => {
      if (!open.delete(close)) return
      tabClosed()
      unsubscribe()
      clearInterval(heartbeat)
      expiry()
      metrics.streams.dec()
      response.end()
    }
    open.add(close)
    metrics.streams.inc()
    response.on('close', close)
    onNews({ type: 'calls' })
    onNews({ type: 'me' })
    onNews({ type: 'voicemails' })
    onNews({ type: 'watches' })
    onNews({ type: 'queues' })
  }

  return { method: 'get', path: '/api/events', handle, closeAll: () => [...open].forEach((close) => close()) }
}
