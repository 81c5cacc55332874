import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Readiness } from '../service/readiness.ts'
import type { PersonId, Store } from '../store/port.ts'

export const readinessJob = ({ readiness }: { readiness: Pick<Readiness, 'look'> }) => async ({ person }: { person: PersonId }): Promise<void> => {
  await readiness.look(person)
}

/** So many are asked for at once, so that Graph's limits leave room for others. */
const atOnce = 100
const mostOftenMs = 60_000

/** Everybody with a line is looked at once in this long: what was lost is told. Gives what ends it. */
export const keepReadiness = (ports: { store: Pick<Store, 'staleReadiness' | 'addJobs'>; clock: Clock; log: Logger; readinessEverySeconds: number }): (() => void) => {
  const { store, clock, log, readinessEverySeconds } = ports
  const everyMs = readinessEverySeconds * 1_000
  let cancel = () => {}
  const look = () => {
    const asking = async () => {
      const people = await store.staleReadiness(clock.now() - everyMs, atOnce)
      await store.addJobs(people.map((person) => ({ task: 'readiness', person })))
    }
    void asking().catch((error: unknown) => log.warn({ err: error instanceof Error ? error.message : error }, 'readiness was not looked at; later again'))
    cancel = clock.setTimeout(Math.min(everyMs, mostOftenMs), look)
  }
  look()
  return () => cancel()
}
