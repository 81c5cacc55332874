import type { Clock } from '../clock.ts'
import { GraphError, type Graph, type NumberSource } from '../microsoft/port.ts'
import type { Job, Store } from '../store/port.ts'
import { isPermanent } from './retry.ts'

type Work = Extract<Job, { task: 'teams-number' }>

/** After a day without a sign of it, it is not coming. */
const mostLooks = 150

const waitMs = (looks: number): number => Math.min(600, 2 ** Math.min(looks, 10)) * 1_000

export interface TeamsNumberPorts {
  store: Pick<Store, 'number' | 'setTeamsAssignment' | 'addJobs'>
  graph: Pick<Graph, 'teamsNumber' | 'assignInTeams' | 'unassignInTeams' | 'assignmentOperation'>
  clock: Clock
  /** In the programme numbers come from Operator Connect, otherwise from our own trunk. */
  numberSource: NumberSource
}

/**
 * Brings Teams' assignment of a number in line with ours, as it is when this runs. Teams takes its time: it names an
 * operation, and may show the number only a while after that is done; until then it is pending. Without the permission
 * nobody is asked, and nothing is claimed.
 */
export const teamsNumberJob = ({ store, graph, clock, numberSource }: TeamsNumberPorts) => async (job: Work): Promise<void> => {
  const { person: { tenantId, userId }, number } = job
  const set = (state: 'pending' | 'assigned' | 'unassigned' | 'failed' | null, detail: string | null = null) => store.setTeamsAssignment(tenantId, number, state, detail)
  const lookAgain = (change: Partial<Work>) => {
    const tries = (job.tries ?? 0) + 1
    return store.addJobs([{ ...job, ...change, tries }], clock.now() + waitMs(tries))
  }
  const done = async (holder: string | null) => {
    await set(holder === null ? 'unassigned' : 'assigned')
    await store.addJobs([{ task: 'readiness', person: { tenantId, userId: holder ?? userId } }])
  }

  const failed = async (detail: string | null) => {
    await set('failed', detail)
    await store.addJobs([{ task: 'readiness', person: { tenantId, userId } }])
  }

  const bring = async (): Promise<void> => {
    const record = await store.number(tenantId, number)
    if (record === null) return
    const wanted = record.holder?.userId ?? null
    if (job.operation !== undefined) {
      const outcome = await graph.assignmentOperation(tenantId, job.operation)
      if (outcome.state === 'failed') return failed(outcome.detail)
      if (outcome.state === 'running' && (job.tries ?? 0) < mostLooks) return lookAgain({})
    }
    const seen = (await graph.teamsNumber(tenantId, number))?.userId ?? null
    if (seen === wanted) return done(wanted)
    if (job.operation === undefined) {
      await set('pending')
      const operation = wanted === null ? await graph.unassignInTeams(tenantId, number, numberSource) : await graph.assignInTeams({ tenantId, userId: wanted }, number, numberSource)
      return lookAgain({ operation })
    }
    if ((job.tries ?? 0) >= mostLooks) return failed('Teams did not show it within a day')
    await lookAgain({})
  }

  try {
    await bring()
  } catch (error) {
    if (error instanceof GraphError && error.status === 403) return set(null)
    if (isPermanent(error)) return failed('Teams refused it')
    throw error
  }
}
