import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Me } from '../../api/person.ts'
import { systemClock } from '../../clock.ts'
import { createLog } from '../../log.ts'
import { createMetrics } from '../../metrics.ts'
import type { SignedIn } from '../../microsoft/entra.ts'
import { createFeed } from '../../service/feed.ts'
import { eventsRoute, type EventPorts } from './events.ts'

const dana: SignedIn = { tenantId: 'northwind', userId: 'dana', name: 'Dana', roles: [], expiresAt: Date.now() + 3_600_000 }

/** A server with nothing but the live stream; a test says when the token is checked and when a look-up is done. */
const open = async () => {
  const checked = Promise.withResolvers<SignedIn>()
  const looked = Promise.withResolvers<Me>()
  const metrics = createMetrics()
  const feed = createFeed()
  let subscriptions = 0
  const failures: unknown[] = []
  const route = eventsRoute({
    queues: { mine: async () => [] },
    clock: systemClock, log: createLog('silent'), metrics, whoAsks: () => checked.promise,
    feed: { ...feed, subscribe(person, listener) {
      subscriptions++
      const stop = feed.subscribe(person, listener)
      return () => {
        subscriptions--
        stop()
      }
    } },
    calls: { live: () => [] } as unknown as EventPorts['calls'],
    people: { me: () => looked.promise } as unknown as EventPorts['people'],
    voicemails: { unread: async () => 0 } as unknown as EventPorts['voicemails'],
    watches: { list: async () => [] },
    offers: { tabOpened: () => () => undefined },
  })
  const arrived = Promise.withResolvers<[IncomingMessage, ServerResponse]>()
  const done = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    response.on('error', (error) => failures.push(error))
    arrived.resolve([request, response])
    void route.handle(request as never, response as never).then(done.resolve, done.reject)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' })
  client.on('error', () => undefined)
  const [, response] = await arrived.promise
  return {
    client, response, route, checked, looked, done: done.promise, failures,
    counts: async () => ({ subscriptions, streams: (await metrics.streams.get()).values[0]?.value ?? 0 }),
    async end() {
      route.closeAll()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

describe('the live stream', () => {
  it('begins with how things are, and ends with its reader', async () => {
    const { client, checked, looked, response, counts, end } = await open()
    checked.resolve(dana)
    looked.resolve({ name: 'Dana' } as Me)
    const [answer] = await once(client, 'response') as [IncomingMessage]
    let text = ''
    answer.setEncoding('utf8').on('data', (part: string) => { text += part }).on('error', () => undefined)
    while (!text.includes('event: voicemails') || !text.includes('event: me')) await once(answer, 'data')
    expect(text).toContain('event: calls')
    expect(await counts()).toEqual({ subscriptions: 1, streams: 1 })
    client.destroy()
    await once(response, 'close')
    expect(await counts()).toEqual({ subscriptions: 0, streams: 0 })
    await end()
  })
  it('does not begin for someone who left while their token was checked', async () => {
    const { client, checked, response, done, counts, end } = await open()
    client.destroy()
    await once(response, 'close')
    checked.resolve(dana)
    await done
    expect(await counts()).toEqual({ subscriptions: 0, streams: 0 })
    await end()
  })
  it('writes nothing after its end, whatever is looked up by then', async () => {
    const { client, checked, looked, route, response, failures, end } = await open()
    checked.resolve(dana)
    const [answer] = await once(client, 'response') as [IncomingMessage]
    answer.resume()
    route.closeAll()
    looked.resolve({ name: 'Dana' } as Me)
    await once(response, 'close')
    expect(failures).toEqual([])
    await end()
  })
})
