import type { Clock } from '../clock.ts'
import { carriedOver, lossWords, lost, readiness, type Check, type ReadinessFacts } from '../line/readiness.ts'
import type { Logger } from '../log.ts'
import { GraphError, type Graph } from '../microsoft/port.ts'
import type { PersonId, Store } from '../store/port.ts'

export interface Ready {
  at: number
  checks: Check[]
}

export interface Readiness {
  /** What the person's number needs, as it was seen within the last day; `fresh` looks again. */
  of(person: PersonId, fresh?: boolean): Promise<Ready>
  /** Looks again, keeps what was seen, and tells the person what was lost, once. */
  look(person: PersonId): Promise<Ready>
  /** An administrator says that no other voicemail or forwarding answers the number, or that it does again. */
  confirmVoicemailOff(person: PersonId, off: boolean, by: string): Promise<Ready>
}

const dayMs = 24 * 60 * 60_000
/** Whoever presses the button again and again gets the same answer. */
const freshMs = 1_000

export interface ReadinessPorts {
  store: Store
  graph: Pick<Graph, 'servicePlans' | 'teamsConfiguration' | 'teamsNumber'>
  clock: Clock
  log: Logger
  /** The operator is in Microsoft's programme. */
  programme: boolean
}

export const createReadiness = ({ store, graph, clock, log, programme }: ReadinessPorts): Readiness => {
  /** What Graph says; null where we may not ask. `away` where it did not answer. */
  const asked = async <T>(what: Promise<T>): Promise<{ said: T | null; away: boolean }> => {
    try {
      return { said: await what, away: false }
    } catch (error) {
      if (!(error instanceof GraphError)) log.warn({ err: error }, 'readiness could not be read')
      const status = error instanceof GraphError ? error.status : 0
      return { said: null, away: status === 0 || status === 429 || status >= 500 }
    }
  }

  const facts = async (person: PersonId): Promise<ReadinessFacts> => {
    const line = await store.lineOf(person)
    // after the line: what is known is forgotten with the number it was known of
    const known = await store.readiness(person)
    const [plans, teams, seen, uploaded] = await Promise.all([
      asked(graph.servicePlans(person)),
      asked(graph.teamsConfiguration(person)),
      // a number that Teams has none of can do nothing there, which is an answer
      asked(programme && line !== null ? graph.teamsNumber(person.tenantId, line.number).then((found) => found?.capabilities ?? []) : Promise.resolve(null)),
      line === null ? null : store.number(person.tenantId, line.number),
    ])
    return {
      programme, plans: plans.said, teams: teams.said, number: line?.number ?? null, uploaded, voicemailOff: known?.voicemailOff ?? false, before: known?.checks ?? [],
      capabilities: seen.said, away: plans.away || teams.away || seen.away,
    }
  }

  const look = async (person: PersonId): Promise<Ready> => {
    const known = await facts(person)
    const checks = carriedOver(readiness(known), known.before, known.away)
    const gone = lost(checks, known.before)
    const at = clock.now()
    // once it is kept, the next look finds nothing lost
    await store.putReadiness(person, { number: known.number, checks, at }, gone.length === 0 ? { audit: [], jobs: [] } : {
      audit: [{ ...person, actor: 'service', at, action: 'readiness-lost', subject: person.userId, detail: { checks: gone.map(({ id }) => id).join(' ') } }],
      jobs: [{ task: 'tell', person, id: 'readiness', text: lossWords(gone) }],
    })
    return { at, checks }
  }

  return {
    look,
    async of(person, fresh = false) {
      const known = await store.readiness(person)
      const enough = known !== null && known.checks.length > 0 && known.at > clock.now() - (fresh ? freshMs : dayMs)
      return enough ? { at: known.at, checks: known.checks } : look(person)
    },
    async confirmVoicemailOff(person, off, by) {
      await store.setVoicemailOff(person, off, clock.now())
      await store.audit({ ...person, actor: by, at: clock.now(), action: 'voicemail-confirmed-off', subject: person.userId, detail: { off } })
      return look(person)
    },
  }
}
