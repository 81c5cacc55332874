import type { Clock } from '../clock.ts'
import type { StartEvent } from '../call/event.ts'
import type { Cause, Party } from '../call/model.ts'
import { readNumber } from '../line/number.ts'
import { planFor, rulesFor } from '../line/routing.ts'
import type { LineRecord, Store } from '../store/port.ts'
import type { EngineEvent } from '../telephony/port.ts'

export type Arrival = Extract<EngineEvent, { type: 'arrived' }>

/** What to do with a channel the network brought. */
export type Verdict = { take: StartEvent } | { refuse: Cause; why: string } | { handBack: string } | { ownLine: LineRecord }

/** Whose call is it, and what is it? Throws while the database is away. */
export const judgeArrival = async (arrival: Arrival, ports: { store: Store; clock: Clock; country: string; newId: () => string }): Promise<Verdict> => {
  const { store, clock, country, newId } = ports
  const read = (text: string | null) => (text === null ? null : readNumber(text, country))
  /** A colleague's name is known; somebody else's is what the network said, now or the last time. */
  const nameOf = async (line: LineRecord, number: string | null, said: string | null): Promise<string | null> => {
    if (number === null) return said
    const other = await store.lineByNumber(number)
    if (other !== null && other.tenantId === line.tenantId) return other.name
    return said ?? (await store.nameOfNumber(line, number))
  }
  const common = (line: LineRecord) => ({
    at: clock.now(), callId: newId(), leg: arrival.leg, line: { tenantId: line.tenantId, userId: line.userId, number: line.number }, rules: rulesFor(line),
  })
  const dialled = read(arrival.dialled)
  const caller = read(arrival.caller)

  if (arrival.side === 'outside') {
    const line = dialled === null ? null : await store.lineByNumber(dialled)
    if (line === null) return { refuse: 'unallocated', why: 'the dialled number is nobody\'s' }
    const remote: Party = { number: caller, name: await nameOf(line, caller, arrival.callerName) }
    return { take: { type: 'incoming', ...common(line), remote, plan: planFor(line) } }
  }
  const line = caller === null ? null : await store.lineByNumber(caller)
  // short codes, the operator's services and SIMs without a line complete as if we were not here
  if (line === null) return { handBack: 'the caller has no line here' }
  if (dialled === null) return { handBack: 'what was dialled is no phone number' }
  // nobody can talk to themselves: whoever calls their own number wants their voicemail
  if (dialled === line.number) return { ownLine: line }
  return { take: { type: 'outgoing', ...common(line), from: arrival.side, to: { number: dialled, name: await nameOf(line, dialled, null) } } }
}
