import { GraphError } from '../microsoft/port.ts'
import type { TeamsAssignment } from '../store/port/numbers.ts'
import type { Job } from '../store/port.ts'
import { fakeTime } from './testing/fake-time.ts'
import { teamsNumberJob } from './teams-number.ts'

const person = { tenantId: 't', userId: 'dana' }
const number = '+14255550101'

/** Teams with one number, and what was asked of it. */
const open = () => {
  const world = {
    holder: 'dana' as string | null, teams: null as string | null, state: null as TeamsAssignment | null, detail: null as string | null,
    operation: { state: 'running' } as { state: 'running' | 'done' } | { state: 'failed'; detail: string | null }, asked: [] as string[], next: [] as { job: Job; at: number }[], refuse: null as GraphError | null,
  }
  const ask = async <T>(what: string, answer: () => T): Promise<T> => {
    world.asked.push(what)
    if (world.refuse) throw world.refuse
    return answer()
  }
  const work = teamsNumberJob({
    clock: fakeTime(), numberSource: 'directRouting',
    store: {
      number: async () => ({ number, kind: 'mobile', operator: '', site: null, iccid: null, uploadedAt: 0, byHand: false, teams: world.state, teamsDetail: world.detail, holder: world.holder === null ? null : { userId: world.holder, name: 'Dana' } }),
      setTeamsAssignment: async (_tenant, _number, state, detail) => void Object.assign(world, { state, detail }),
      addJobs: async (jobs, at = 0) => void world.next.push(...jobs.map((job) => ({ job, at }))),
    },
    graph: {
      teamsNumber: () => ask('look', () => ({ capabilities: [], userId: world.teams })),
      assignInTeams: (to) => ask(`assign ${to.userId}`, () => 'op'),
      unassignInTeams: () => ask('unassign', () => 'op'),
      assignmentOperation: () => ask('how', () => world.operation),
    },
  })
  /** Works the newest job of this kind that waits. */
  const again = async () => {
    const job = world.next.flatMap(({ job: one }) => (one.task === 'teams-number' ? [one] : [])).at(-1)
    if (!job) throw new Error('nothing waits')
    await work(job)
  }
  return { world, begin: () => work({ task: 'teams-number', person, number }), again }
}

describe('a number in Teams', () => {
  it('is asked for, pending until Teams shows it, and then assigned; readiness looks again', async () => {
    const { world, begin, again } = open()
    await begin()
    expect([world.asked, world.state]).toEqual([['look', 'assign dana'], 'pending'])
    await again()
    expect(world.state).toBe('pending')
    world.operation = { state: 'done' }
    await again()
    expect(world.state).toBe('pending')
    world.teams = 'dana'
    await again()
    expect(world.state).toBe('assigned')
    expect(world.next.at(-1)?.job).toEqual({ task: 'readiness', person })
  })

  it('goes to whoever has it when this runs, not to whoever had it when it was asked for', async () => {
    const { world, begin, again } = open()
    world.holder = null
    world.teams = 'dana'
    await begin()
    expect(world.asked).toEqual(['look', 'unassign'])
    world.operation = { state: 'done' }
    world.teams = null
    await again()
    expect(world.state).toBe('unassigned')
  })

  it('is left alone where Teams has it so already', async () => {
    const { world, begin } = open()
    world.teams = 'dana'
    await begin()
    expect([world.asked, world.state]).toEqual([['look'], 'assigned'])
  })

  it('says why Teams did not take it', async () => {
    const { world, begin, again } = open()
    await begin()
    world.operation = { state: 'failed', detail: 'No licence' }
    await again()
    expect([world.state, world.detail]).toEqual(['failed', 'No licence'])
  })

  it('claims nothing without permission, gives up what is refused, and leaves the rest to be tried again', async () => {
    const { world, begin } = open()
    world.refuse = new GraphError(403, 'no')
    await begin()
    expect(world.state).toBeNull()
    world.refuse = new GraphError(400, 'no')
    await begin()
    expect(world.state).toBe('failed')
    world.refuse = new GraphError(503, 'no')
    await expect(begin()).rejects.toBe(world.refuse)
  })
})
