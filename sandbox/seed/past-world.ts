import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createCalls, type Calls } from '../../src/service/calls.ts'
import { createFeed } from '../../src/service/feed.ts'
import { createReachability } from '../../src/service/reachability.ts'
import { createVoicemails } from '../../src/service/voicemail.ts'
import type { Store } from '../../src/store/port.ts'
import { asterisk } from '../../src/telephony/asterisk/index.ts'
import { createDialplan } from '../asterisk/dialplan.ts'
import { createEngine } from '../asterisk/engine.ts'
import { virtualClock } from '../clock.ts'
import { createPhones } from '../phones/phones.ts'
import * as world from '../world.ts'
import { inProcessAri } from './in-process.ts'

export type Phones = ReturnType<typeof createPhones>

/** One moment of the past: the real services and the engine stand-in on a clock of their own. */
export interface PastWorld {
  phones: Phones
  calls: Calls
  /** Lets time go by. What is waiting for the database gets it first. */
  pass(ms: number): Promise<void>
  end(): Promise<void>
}

const app = 'single-number'

export const pastWorld = async (store: Store, startsAt: number): Promise<PastWorld> => {
  const clock = virtualClock(startsAt)
  const log = createLog('silent')
  const feed = createFeed()
  const engine = createEngine({ clock, dialplan: createDialplan({ app, isOurs: world.isOurs }), channelVars: ['CALLREF', 'LEGROLE'] })
  const phones = createPhones({ engine, clock, world })
  const telephony = asterisk({
    url: '', user: '', password: '', app, greeting: 'sound:vm-intro', lostAudio: 'sound:pls-hold-while-try', recordingAnnouncement: 'sound:conf-now-recording', unrecordedWord: 'sound:im-sorry',
    dial: { native: 'PJSIP/{number}@native', teams: 'PJSIP/{number}@teams', outside: 'PJSIP/{number}@operator', desk: 'PJSIP/{number}' },
  }, log, clock, inProcessAri(engine, app))
  // the past asks for no background work, as nobody is told today of a call of last week, and knows nothing of the calls of today
  const quietStore: Store = { ...store, loadCalls: async () => [], saveCall: (change, at) => store.saveCall({ ...change, jobs: [] }, at), addJobs: async () => undefined }
  let ids = 0
  const calls = createCalls({
    store: quietStore, graph: { presences: async () => new Map() }, queueChanged: () => undefined, telephony, lease: { held: true }, clock, log, feed, metrics: createMetrics(), country: 'US', voicemailBehindSeconds: 75, reachability: createReachability(clock), presence: { availability: async () => null }, replaced: () => undefined,
    voicemails: createVoicemails({ store: quietStore, telephony, clock, feed, log }),
    // nothing was recorded then
    recordings: { ready: false, keep: async () => 'lost', tidy: async () => undefined },
    mustRecord: { engineIsBack: () => undefined },
    // nobody had a greeting of their own then, or called themselves
    greetings: { prepare: async (_person, effect) => effect },
    greetingLine: { has: () => false, take: async () => undefined, tell: () => false, stop: () => undefined },
    // the same past has the same ids, so seeding twice changes nothing
    newId: () => `past-${startsAt.toString(36)}-${(++ids).toString().padStart(8, '0')}`,
  })
  await calls.start()

  const rest = async () => {
    for (let turn = 0; turn < 3; turn++) {
      await clock.advanceAsync(4)
      await calls.settled()
    }
  }
  return {
    phones,
    calls,
    async pass(ms) {
      await rest()
      await clock.advanceAsync(ms)
      await rest()
    },
    async end() {
      await rest()
      await calls.stop()
    },
  }
}
