import { sleep, type Clock } from '../clock.ts'
import type { Effect } from '../call/effect.ts'
import type { StartEvent } from '../call/event.ts'
import type { Call, Cause, Party } from '../call/model.ts'
import { begin } from '../call/transition.ts'
import { isLive, isOnNative, occupies, viewOf, type CallView } from '../call/view.ts'
import { refusalWords, resultWords } from '../call/words.ts'
import { readNumber } from '../line/number.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { operations, type OperationInput, type OperationName } from '../operations/index.ts'
import type { Operation } from '../operations/operation.ts'
import type { LineRecord, PersonId, Store } from '../store/port.ts'
import type { EngineEffect, EngineEvent, Telephony } from '../telephony/port.ts'
import { judgeArrival, type Arrival } from './arrivals.ts'
import { createCallBook } from './call-book.ts'
import { ownCall, type CallOwner, type OwnerPorts, type TimelessEvent } from './call-owner.ts'
import { jobsOf } from './call-jobs.ts'
import type { Feed } from './feed.ts'
import type { GreetingLine } from './greeting-line.ts'
import type { Greetings } from './greetings.ts'
import { createGuards } from './guards.ts'
import { createHunts, type HuntPorts } from './hunts.ts'
import { historyOf } from './history.ts'
import { Problem, databaseAway } from './problem.ts'
import { createRecovery } from './recovery.ts'
import { createRefusals } from './refusals.ts'
import type { SituationPorts } from './situation.ts'
import { stepAside } from './step-aside.ts'
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
  recordings: Pick<Recordings, 'ready' | 'keep'>
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
  /** A code under which a call can be parked. Throws Problem. */
  parkCode(person: PersonId): string
  /** Rings the person with the call a colleague parked under this code. Throws Problem. */
  pickUp(person: PersonId, code: string): Promise<{ callId: string; from: Party }>
  /**
   * Takes a command or throws Problem. Its outcome is published on the feed under the id it gives, which may be brought
   * along. An `input` that must be looked up is asked for only once the call is known to be theirs.
   */
  command<N extends OperationName>(
    person: PersonId, callId: string, name: N, input: OperationInput<N> | (() => Promise<OperationInput<N>>), idempotencyKey?: string, commandId?: string,
  ): Promise<{ commandId: string }>
  /** Resolves when every live call has nothing queued. */
  settled(): Promise<void>
}

const renewMs = 300_000
const retryMs = 1_000
/** How long a command that needs no database waits for it all the same. */
const patienceMs = 200

export const createCalls = (ports: CallPorts): Calls => {
  const { store, telephony, lease, clock, log, feed, metrics, voicemails, recordings, mustRecord, greetings, greetingLine, newId, reachability } = ports
  const book = createCallBook()
  const { owners, byLeg } = book
  /** Arrivals being judged, so that a StasisStart told twice makes one call, and why those left that did not wait for it. */
  const judging = new Map<string, Cause | null>()
  const ownersOf = book.ofPerson
  const callsOf = (person: PersonId): Call[] => ownersOf(person).map((owner) => owner.call)
  const guards = createGuards(clock)
  const refusals = createRefusals({ store, feed, clock, log, metrics, guards, callsOf })
  let stopped = false
  let cancelRenew = () => {}
  let cancelRetry = () => {}

  const forget = (call: Call): void => {
    book.forget(call)
    metrics.liveCalls.set(owners.size)
  }

  const ownerPorts: OwnerPorts = {
    clock,
    log,
    async save(before, after) {
      try {
        await store.saveCall({ call: after, history: historyOf(after), ended: after.ended, jobs: jobsOf(before, after, ports.country) }, clock.now())
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
      const verdict = await judgeArrival(arrival, { ...ports, guards, callsOf, waitingIn: (queue) => hunts.waitingIn(queue).length })
      if ('handBack' in verdict) {
        log.info({ leg: arrival.leg, side: arrival.side, why: verdict.handBack }, 'an arriving call is none of ours; the dialplan completes it')
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
      const owner = take(verdict.take, verdict.because)
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

  const recovery = createRecovery({ store, telephony, clock, log, owners, byLeg, isElsewhere: greetingLine.has, arrive, looked: () => hunts.reconcile(), own: (call) => void own({ call, effects: [], refused: null, ignored: [] }) })

  /** A phone's own transfer (REFER, from the Teams client) is the same as one by the bot or the tab. */
  const refer = (leg: string, to: string): void => {
    const owner = byLeg.get(leg)
    const number = readNumber(/^sips?:([^@;]+)/.exec(to)?.[1] ?? to, ports.country)
    if (owner === undefined || number === null) {
      log.warn({ leg, callId: owner?.call.id }, 'a phone asked for a transfer to nobody we know')
      return void telephony.answerReferral(leg, false)
    }
    // the engine tells of one REFER again as its leg goes
    if (owner.call.transfer.status !== 'idle') return
    const blocked = refusals.ofCommand(owner.call, number, false)
    if (blocked !== null) {
      void telephony.answerReferral(leg, false)
      return void refusals.tell(owner.call.line, blocked)
    }
    const commandId = newId()
    const refused = owner.dispatch({ type: 'transfer', commandId, to: { number, name: null }, fresh: `${owner.call.id}-${newId().slice(0, 8)}`, digits: null })
    log.info({ callId: owner.call.id, leg, refused }, 'a phone asks for a transfer')
    void telephony.answerReferral(leg, refused === null)
  }

  const listen = (event: EngineEvent): void => {
    switch (event.type) {
      case 'arrived':
        return void arrive(event)
      case 'connected':
        log.info('the line to the engine is open')
        mustRecord.engineIsBack()
        return void recovery.run()
      case 'disconnected':
        return log.warn('the line to the engine broke; calls go on, trying again')
      case 'referred':
        return refer(event.leg, event.to)
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

  const renew = (): void => {
    for (const owner of owners.values()) {
      for (const leg of Object.values(owner.call.legs)) {
        // one that is still being asked for is not there yet
        if (leg.status === 'gone' || leg.status === 'starting' || leg.lent) continue
        // a farewell that was never told shows itself here
        void telephony.renew(leg.id).then((lives) => {
          if (!lives) owner.dispatch({ type: 'leg-gone', leg: leg.id, cause: 'lost' })
        })
      }
    }
    cancelRenew = clock.setTimeout(renewMs, renew)
  }
  const retryLater = (): void => {
    cancelRetry()
    cancelRetry = clock.setTimeout(retryMs, () => {
      for (const owner of owners.values()) if (owner.unsaved) owner.retrySave()
    })
  }

  const theirs = (person: PersonId, callId: string): CallOwner | null => {
    const owner = owners.get(callId)
    return owner && owner.call.line.tenantId === person.tenantId && owner.call.line.userId === person.userId ? owner : null
  }

  /** The person's line, which also shows that the database is there. */
  const lineFor = async (person: PersonId): Promise<LineRecord> => {
    const line = await store.lineOf(person).catch(() => {
      throw databaseAway()
    })
    if (line === null) throw new Problem('no-line', 'You have no number yet.')
    return line
  }

  return {
    async load() {
      for (const call of await store.loadCalls()) own({ call, effects: [], refused: null, ignored: [] })
      log.info({ calls: owners.size }, 'live calls loaded')
      await store.addJobs((await store.presences()).map((person) => ({ task: 'presence', person })))
    },
    async start() {
      await telephony.start(listen)
      cancelRenew = clock.setTimeout(renewMs, renew)
    },
    async stop() {
      stopped = true
      cancelRenew()
      cancelRetry()
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
      const owner = theirs(person, callId)
      return owner && isLive(owner.call) ? viewOf(owner.call) : null
    },
    onNative: (person) => callsOf(person).some(isOnNative),
    waitingIn: hunts.waitingIn,
    parkCode: ({ tenantId }) => hunts.parkCode(tenantId),
    pickUp: hunts.pickUp,
    async command(person, callId, name, input, idempotencyKey, commandId = newId()) {
      const operation = operations[name] as Operation<OperationInput<typeof name>>
      const owner = theirs(person, callId)
      if (owner === null || !operation.may(person, owner.call)) {
        const past = await store.historyEntry(person, callId).catch(() => null)
        if (past !== null) throw new Problem('refused', refusalWords['call-over'], { code: 'call-over' })
        throw new Problem('not-found', 'There is no such call.')
      }
      if (!operation.withoutDatabase) await lineFor(person)
      const given = typeof input === 'function' ? await input() : input
      // a key stands for one thing asked of one call, so the same one elsewhere is another
      const key = idempotencyKey === undefined ? undefined : `${name} ${callId} ${idempotencyKey}`
      if (key !== undefined) {
        const remembered = store.rememberCommand(person, key, commandId, clock.now()).catch(() => commandId)
        // hanging up and cancelling don't wait for a database that is slow to say that it is away
        const first = await (operation.withoutDatabase ? Promise.race([remembered, sleep(clock, patienceMs).then(() => commandId)]) : remembered)
        if (first !== commandId) return { commandId: first }
      }
      const blocked = 'to' in given && typeof given.to === 'object' ? refusals.ofCommand(owner.call, given.to.number, name !== 'transfer') : null
      if (blocked !== null) {
        if (key !== undefined) await store.forgetCommand(person, key).catch(() => undefined)
        throw new Problem('not-allowed', blocked.words, { field: 'to' })
      }
      const event = operation.event(given, { at: clock.now(), commandId, fresh: `${callId}-${newId().slice(0, 8)}` })
      const refused = stepAside({ owner, event, others: ownersOf(person).filter((other) => other !== owner), newId }) ?? owner.dispatch(event)
      void store.audit({ ...person, at: clock.now(), action: name, subject: callId, detail: { refused } }).catch((error: unknown) => log.warn({ callId, err: error }, 'not audited'))
      if (refused !== null) {
        if (key !== undefined) await store.forgetCommand(person, key).catch(() => undefined)
        throw new Problem('refused', refusalWords[refused], { code: refused })
      }
      return { commandId }
    },
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
