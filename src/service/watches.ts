import { withoutThem } from '../call/view.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Graph } from '../microsoft/port.ts'
import type { Job, PersonId, Store, WatchRecord } from '../store/port.ts'
import type { Calls } from './calls.ts'
import type { Feed } from './feed.ts'
import { Problem } from './problem.ts'
import { createWhoIsFree } from './who-is-free.ts'

/** Nobody still needs to know after this long. */
export const watchLastsMs = 8 * 60 * 60_000
const mostWatches = 20

export interface Watches {
  list(person: PersonId): Promise<WatchRecord[]>
  /** Waits for a colleague; one who is free already is nothing to wait for. Throws Problem. */
  ask(person: PersonId, colleagueId: string): Promise<{ free: boolean; watch: WatchRecord }>
  /** False when they did not wait for that colleague. */
  stop(person: PersonId, colleagueId: string): Promise<boolean>
  /** A call of this person is over: whoever waits for them is told, if they are free now. Throws while Graph does not say. */
  left(colleague: PersonId): Promise<void>
  /** Looks after all that waits: tells of those who are free, ends what is too old. Throws GraphError when Graph asks to wait. */
  look(): Promise<void>
}

export interface WatchPorts {
  store: Pick<Store, 'watches' | 'watchers' | 'allWatches' | 'putWatch' | 'dropWatch' | 'endWatches' | 'linesOf' | 'presences'>
  graph: Pick<Graph, 'presences' | 'nameOf'>
  calls: Pick<Calls, 'live'>
  feed: Pick<Feed, 'publish'>
  clock: Clock
  log: Logger
}

export const createWatches = (ports: WatchPorts): Watches => {
  const { store, graph, calls, feed, clock, log } = ports

  const isInACall = (person: PersonId): boolean => calls.live(person).some(({ state }) => !withoutThem.includes(state))

  const whoIsFree = createWhoIsFree({ store, graph, isInACall, log })

  const telling = (watch: WatchRecord, text: string): { watch: WatchRecord; tell: Job } =>
    ({ watch, tell: { task: 'tell', person: { tenantId: watch.tenantId, userId: watch.userId }, id: `free ${watch.colleagueId}`, text, asked: true } })
  const end = async (watches: WatchRecord[], text: (name: string) => string): Promise<void> => {
    if (watches.length === 0) return
    const ended = await store.endWatches(watches.map((watch) => telling(watch, text(watch.name))))
    for (const { tenantId, userId } of ended) feed.publish({ tenantId, userId }, { type: 'watches' })
  }
  const isFree = (name: string) => `${name} is free now.`
  const tooOld = (name: string) => `${name} was not free for eight hours, so I stopped looking. Type: tell me when ${name} is free, to ask again.`

  const named = async ({ tenantId, userId }: PersonId): Promise<string> => {
    const [line] = await store.linesOf(tenantId, [userId])
    if (line !== undefined) return line.name
    const name = await graph.nameOf({ tenantId, userId }).catch((error: unknown) => {
      log.info({ err: error instanceof Error ? error.message : error }, 'a colleague could not be looked up')
      throw new Problem('graph-away', "We can't look people up right now. Try again in a moment.")
    })
    if (name === null) throw new Problem('not-found', 'There is no such colleague.')
    return name
  }

  return {
    list: (person) => store.watches(person),
    async ask(person, colleagueId) {
      if (colleagueId === person.userId) throw new Problem('bad-request', 'That is you.', { field: 'userId' })
      const colleague = { tenantId: person.tenantId, userId: colleagueId }
      const watch: WatchRecord = { tenantId: person.tenantId, userId: person.userId, colleagueId, name: await named(colleague), askedAt: clock.now() }
      const waiting = await store.watches(person)
      if (waiting.length >= mostWatches && !waiting.some((other) => other.colleagueId === colleagueId)) {
        throw new Problem('refused', `You wait for ${mostWatches} people already. Stop waiting for somebody first.`, { code: 'too-many' })
      }
      // while Teams does not answer it is asked again soon
      const isFreeNow = await whoIsFree(person.tenantId, [colleagueId], false).then((found) => found.has(colleagueId), () => false)
      if (isFreeNow) await store.dropWatch(person, colleagueId)
      else await store.putWatch(watch)
      feed.publish(person, { type: 'watches' })
      return { free: isFreeNow, watch }
    },
    async stop(person, colleagueId) {
      const was = await store.dropWatch(person, colleagueId)
      if (was) feed.publish(person, { type: 'watches' })
      return was
    },
    async left(colleague) {
      const watches = await store.watchers(colleague)
      if (watches.length === 0) return
      if ((await whoIsFree(colleague.tenantId, [colleague.userId], true)).has(colleague.userId)) await end(watches, isFree)
    },
    async look() {
      const all = await store.allWatches()
      const isOld = ({ askedAt }: WatchRecord) => askedAt + watchLastsMs <= clock.now()
      await end(all.filter(isOld), tooOld)
      const young = all.filter((watch) => !isOld(watch))
      for (const [tenantId, watches = []] of Object.entries(Object.groupBy(young, (watch) => watch.tenantId))) {
        const found = await whoIsFree(tenantId, [...new Set(watches.map(({ colleagueId }) => colleagueId))], false)
        await end(watches.filter(({ colleagueId }) => found.has(colleagueId)), isFree)
      }
    },
  }
}
