import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Policies } from '../service/policies.ts'
import type { PersonId, Store } from '../store/port.ts'

export const groupsJob = ({ policies }: { policies: Pick<Policies, 'readGroups'> }) => ({ person }: { person: PersonId }): Promise<void> => policies.readGroups(person)

const dayMs = 24 * 60 * 60_000
const lookMs = 60_000
/** So many are asked for at once, so that Graph's limits leave room for others. */
const atOnce = 100

/** Who is in which group is looked at once a day, where a policy depends on it. Gives what ends it. */
export const keepGroups = ({ store, clock, log }: { store: Pick<Store, 'staleGroups' | 'addJobs'>; clock: Clock; log: Logger }): (() => void) => {
  let cancel = () => {}
  const look = () => {
    const asking = async () => store.addJobs((await store.staleGroups(clock.now() - dayMs, atOnce)).map((person) => ({ task: 'groups', person })))
    void asking().catch((error: unknown) => log.warn({ err: error instanceof Error ? error.message : error }, 'groups were not looked at; later again'))
    cancel = clock.setTimeout(lookMs, look)
  }
  look()
  return () => cancel()
}
