import { randomUUID } from 'node:crypto'
import { createBot } from '../bot/index.ts'
import { sleep, systemClock, type Clock } from './clock.ts'
import { ConfigError, type Config } from './config.ts'
import { audioLinks, greetingAddresses } from './http/links.ts'
import { auditRoutes } from './http/routes/audit.ts'
import { callRoutes, exportRoute } from './http/routes/calls.ts'
import { eventsRoute } from './http/routes/events.ts'
import { recordingAudioRoute, recordingRoutes } from './http/routes/recordings.ts'
import { greetingRawRoutes, greetingRoutes } from './http/routes/greetings.ts'
import { meRoutes } from './http/routes/me.ts'
import { policyRoutes } from './http/routes/policies.ts'
import { numberRoutes, uploadRoute } from './http/routes/numbers.ts'
import { queueRoutes } from './http/routes/queues.ts'
import { readinessRoutes } from './http/routes/readiness.ts'
import { audioRoute, voicemailRoutes } from './http/routes/voicemails.ts'
import { watchRoutes } from './http/routes/watches.ts'
import { createServer, signedInBy } from './http/server.ts'
import { startJobs } from './jobs/index.ts'
import { createLog, type Logger } from './log.ts'
import { createMetrics } from './metrics.ts'
import { appTokens } from './microsoft/app-token.ts'
import { tokenChecker } from './microsoft/entra.ts'
import { graph as microsoftGraph } from './microsoft/graph/index.ts'
import { createCalls } from './service/calls.ts'
import { engineLease } from './service/engine-lease.ts'
import { createFeed } from './service/feed.ts'
import { createGreetingLine } from './service/greeting-line.ts'
import { createGreetings } from './service/greetings.ts'
import { createMeetings } from './service/meetings.ts'
import { createOffers } from './service/offers.ts'
import { createNamesOf } from './service/names.ts'
import { createNumbers } from './service/numbers.ts'
import { createPastCalls } from './service/past-calls.ts'
import { createMustRecord } from './service/must-record.ts'
import { createPeople } from './service/people.ts'
import { createPolicies } from './service/policies.ts'
import { createQueues } from './service/queues.ts'
import { askPresence } from './service/presence-asked.ts'
import { recordingCipher } from './service/recording-cipher.ts'
import { createRecordings } from './service/recordings.ts'
import { createReachability } from './service/reachability.ts'
import { createReadiness } from './service/readiness.ts'
import { createVoicemails } from './service/voicemail.ts'
import { createVoicemailUpkeep } from './service/voicemail-upkeep.ts'
import { createWatches } from './service/watches.ts'
import { StoreAway } from './store/port.ts'
import { postgres } from './store/index.ts'
import { asterisk } from './telephony/asterisk/index.ts'

/** The composition root: the only place that names concrete adapters. A test swaps one part by `overrides`. */
export interface Overrides {
  clock?: Clock
  log?: Logger
  newId?: () => string
}

export interface App {
  /** Migrates, listens, takes up live calls. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Resolves when this instance must stop because another has taken its engine over. */
  replaced: Promise<void>
}

export const buildApp = (config: Config, overrides: Overrides = {}): App => {
  const clock = overrides.clock ?? systemClock
  const log = overrides.log ?? createLog(config.logLevel)
  const newId = overrides.newId ?? randomUUID
  const metrics = createMetrics()
  const feed = createFeed()
  const store = postgres(config.databaseUrl, {
    unreadable: (callId) => log.error({ callId }, 'a live call of another version was let go; its legs are hung up'),
  })
  const telephony = asterisk(config.engine, log, clock)
  const tokens = appTokens({ authority: config.entra.authority, clientId: config.clientId, clientSecret: config.clientSecret, scope: 'https://graph.microsoft.com/.default' }, clock)
  const graph = microsoftGraph({ url: config.graphUrl, clientId: config.clientId }, tokens)
  // a single-tenant bot asks in its own tenant: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
  const botTokens = appTokens({ authority: config.entra.authority, clientId: config.bot.id, clientSecret: config.bot.password, scope: 'https://api.botframework.com/.default' }, clock)
  const replaced = Promise.withResolvers<void>()

  const voicemails = createVoicemails({ store, telephony, clock, feed, log })
  const upkeep = createVoicemailUpkeep({ store, clock, feed, log })
  const addresses = greetingAddresses(config.signingKey, config.mediaUrl)
  const greetings = createGreetings({ store, clock, feed, log, address: addresses.make })
  const greetingLine = createGreetingLine({ telephony, greetings, clock, log, newId })
  const routing = { country: config.country, voicemailBehindSeconds: config.voicemailBehindSeconds, reachability: createReachability(clock) }
  const namesOf = createNamesOf({ store, graph })
  const lease = engineLease({ store, clock, log, node: `${config.engine.url} ${config.engine.app}`, lost: () => replaced.resolve() })
  const mustRecord = createMustRecord({ store, telephony, lease, country: config.country, clock, log })
  const policies = createPolicies({ store, graph, feed, clock, mustRecord, canRecord: config.recordingKeys.length > 0 })
  const people = createPeople({ store, graph, feed, clock, log, policies, ...routing })
  const numbers = createNumbers({ store, people, graph, feed, clock, newId, country: config.country })
  const readiness = createReadiness({ store, graph, clock, log, programme: config.programme })
  const recordings = createRecordings({ store, telephony, cipher: recordingCipher(config.recordingKeys), namesOf, clock, log })
  const queues = createQueues({ store, feed, clock, log, country: config.country, waitingIn: (queue) => calls.waitingIn(queue) })
  const calls = createCalls({
    store, graph, queueChanged: (queue) => void queues.changed(queue), telephony, lease, clock, log, feed, metrics, voicemails, recordings, mustRecord, greetings, greetingLine, newId, ...routing, presence: askPresence({ graph, clock, log }), replaced: () => replaced.resolve(),
  })
  const past = createPastCalls({ store, calls, feed, clock })
  const watches = createWatches({ store, graph, calls, feed, clock, log })
  const offers = createOffers({ calls, store, clock, log, newId })
  const meetings = createMeetings({ store, graph, calls, feed, clock, log, newId, country: config.country })
  const bot = createBot({
    token: { get: () => botTokens.token(config.bot.tenantId), drop: () => botTokens.drop(config.bot.tenantId) },
    settings: { ...config.bot, authority: config.entra.authority, tenantIds: config.tenantIds, country: config.country, ...(config.teamsAppId ? { teamsAppId: config.teamsAppId } : {}) },
    calls, people, readiness, voicemails, greetings, history: (person, limit, filter) => store.history(person, null, limit, filter), past, watches, queues, offers, meetings, store, feed, log, clock,
  })

  const whoAsks = signedInBy(tokenChecker({
    ...config.entra, clientId: config.clientId, botId: config.bot.id, tenantIds: config.tenantIds, publicHost: new URL(config.publicUrl).host,
  }))
  const links = audioLinks(config.signingKey, clock)
  const greetingLinks = audioLinks(config.signingKey, clock, 'greeting')
  const recordingLinks = audioLinks(config.signingKey, clock, 'recording')
  const events = eventsRoute({ calls, people, voicemails, watches, queues, offers, feed, clock, log, metrics, whoAsks })
  const server = createServer({
    config, log, metrics, whoAsks,
    routes: [
      ...meRoutes(people), ...policyRoutes(policies, namesOf), ...callRoutes(calls, people, store, past, meetings), ...watchRoutes(watches), ...queueRoutes(queues), ...voicemailRoutes(voicemails, links),
      ...greetingRoutes(greetings, greetingLinks), ...readinessRoutes(readiness), ...numberRoutes(numbers), ...auditRoutes(store, namesOf), ...recordingRoutes(recordings, recordingLinks),
    ],
    raw: [
      events, exportRoute(past, whoAsks), uploadRoute(numbers, whoAsks), audioRoute(voicemails, links, whoAsks), recordingAudioRoute(recordings, recordingLinks, whoAsks), ...greetingRawRoutes(greetings, greetingLinks, addresses, whoAsks),
      { method: 'post', path: '/api/messages', handle: (request, response) => bot.handle(request, response) },
    ],
    async notReady() {
      const answers = await store.ping().then(() => true, (error: unknown) => {
        log.info({ err: error instanceof Error ? error.message : error }, 'the database does not answer')
        return false
      })
      if (!answers) return 'the database does not answer'
      if (!lease.held) return 'another instance steers the engine; this one stands by'
      return telephony.connected ? null : 'the line to the engine is not open'
    },
  })
  /** The database may come up after us: it gets half a minute. */
  const migrated = async (): Promise<void> => {
    for (let left = 30; ; left--) {
      try {
        return await store.migrate()
      } catch (error) {
        if (!(error instanceof StoreAway) || left === 0) throw error
        log.warn({ err: error.message }, 'the database does not answer yet')
        await sleep(clock, 1_000)
      }
    }
  }

  let jobs: Awaited<ReturnType<typeof startJobs>> | null = null

  return {
    replaced: replaced.promise,
    async start() {
      await migrated()
      const unready = await recordings.recordedWithoutKey()
      if (unready !== null) throw new ConfigError(['RECORDING_KEY: is missing, and a policy says that calls are recorded (make one with: openssl rand -base64 32)'])
      // standing by, it answers that it is not ready
      await server.listen()
      await lease.hold()
      await calls.load()
      jobs = await startJobs({
        pool: store.pool, store, graph, chat: bot.chat, calls, watches, upkeep, recordings, policies, country: config.country, feed, clock, log, metrics, tenantIds: config.tenantIds,
        callRecordsEverySeconds: config.callRecordsEverySeconds, readiness, readinessEverySeconds: config.readinessEverySeconds, watchEverySeconds: config.watchEverySeconds,
        numberSource: config.programme ? 'operatorConnect' : 'directRouting',
      })
      await calls.start()
      log.info({ address: `http://${config.host}:${config.port}`, publicUrl: config.publicUrl }, 'ready')
    },
    async stop() {
      events.closeAll()
      await server.close()
      mustRecord.stop()
      await calls.stop()
      await lease.release()
      await jobs?.stop()
      await store.close()
    },
  }
}
