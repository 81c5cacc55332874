import type { OwnPhone, StartEvent } from '../call/event.ts'
import type { Call, Cause, Direction, OfferedBy, Party, Rules } from '../call/model.ts'
import { callerIdFor, readDialled } from '../line/caller-id.ts'
import { readNumber } from '../line/number.ts'
import { alsoRecorded, asksWhoElse, recordingRule, records } from '../line/recording.ts'
import { decide, nowhere, rulesFor } from '../line/plan.ts'
import { ownerOfQueue, rulesOfQueue, type QueueSettings } from '../line/queue.ts'
import type { LineRecord, Store } from '../store/port.ts'
import type { QueueRecord } from '../store/port/queues.ts'
import { blockedCode, guardOf, whyFull, type Blocked } from '../line/guards.ts'
import { effectivePolicy } from '../line/policy.ts'
import type { EngineEvent } from '../telephony/port.ts'
import type { Guards } from './guards.ts'
import { codeDialled, ownParkedCall } from './park-code.ts'
import { cameBack, connectedWith, situationFor, type SituationPorts } from './situation.ts'

export type Arrival = Extract<EngineEvent, { type: 'arrived' }>

/** What to do with a channel the network brought. `unrecorded`: the line whose calls are recorded, and this one is not. `because` says for the log what decided; `tell` is for whoever called. */
export type Verdict = { take: StartEvent; because: string } | { refuse: Cause; why: string; tell?: { line: LineRecord; text: string }; blocked?: { call: StartEvent; rule: Blocked['rule'] } } | { handBack: string; unrecorded?: LineRecord } | { ownLine: LineRecord } | { fetch: { line: LineRecord; code: string; own: OwnPhone } }

export interface ArrivalPorts extends SituationPorts {
  store: Store
  country: string
  guards: Guards
  newId: () => string
  /** How many callers wait in this queue. */
  waitingIn(queue: Pick<QueueRecord, 'tenantId' | 'id'>): number
  /** The call that is parked under this code. */
  parkedUnder(tenantId: string, code: string): Call | null
}

/** Recorded or not; who else takes part is looked up only where it makes a difference. */
const recordingOf = async (line: LineRecord, direction: Direction, other: string | null, store: Store): Promise<Rules['recording']> => {
  const asks = asksWhoElse(line) && other !== null
  return recordingRule(line, direction, !asks || (await store.lineByNumber(other))?.tenantId !== line.tenantId)
}

const byPbx: OfferedBy = { callId: null, why: 'pbx', name: 'PBX' }

const ofLine = ({ tenantId, userId, number }: LineRecord) => ({ tenantId, userId, number })

/** Whose call is it, and what is it? Throws while the database is away. */
export const judgeArrival = async (arrival: Arrival, ports: ArrivalPorts): Promise<Verdict> => {
  const { store, clock, country, newId } = ports
  const read = (text: string | null) => (text === null ? null : readNumber(text, country))
  /** A colleague's name is known; somebody else's is what the network said, now or the last time. */
  const nameOf = async (line: { tenantId: string; userId: string }, number: string | null, said: string | null): Promise<string | null> => {
    if (number === null) return said
    const other = await store.lineByNumber(number)
    if (other !== null && other.tenantId === line.tenantId) return other.name
    return said ?? (await store.nameOfNumber(line, number))
  }
  const common = (line: StartEvent['line'], rules: Rules) => ({ at: clock.now(), callId: newId(), leg: arrival.leg, line, rules })
  const caller = read(arrival.caller)

  if (arrival.side === 'outside' || arrival.side === 'pbx') {
    const dialled = read(arrival.dialled)
    const line = dialled === null ? null : await store.lineByNumber(dialled)
    if (line === null) {
      const queue = dialled === null || arrival.side === 'pbx' ? null : await store.queueByNumber(dialled)
      if (queue === null) return { refuse: 'unallocated', why: 'the dialled number is nobody\'s' }
      const owner = { tenantId: queue.tenantId, userId: ownerOfQueue(queue.id), number: queue.number }
      const remote: Party = { number: caller, name: await nameOf(owner, caller, arrival.callerName) }
      const full = ports.waitingIn(queue) >= queue.settings.mostWaiting
      // sent on once, they may wait here again, and are not sent on again: so nobody goes round for ever
      const back = queue.settings.overflow.to === 'number' && cameBack(ports.callsOf(owner), caller)
      const settings: QueueSettings = back ? { ...queue.settings, overflow: { to: 'nobody' } } : queue.settings
      const plan = full && settings.overflow.to === 'nobody' ? 'busy' : nowhere
      return { take: { type: 'incoming', ...common(owner, rulesOfQueue({ ...queue, settings }, full)), remote, plan }, because: full ? 'the queue is full' : 'a queue' }
    }
    const remote: Party = { number: caller, name: await nameOf(line, caller, arrival.callerName) }
    const decided = decide(line, await situationFor(line, caller, ports))
    const { plan, because } = decided
    const rules = { ...decided.rules, ...(arrival.side === 'pbx' ? { offeredBy: byPbx } : {}), recording: await recordingOf(line, 'incoming', caller, store) }
    return { take: { type: 'incoming', ...common(ofLine(line), rules), remote, plan }, because }
  }
  const asked = readDialled(arrival.dialled)
  const dialled = read(asked.number)
  const line = caller === null ? null : await store.lineByNumber(caller)
  // short codes, the operator's services and SIMs without a line complete as if we were not here
  if (line === null) return { handBack: 'the caller has no line here' }
  const code = codeDialled(arrival.dialled)
  const parked = code === null ? null : ports.parkedUnder(line.tenantId, code)
  if (code !== null && parked !== null) {
    if (parked.line.userId === line.userId) return { refuse: 'declined', why: 'they parked this call themselves', tell: { line, text: ownParkedCall } }
    const full = whyFull(guardOf(effectivePolicy(line)), connectedWith(ports.callsOf(line)))
    if (full !== null) return { refuse: full.cause, why: `a policy does not allow it: ${full.rule}`, tell: { line, text: `I did not pick that call up. ${full.words}` } }
    return { fetch: { line, code, own: { leg: arrival.leg, from: arrival.side } } }
  }
  if (dialled === null) {
    const blocked = blockedCode(guardOf(effectivePolicy(line)), asked.number)
    if (blocked !== null) return { refuse: blocked.cause, why: `a policy does not allow it: ${blocked.rule}`, tell: { line, text: `I did not place your call. ${blocked.words}` } }
    return { handBack: 'what was dialled is no phone number', ...(records(line) ? { unrecorded: line } : {}) }
  }
  // nobody can talk to themselves: whoever calls their own number wants their voicemail
  if (dialled === line.number) return { ownLine: line }
  const { shown, choice, refused } = callerIdFor(line, arrival.side, asked.wish ?? (arrival.withheld ? 'hidden' : null))
  // rather no call than a number shown against a person's wish
  if (refused) return { refuse: 'declined', why: 'hiding the number is not allowed', tell: { line, text: noHiding } }
  const rules = { ...rulesFor(line, await situationFor(line, null, ports)), shown, recording: await recordingOf(line, 'outgoing', dialled, store) }
  const take: StartEvent = { type: 'outgoing', ...common(ofLine(line), rules), from: arrival.side, to: { number: dialled, name: await nameOf(line, dialled, null) } }
  // the last thing: from here to the call itself nothing is awaited that could let another one pass
  const blocked = ports.guards.admit(line, rules.guard, dialled, ports.callsOf(line), true)
  if (blocked !== null) return { refuse: blocked.cause, why: `a policy does not allow it: ${blocked.rule}`, tell: { line, text: `I did not place your call. ${blocked.words}` }, blocked: { call: take, rule: blocked.rule } }
  return { because: choice, take }
}

/**
 * The caller of `lender`, offered on this line: it rings as any call would, for `ringMs` at most, and stays the lender's
 * when nobody answers. Null where it would not ring now. Throws while the database is away.
 */
export const offerOn = async (line: LineRecord, lender: Call, offer: { by: OfferedBy['why']; name: string; ringMs: number; anyway: boolean }, ports: Omit<ArrivalPorts, 'guards' | 'waitingIn' | 'parkedUnder' | 'country'>): Promise<Extract<StartEvent, { type: 'incoming' }> | null> => {
  const { store, clock, newId } = ports
  const caller = lender.remote.number
  const { plan, rules } = decide(line, await situationFor(line, caller, ports))
  if (!offer.anyway && (plan === 'busy' || plan.ring.length === 0)) return null
  // whoever asks for a call themselves wants it now
  const ring = plan === 'busy' || plan.ring.length === 0 ? rules.back : plan
  const recording = await recordingOf(line, lender.direction, caller, store)
  return {
    type: 'incoming', at: clock.now(), callId: newId(), leg: lender.outside.leg, line: ofLine(line), remote: lender.remote, plan: { ...ring, timeoutMs: Math.min(ring.timeoutMs, offer.ringMs) },
    // who talked already and heard that the call is recorded is recorded to its end
    rules: { ...rules, recording: offer.by === 'park' ? alsoRecorded(recording, lender.rules.recording) : recording, offeredBy: { callId: lender.id, why: offer.by, name: offer.name } },
  }
}

const noHiding = 'Your organisation does not allow calls with a hidden number, so I did not place that call. Dial it without #31#, or switch off hiding on your phone.'
