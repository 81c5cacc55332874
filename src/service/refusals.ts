import type { Clock } from '../clock.ts'
import type { Call } from '../call/model.ts'
import type { Blocked } from '../line/guards.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Job, PersonId, Store } from '../store/port.ts'
import type { Verdict } from './arrivals.ts'
import type { Feed } from './feed.ts'
import type { Guards } from './guards.ts'
import { historyOf, refusedCall } from './history.ts'

export interface RefusalPorts {
  store: Pick<Store, 'addJobs' | 'saveCall' | 'lineOf'>
  feed: Feed
  clock: Clock
  log: Logger
  metrics: Pick<Metrics, 'refusals'>
  guards: Guards
  callsOf(person: PersonId): Call[]
}

/** What becomes of calls that a policy does not allow, besides the refusal itself. Nobody waits for it, and none of it throws. */
export const createRefusals = ({ store, feed, clock, log, metrics, guards, callsOf }: RefusalPorts) => {
  const jobsFor = (line: PersonId & { notify: boolean }, text: string): Job[] => (line.notify ? [{ task: 'tell', person: line, id: 'refused', text }] : [])

  /** The person reads why in the chat, and of a call that a policy did not allow in their history. */
  const keep = async ({ tell, blocked }: Extract<Verdict, { refuse: unknown }>): Promise<void> => {
    const jobs = tell === undefined ? [] : jobsFor(tell.line, tell.text)
    if (blocked === undefined) return store.addJobs(jobs)
    metrics.refusals.inc({ rule: blocked.rule })
    const call = refusedCall(blocked.call)
    await store.saveCall({ call, history: historyOf(call), ended: true, jobs }, clock.now())
    feed.publish(call.line, { type: 'history' })
  }

  return {
    remember: (verdict: Extract<Verdict, { refuse: unknown }>): Promise<void> =>
      keep(verdict).catch((error: unknown) => log.warn({ err: error instanceof Error ? error.message : error }, 'of a refused call nothing is kept')),
    /** Why a call may not ring this number as well (`more`), or instead; null when it may, and then it counts. */
    ofCommand(call: Call, number: string, more: boolean): Blocked | null {
      const blocked = guards.admit(call.line, call.rules.guard, number, callsOf(call.line), more)
      if (blocked !== null) {
        metrics.refusals.inc({ rule: blocked.rule })
        log.info({ callId: call.id, rule: blocked.rule }, 'a policy does not allow whom a call would ring')
      }
      return blocked
    },
    /** For somebody whose own phone asked, and can't show words. */
    async tell(person: PersonId, { words }: Blocked): Promise<void> {
      const line = await store.lineOf(person).catch(() => null)
      if (line !== null) await store.addJobs(jobsFor(line, `I did not transfer your call. ${words}`)).catch(() => undefined)
    },
  }
}
