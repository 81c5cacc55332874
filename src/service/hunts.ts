import type { Clock } from '../clock.ts'
import type { Effect } from '../call/effect.ts'
import type { OwnPhone, StartEvent } from '../call/event.ts'
import type { Call, HuntRule, Offered, Taker } from '../call/model.ts'
import { occupies } from '../call/view.ts'
import { hasRested, nextInGroup, nextInQueue, type Candidate } from '../line/queue.ts'
import { guardOf, whyFull } from '../line/guards.ts'
import { effectivePolicy } from '../line/policy.ts'
import type { Logger } from '../log.ts'
import type { LineRecord, PersonId, Store } from '../store/port.ts'
import type { QueueRecord } from '../store/port/queues.ts'
import { offerOn, type ArrivalPorts } from './arrivals.ts'
import type { CallBook } from './call-book.ts'
import type { CallOwner } from './call-owner.ts'
import { ownParkedCall } from './park-code.ts'
import { Problem } from './problem.ts'
import { connectedWith } from './situation.ts'
import { rememberingFree, type WhoIsFree } from './who-is-free.ts'

export interface HuntPorts extends Omit<ArrivalPorts, 'guards' | 'waitingIn' | 'parkedUnder'> {
  store: Store
  clock: Clock
  log: Logger
  book: CallBook
  whoIsFree: WhoIsFree
  /** Takes up a call that begins. */
  begin(start: StartEvent, because: string): CallOwner
  /** How many wait in a queue, or who takes its calls, has changed. */
  queueChanged(queue: { tenantId: string; id: string }): void
}

export type HuntEffect = Extract<Effect, { type: 'hunt' | 'call-off' | 'check-offers' }>

/** Whoever fetches a parked call is rung this long. */
const fetchRingMs = 20_000

/** A call that may begin on somebody's line, and what they are called. */
interface Found { start: StartEvent; name: string }
interface Next { found: Found[]; again: boolean; position: number | null }

/** Offers waiting callers on other people's lines: chooses whose, begins a call there that borrows the caller, and tells either call of the other. */
export const createHunts = (ports: HuntPorts) => {
  const { store, clock, log, book, begin } = ports
  const freeIn = rememberingFree(ports)

  const isWaiting = (call: Call) => call.hunt.status === 'waiting'
  const ofQueue = (queue: { tenantId: string; id: string }): Call[] =>
    [...book.owners.values()].map(({ call }) => call)
      .filter((call) => isWaiting(call) && call.rules.hunt?.why === 'queue' && call.rules.hunt.queueId === queue.id && call.line.tenantId === queue.tenantId)
      .toSorted((a, b) => a.story.startedAt - b.story.startedAt || (a.id < b.id ? -1 : 1))
  const isOccupied = (person: PersonId) => book.ofPerson(person).some(({ call }) => occupies(call))

  const linesFor = async (call: Call, userIds: string[]): Promise<Map<string, LineRecord>> => {
    const lines = await store.linesOf(call.line.tenantId, userIds)
    return new Map(lines.filter((line) => line.number !== call.remote.number && !isOccupied(line)).map((line) => [line.userId, line]))
  }
  const tried = (call: Call) => (call.hunt.status === 'waiting' ? call.hunt.tried : {})
  const ringing = (call: Call) => (call.hunt.status === 'waiting' ? call.hunt.offered.length : 0)
  /** Begins where the first of those `choose` names would ring; those whose phones are to be silent now are passed over. */
  const offerFirst = async (call: Call, { why, name }: HuntRule, lines: Map<string, LineRecord>, ringMs: number, choose: (able: (userId: string) => boolean) => string[]): Promise<Found[]> => {
    for (const silent = new Set<string>(); ; ) {
      const chosen = choose((userId) => lines.has(userId) && !silent.has(userId))
      const found = await Promise.all(chosen.map(async (userId) => {
        const line = lines.get(userId)!
        const start = await offerOn(line, call, { by: why, name, ringMs, anyway: false }, ports)
        return start === null ? [] : [{ start, name: line.name }]
      }))
      if (found.flat().length > 0 || chosen.length === 0) return found.flat()
      for (const userId of chosen) silent.add(userId)
    }
  }

  const forQueue = async (call: Call, rule: Extract<HuntRule, { why: 'queue' }>, queue: QueueRecord): Promise<Next> => {
    const { strategy, ringSeconds, presenceAware } = queue.settings
    const agents = (await store.queueAgents(queue.tenantId, queue.id)).filter(({ onDuty }) => onDuty)
    const lines = await linesFor(call, agents.map(({ userId }) => userId))
    const free = presenceAware ? await freeIn(queue.tenantId, [...lines.keys()]) : new Set(lines.keys())
    const at = clock.now()
    const waiting = ofQueue(queue)
    const before = waiting.slice(0, Math.max(0, waiting.findIndex(({ id }) => id === call.id)))
    const found = await offerFirst(call, rule, lines, ringSeconds * 1000, (able) => {
      const candidates = agents.filter(({ userId }) => free.has(userId) && able(userId))
        .map(({ userId, position, idleSince, rungAt }): Candidate => ({ userId, position, idleSince, rungAt, triedAt: tried(call)[userId] ?? null }))
      // a caller whom all of them have just let ring stands in nobody's way
      const ahead = before.filter((other) => ringing(other) === 0 && candidates.some(({ userId }) => hasRested(tried(other)[userId] ?? null, at))).length
      return nextInQueue(strategy, candidates, { at, ahead, ringing: ringing(call) })
    })
    return { found, again: true, position: before.length + 1 }
  }

  const forGroup = async (call: Call, rule: Extract<HuntRule, { why: 'group' }>): Promise<Next> => {
    const lines = await linesFor(call, rule.members)
    const found = await offerFirst(call, rule, lines, rule.ringMs, (able) => nextInGroup({ ...rule, members: rule.members.filter(able) }, tried(call), ringing(call)))
    return { found, again: false, position: null }
  }

  const next = async (call: Call): Promise<Next> => {
    const rule = call.rules.hunt
    if (rule === undefined) return { found: [], again: false, position: null }
    if (rule.why === 'group') return forGroup(call, rule)
    const queue = await store.queue(call.line.tenantId, rule.queueId)
    // one that was taken away: the caller goes on as if they had waited long enough
    return queue === null ? { found: [], again: false, position: null } : forQueue(call, rule, queue)
  }

  const offeredIn = ({ start, name }: Found): Offered => ({ callId: start.callId, userId: start.line.userId, to: { number: start.line.number, name } })

  /** The lender knows of it before it rings, so that no news of it comes too early. */
  const offerAll = (lender: CallOwner, { found, again, position }: Next): StartEvent[] => {
    // two callers may have chosen the same person in the same moment
    const free = found.filter(({ start }) => !isOccupied(start.line))
    lender.dispatch({ type: 'hunt-offered', offers: free.map(offeredIn), again: again || free.length < found.length, position })
    const { hunt } = lender.call
    const rung = hunt.status === 'waiting' ? free.map(({ start }) => start).filter(({ callId }) => hunt.offered.some((offered) => offered.callId === callId)) : []
    for (const start of rung) begin(start, `offered by a ${start.rules.offeredBy?.why}`)
    return rung
  }

  const hunt = async (lender: CallOwner): Promise<void> => {
    try {
      const rung = offerAll(lender, await next(lender.call))
      const rule = lender.call.rules.hunt
      if (rule?.why === 'queue' && rung.length > 0) await store.agentsRung(lender.call.line.tenantId, rule.queueId, rung.map(({ line }) => line.userId), clock.now())
    } catch (error) {
      log.warn({ callId: lender.call.id, err: error instanceof Error ? error.message : error }, 'whose line is next could not be looked up; trying again')
      lender.dispatch({ type: 'hunt-offered', offers: [], again: true, position: null })
    }
  }

  const lenderOf = (call: Call): CallOwner | undefined => book.owners.get(call.rules.offeredBy?.callId ?? '')
  const callerOf = (call: Call) => call.legs[call.outside.leg]
  const isLent = (call: Call) => callerOf(call)?.lent === true
  const offersOf = ({ hunt: status }: Call): Offered[] => (status.status === 'waiting' || status.status === 'giving' ? status.offered : [])

  const callOff = ({ outside }: Call, callId: string, by: Taker): void => {
    const borrower = book.owners.get(callId)
    if (borrower === undefined) return
    if (isLent(borrower.call)) return void borrower.dispatch({ type: 'called-off', by })
    // joined in the very moment the caller left, which the lender was told
    if (by === 'them' && outside.status === 'gone') borrower.dispatch({ type: 'leg-gone', leg: outside.leg, cause: outside.cause })
  }

  const check = (lender: CallOwner, { callId }: Offered): void => {
    const borrower = book.owners.get(callId)?.call
    if (borrower === undefined || callerOf(borrower)?.status === 'gone') return void lender.dispatch({ type: 'hunt-lost', callId })
    if (!isLent(borrower)) return void lender.dispatch({ type: 'hunt-taken', callId })
    if (borrower.user.status === 'joining') lender.dispatch({ type: 'hunt-taking', callId })
  }

  const isParked = ({ hunt: status }: Call, code: string) => status.status === 'waiting' && status.code === code
  const parkedUnder = (tenantId: string, code: string): CallOwner | undefined => [...book.owners.values()].find(({ call }) => call.line.tenantId === tenantId && isParked(call, code))

  const offerTo = (call: Call, { userId }: PersonId) => offersOf(call).find((offer) => offer.userId === userId)

  /** Begins the parked call on their line: on the phone they dialled with, else wherever they are rung. The new call's id; null when somebody else was faster. */
  const handTo = async (line: LineRecord, lender: CallOwner, code: string, own: OwnPhone | null): Promise<string | null> => {
    const [parker] = await store.linesOf(line.tenantId, [lender.call.line.userId])
    const start = await offerOn(line, lender.call, { by: 'park', name: parker?.name ?? '', ringMs: fetchRingMs, anyway: true }, ports)
    // asked for twice, it rings once
    const already = own === null ? offerTo(lender.call, line) : undefined
    if (already !== undefined) return already.callId
    if (start === null || !isParked(lender.call, code)) return null
    lender.dispatch({ type: 'hunt-offered', offers: [offeredIn({ start, name: line.name })], again: false, position: null })
    begin(own === null ? start : { ...start, plan: own }, 'picked up where it was parked')
    void store.audit({ tenantId: line.tenantId, userId: line.userId, at: clock.now(), action: 'pick-up', subject: start.callId, detail: { parked: lender.call.id } }).catch((error: unknown) => log.warn({ callId: start.callId, err: error }, 'not audited'))
    return start.callId
  }

  return {
    async perform(call: Call, effect: HuntEffect): Promise<null> {
      const lender = book.owners.get(call.id)
      if (effect.type === 'hunt' && lender !== undefined) await hunt(lender)
      else if (effect.type === 'check-offers' && lender !== undefined) effect.offers.forEach((each) => check(lender, each))
      else if (effect.type === 'call-off') for (const { callId } of effect.offers) callOff(lender?.call ?? call, callId, effect.by)
      return null
    },
    /** A caller joins a queue. */
    begun({ line, rules: { hunt: rule } }: Call): void {
      if (rule?.why === 'queue') ports.queueChanged({ tenantId: line.tenantId, id: rule.queueId })
    },
    /** Tells the lender what becomes of a caller it lent, and those who look at a queue that it changed. */
    changed(before: Call, after: Call): void {
      const rule = after.rules.hunt
      if (rule?.why === 'queue' && before.hunt.status !== after.hunt.status) ports.queueChanged({ tenantId: after.line.tenantId, id: rule.queueId })
      if (occupies(before) && !occupies(after) && after.story.answeredAt !== null) {
        void store.agentIdle(after.line, clock.now()).catch((error: unknown) => log.info({ callId: after.id, err: error }, 'since when an agent is idle was not kept'))
      }
      const lender = lenderOf(after)
      if (lender === undefined) return
      const [was, is] = [callerOf(before), callerOf(after)]
      if (before.user.status === 'absent' && after.user.status === 'joining') lender.dispatch({ type: 'hunt-taking', callId: after.id })
      if (is?.lent && is.status === 'gone' && was?.status !== 'gone') lender.dispatch({ type: 'hunt-lost', callId: after.id })
    },
    /** Tells the lender that the caller is another's only once that is written down: a crash in between finds them with one of the two. */
    saved(before: Call, after: Call): void {
      if (isLent(before) && callerOf(after)?.lent !== true) lenderOf(after)?.dispatch({ type: 'hunt-taken', callId: after.id })
    },
    /** Of two who pick up at once only the one the lender chose may take the caller. */
    mayConnect(call: Call): boolean {
      if (!isLent(call)) return true
      const lender = lenderOf(call)
      // after a crash the lender may not know yet who picked up
      if (lender?.call.hunt.status === 'waiting') lender.dispatch({ type: 'hunt-taking', callId: call.id })
      const status = lender?.call.hunt
      return status?.status === 'giving' && status.to.callId === call.id
    },
    /**
     * After a restart: a line that rings for a caller whose lender was not written down in time is one of its offers all the
     * same; where the lender is gone, the caller goes.
     */
    reconcile(): void {
      for (const borrower of book.owners.values()) {
        const { call } = borrower
        if (!isLent(call) || callerOf(call)?.status === 'gone') continue
        const lender = lenderOf(call)
        if (lender === undefined) borrower.dispatch({ type: 'called-off', by: null })
        else if (!offersOf(lender.call).some(({ callId }) => callId === call.id)) {
          lender.dispatch({ type: 'hunt-offered', offers: [{ callId: call.id, userId: call.line.userId, to: { number: call.line.number, name: null } }], again: lender.call.rules.hunt?.why === 'queue', position: null })
        }
      }
    },
    /** The callers who wait in a queue, in their order. */
    waitingIn: ofQueue,
    parkedUnder: (tenantId: string, code: string): Call | null => parkedUnder(tenantId, code)?.call ?? null,
    /** Rings the person with the call a colleague parked under this code. Throws Problem. */
    async pickUp(person: PersonId, code: string): Promise<{ callId: string; from: Call['remote'] }> {
      const lender = parkedUnder(person.tenantId, code)
      if (lender === undefined) throw new Problem('not-found', `No call is parked with the code ${code}. Somebody may have picked it up already.`, { field: 'code' })
      if (lender.call.line.userId === person.userId) throw new Problem('refused', ownParkedCall, { code: 'own-call' })
      const [line] = await store.linesOf(person.tenantId, [person.userId])
      if (line === undefined) throw new Problem('no-line', 'You have no number yet.')
      const full = whyFull(guardOf(effectivePolicy(line)), connectedWith(ports.callsOf(line)))
      if (full !== null && offerTo(lender.call, line) === undefined) throw new Problem('not-allowed', full.words)
      const callId = await handTo(line, lender, code, null)
      if (callId === null) throw new Problem('not-found', 'Somebody has just picked that call up.', { field: 'code' })
      return { callId, from: lender.call.remote }
    },
    /** The person dialled the code: they have the caller on that phone at once. Null when somebody else was faster. */
    async dialledFor({ line, code, own }: { line: LineRecord; code: string; own: OwnPhone }): Promise<CallOwner | null> {
      const lender = parkedUnder(line.tenantId, code)
      const callId = lender === undefined ? null : await handTo(line, lender, code, own)
      return callId === null ? null : book.owners.get(callId) ?? null
    },
  }
}
export type Hunts = ReturnType<typeof createHunts>
