import type { Clock } from '../clock.ts'
import type { Call } from '../call/model.ts'
import { isLive, occupies } from '../call/view.ts'
import type { Situation } from '../line/plan.ts'
import type { LineRecord, PersonId, Store } from '../store/port.ts'
import { colleagueOf } from './people.ts'
import type { PresenceAsked } from './presence-asked.ts'
import type { Reachability } from './reachability.ts'

export interface SituationPorts {
  store: Pick<Store, 'linesOf'>
  clock: Clock
  presence: PresenceAsked
  reachability: Pick<Reachability, 'down'>
  voicemailBehindSeconds: number
  /** The calls on a person's line. */
  callsOf(person: PersonId): Call[]
}

/** They are in it, or on their way into it. A call that only rings makes nobody busy. */
export const talksIn = (call: Call): boolean => isLive(call) && call.user.status !== 'absent' && call.user.status !== 'done'

/** Everybody outside whom a call holds or rings: the other party, a colleague who is asked, people who were added. None where it goes on without the person. */
const others = (call: Call): number =>
  occupies(call) ? 1 + (call.consult.status === 'idle' ? 0 : 1) + (call.guests.status === 'some' ? call.guests.list.length : 0) : 0
/** How many others a line is connected with, or rings. */
export const connectedWith = (calls: readonly Call[]): number => calls.reduce((sum, call) => sum + others(call), 0)

/**
 * This caller's call is being forwarded at this very moment, and here it is again: whoever it went to sends it back.
 * A withheld caller is brought on under the person's own number.
 */
const wentOn = (call: Call, caller: string | null): boolean =>
  call.transfer.status !== 'idle' && call.transfer.status !== 'done' && call.transfer.why === 'forward'
  && (call.remote.number === caller || (call.remote.number === null && (caller === null || caller === call.line.number)))
export const cameBack = (calls: readonly Call[], caller: string | null): boolean => calls.some((call) => wentOn(call, caller))

/** How things are for a line at the moment a call comes. Throws while the database is away. */
export const situationFor = async (line: LineRecord, caller: string | null, ports: SituationPorts): Promise<Situation> => {
  const { store, clock, presence, reachability, voicemailBehindSeconds, callsOf } = ports
  const [availability, colleague] = await Promise.all([
    line.settings.respectDoNotDisturb ? presence.availability(line) : null,
    colleagueOf(line, store),
  ])
  const calls = callsOf(line)
  return {
    at: clock.now(), caller, availability, colleague, voicemailBehindSeconds, down: reachability.down(line.number),
    busy: calls.some(talksIn), connected: connectedWith(calls), cameBack: cameBack(calls, caller),
  }
}
