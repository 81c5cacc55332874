import type { Clock } from '../clock.ts'
import type { Effect } from '../call/effect.ts'
import type { StartEvent } from '../call/event.ts'
import type { Call, Cause, Party } from '../call/model.ts'
import { begin } from '../call/transition.ts'
import { isLive, isOnNative, occupies, viewOf, type CallView } from '../call/view.ts'
import { resultWords } from '../call/words.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { PersonId, Store } from '../store/port.ts'
import type { EngineEffect, EngineEvent, Telephony } from '../telephony/port.ts'
import { judgeArrival, type Arrival } from './arrivals.ts'
import { createCallBook } from './call-book.ts'
import { ownCall, type CallOwner, type OwnerPorts, type TimelessEvent } from './call-owner.ts'
import { jobsOf } from './call-jobs.ts'
import { createCommands, type Commands } from './commands.ts'
import type { Feed } from './feed.ts'
import type { GreetingLine } from './greeting-line.ts'
import type { Greetings } from './greetings.ts'
import { createGuards } from './guards.ts'
import { createHunts, type HuntPorts } from './hunts.ts'
import { historyOf } from './history.ts'
import { legRenewal } from './leg-renewal.ts'
import { createRecovery } from './recovery.ts'
import { createRefusals } from './refusals.ts'
import type { SituationPorts } from './situation.ts'
import { learnOfLeg, learnOfTrunk, type Reachability } from './reachability.ts'
import type { MustRecord } from './must-record.ts'
import { createRecordingWork } from './recording-work.ts'
import type { Recordings } from './recordings.ts'
import type { Voicemails } from './voicemail.ts'
import { createWhoIsFree, type FreePorts } from './who-is-free.ts'

export interface CallPorts extends Pick<SituationPorts, 'presence' | 'voicemailBehindSeconds'>, Pick<FreePorts, 'graph'>, Pick<HuntPorts, 'queueChanged'> {
  store: Store
  reachability: Reachability
  telephony: Telephony
  /** Asked before each command to the engine: an instance that was replaced commands nothing any more. */
  lease: { readonly held: boolean }
  clock: Clock
  log: Logger
  feed: Feed
  metrics: Metrics
  voicemails: Voicemails
  recordings: Pick<Recordings, 'ready' | 'keep' | 'tidy'>
  /** Told when the line to the engine opens. */
  mustRecord: Pick<MustRecord, 'engineIsBack'>
  /** What a caller hears before the tone, and how long they may speak, as it is at that moment. */
  greetings: Pick<Greetings, 'prepare'>
  /** Takes whoever calls their own number. */
  greetingLine: GreetingLine
  /** ISO 3166-1 alpha-2, for numbers dialled without "+". */
  country: string
  newId: () => string
  /** Another instance took the engine over: this one must stop. */
  replaced: () => void
}

export interface Calls {
  /** Takes up the calls the database knows of. Before anything asks about calls. */
  load(): Promise<void>
  /** Opens the line to the engine and tells each call what it missed. */
  start(): Promise<void>
  stop(): Promise<void>
  live(person: PersonId): CallView[]
  /** The call as its owner has it; null when it is not live or not theirs. */
  find(person: PersonId, callId: string): CallView | null
  onNative(person: PersonId): boolean
  /** Callers who wait in a queue, in their order. */
  waitingIn(queue: { tenantId: string; id: string }): Call[]
  /** Rings the person with the call a colleague parked under this code. Throws Problem. */
  pickUp(person: PersonId, code: string): Promise<{ callId: string; from: Party }>
  command: Commands['command']
  /** Resolves when every live call has nothing queued. */
  settled(): Promise<void>
}

const retryMs = 1_000
const tidySoonMs = 60_000
const tidyEveryMs = 60 * 60_000

export const createCalls = (ports: CallPorts): Calls => {
  const { store, telephony, lease, clock, log, feed, metrics, voicemails, recordings, mustRecord, greetings, greetingLine, newId, reachability } = ports
  const book = createCallBook()
  const { owners, byLeg } = book
  /** Arrivals being judged, so that a StasisStart told twice makes one call, and why those left that did not wait for it. */
  const judging = new Map<string, Cause | null>()
  const callsOf = (person: PersonId): Call[] => book.ofPerson(person).map((owner) => owner.call)
  const guards = createGuards(clock)
  const refusals = createRefusals({ store, feed, clock, log, metrics, guards, callsOf })
  const commands = createCommands({ store, telephony, clock, log, country: ports.country, newId, book, refusals })
  const renewal = legRenewal({ telephony, clock, owners })
  let stopped = false
  let cancelRetry = () => {}
  let cancelTidy = () => {}

  const forget = (call: Call): void => {
    book.forget(call)
    metrics.liveCalls.set(owners.size)
  }

  const ownerPorts: OwnerPorts = {
    clock,
    log,
    async save(before, after) {
      try {
        await store.saveCall({ call: after, history: historyOf(after), ended: after.ended, jobs: jobsOf(before, after, ports.country), audits: recordingWork.audits(before, after) }, clock.now())
        hunts.saved(before, after)
        await recordingWork.saved(before, after)
      } catch (error) {
        retryLater()
        throw error
      }
      if (after.ended) {
        owners.get(after.id)?.release()
        forget(after)
      }
      if (after.story.endedAt !== null && before.story.endedAt === null) feed.publish(after.line, { type: 'history' })
    },
    changed(before, after) {
      book.follow(after)
      hunts.changed(before, after)
      feed.publish(after.line, { type: 'calls' })
      recordingWork.changed(before, after)
      if (before.move.status === 'joining' && after.move.status === 'idle') metrics.moves.inc({ to: before.move.to, outcome: after.story.notice?.code ?? 'unknown' })
      if (after.ended && !before.ended) metrics.endedCalls.inc({ direction: after.direction, outcome: after.story.outcome ?? 'unknown' })
    },
    async perform(call, effect): Promise<TimelessEvent | null> {
      if (effect.type === 'result') {
        feed.publish(call.line, {
          type: 'command', commandId: effect.commandId, callId: call.id, outcome: effect.ok ? 'done' : 'failed', code: effect.code, message: resultWords(effect.code),
        })
        return null
      }
      if (effect.type === 'store') return keep(call, effect.name)
      if (effect.type === 'hunt' || effect.type === 'call-off' || effect.type === 'check-offers') return hunts.perform(call, effect)
      if (effect.type === 'connect' && !hunts.mayConnect(call)) return null
      const recording = await recordingWork.perform(call, effect)
      if (recording !== null) return recording
      if (!lease.held) return null
      const engineEffect = effect as Extract<Effect, EngineEffect>
      const isVoicemail = engineEffect.type === 'greet' || engineEffect.type === 'record'
      const done = await telephony.perform(call.id, isVoicemail ? await greetings.prepare(call.line, engineEffect) : engineEffect)
      if (effect.type === 'ring' && done?.type === 'leg-failed') learnOfTrunk(reachability, effect.side)
      return done
    },
  }

  const recordingWork = createRecordingWork({ store, recordings, clock, log })

  const keep = async (call: Call, name: string): Promise<TimelessEvent> => {
    try {
      return { type: 'stored', voicemailId: await voicemails.keep(call, name) }
    } catch (error) {
      log.warn({ callId: call.id, err: error instanceof Error ? error.message : error }, 'a voicemail could not be kept yet')
      return { type: 'store-failed' }
    }
  }

  const own = (begun: Parameters<typeof ownCall>[0]): CallOwner => {
    const owner = ownCall(begun, ownerPorts)
    book.add(owner)
    hunts.begun(owner.call)
    metrics.liveCalls.set(owners.size)
    // only now is it among the live ones
    feed.publish(owner.call.line, { type: 'calls' })
    return owner
  }

  const take = (start: StartEvent, because: string): CallOwner => {
    const owner = own(begin(start))
    log.info({ callId: owner.call.id, leg: start.leg, because }, 'a call begins')
    metrics.startedCalls.inc({ direction: owner.call.direction })
    return owner
  }

  const hunts = createHunts({
    ...ports, book, callsOf, begin: take, whoIsFree: createWhoIsFree({ store, graph: ports.graph, isInACall: (person) => callsOf(person).some(occupies), log }),
    queueChanged: ports.queueChanged,
  })

  const arrive = async (arrival: Arrival): Promise<void> => {
    if (byLeg.has(arrival.leg) || judging.has(arrival.leg) || greetingLine.has(arrival.leg)) return
    judging.set(arrival.leg, null)
    try {
      const verdict = await judgeArrival(arrival, { ...ports, guards, callsOf, waitingIn: (queue) => hunts.waitingIn(queue).length, parkedUnder: hunts.parkedUnder })
      if ('handBack' in verdict) {
        log.info({ leg: arrival.leg, side: arrival.side, why: verdict.handBack }, 'an arriving call is none of ours; the dialplan completes it')
        if (verdict.unrecorded !== undefined) recordingWork.passed(verdict.unrecorded, arrival)
        return await telephony.handBack(arrival.leg)
      }
      if ('refuse' in verdict) {
        log.info({ leg: arrival.leg, side: arrival.side, why: verdict.why }, 'an arriving call was refused')
        await telephony.refuse(arrival.leg, verdict.refuse)
        return await refusals.remember(verdict)
      }
      if ('ownLine' in verdict) {
        if (judging.get(arrival.leg) === null) await greetingLine.take(arrival.leg, verdict.ownLine)
        return
      }
      const owner = 'fetch' in verdict ? await hunts.dialledFor(verdict.fetch) : take(verdict.take, verdict.because)
      if (owner === null) return await telephony.refuse(arrival.leg, 'unallocated')
      const left = judging.get(arrival.leg)
      // it rang nowhere yet, and is a call in the history all the same
      if (left) return void owner.dispatch({ type: 'leg-gone', leg: arrival.leg, cause: left })
      await telephony.adopt(arrival.leg, owner.call.id)
    } catch (error) {
      // we can't say whose call it is: the dialplan completes it without us
      log.error({ leg: arrival.leg, err: error instanceof Error ? error.message : error }, 'an arriving call was handed back to the dialplan')
      await telephony.handBack(arrival.leg)
    } finally {
      judging.delete(arrival.leg)
    }
  }

  const recovery = createRecovery({ store, telephony, clock, log, owners, byLeg, isElsewhere: greetingLine.has, arrive, begins: () => hunts.reconcile(), own: (call) => void own({ call, effects: [], refused: null, ignored: [] }) })

  const listen = (event: EngineEvent): void => {
    switch (event.type) {
      case 'arrived':
        return void arrive(event)
      case 'connected':
        log.info('the line to the engine is open')
        mustRecord.engineIsBack()
        tidyIn(tidySoonMs)
        return void recovery.run()
      case 'disconnected':
        return log.warn('the line to the engine broke; calls go on, trying again')
      case 'referred':
        return commands.refer(event.leg, event.to)
      case 'recording-started':
      case 'recording-finished':
      case 'recording-failed':
        // a bridge is named after its call: b-… and s-…
        return void owners.get(event.bridge.slice(2))?.dispatch({ type: event.type, name: event.name })
      case 'replaced':
        log.fatal('another instance took this engine over')
        return ports.replaced()
      default: {
        if (greetingLine.tell(event)) return
        const owner = byLeg.get(event.leg)
        if (owner === undefined && event.type === 'leg-gone' && judging.has(event.leg)) return void judging.set(event.leg, event.cause)
        if (owner === undefined) return log.debug({ leg: event.leg, event: event.type }, 'news of a leg nobody owns')
        if ((event.type === 'leg-ringing' || event.type === 'leg-answered') && owner.call.legs[event.leg]?.status === 'gone') {
          return void telephony.sweepLeg(event.leg)
        }
        learnOfLeg(reachability, event, owner.call)
        owner.dispatch(withoutLeg(event))
      }
    }
  }

  const isAwaited = (name: string) => [...owners.values()].some(({ call: { recording } }) => recording.status !== 'idle' && recording.parts.some((part) => part.name === name && part.status !== 'kept' && part.status !== 'lost'))
  /** Once the calls that were taken up again know what became of their recordings, and every hour. */
  const tidyIn = (ms: number): void => {
    cancelTidy()
    cancelTidy = clock.setTimeout(ms, () => {
      void recordings.tidy(isAwaited).catch((error: unknown) => log.warn({ err: error instanceof Error ? error.message : error }, 'the engine’s spool was not looked at; in an hour again'))
      tidyIn(tidyEveryMs)
    })
  }

  const retryLater = (): void => {
    cancelRetry()
    cancelRetry = clock.setTimeout(retryMs, () => {
      for (const owner of owners.values()) if (owner.unsaved) owner.retrySave()
    })
  }

  return {
    async load() {
      for (const call of await store.loadCalls()) own({ call, effects: [], refused: null, ignored: [] })
      log.info({ calls: owners.size }, 'live calls loaded')
      await store.addJobs((await store.presences()).map((person) => ({ task: 'presence', person })))
    },
    async start() {
      await telephony.start(listen)
      renewal.start()
    },
    async stop() {
      stopped = true
      renewal.stop()
      cancelRetry()
      cancelTidy()
      recovery.stop()
      greetingLine.stop()
      await telephony.stop()
      for (const owner of owners.values()) {
        await owner.settled()
        owner.release()
      }
    },
    live: (person) => callsOf(person).filter(isLive).sort((a, b) => a.story.startedAt - b.story.startedAt).map(viewOf),
    find: (person, callId) => {
      const owner = commands.theirs(person, callId)
      return owner && isLive(owner.call) ? viewOf(owner.call) : null
    },
    onNative: (person) => callsOf(person).some(isOnNative),
    waitingIn: hunts.waitingIn,
    pickUp: hunts.pickUp,
    command: commands.command,
    async settled() {
      if (stopped) return
      for (let busy = true; busy; ) {
        const pending = [...owners.values()]
        await Promise.all(pending.map((owner) => owner.settled()))
        busy = judging.size > 0
        if (busy) await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}

/** The engine names a leg where the call only needs to know that it happened. */
const withoutLeg = (event: Extract<EngineEvent, { leg: string }> & { type: Exclude<EngineEvent['type'], 'arrived' | 'referred'> }): TimelessEvent =>
  event.type === 'greeted' || event.type === 'recorded' || event.type === 'record-failed' ? { type: event.type } : event
