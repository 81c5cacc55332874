import type { JobHelpers } from 'graphile-worker'
import { createLog } from '../log.ts'
import { createMetrics } from '../metrics.ts'
import { GraphError } from '../microsoft/port.ts'
import { ChatError } from '../service/chat.ts'
import type { Job } from '../store/port.ts'
import { retrying } from './retry.ts'
import { fakeTime } from './testing/fake-time.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }
const marco = { tenantId: 'northwind', userId: 'marco' }
const other = { tenantId: 'contoso', userId: 'olaf' }
const presence = (person = dana, tries?: number): Job => ({ task: 'presence', person, ...(tries ? { tries } : {}) })
const card = (person = dana, callId = 'call-1'): Job => ({ task: 'call-card', person, callId })
const tell: Job = { task: 'tell', person: dana, id: 'presence', text: 'hello' }

/** The background work of one process; a test says what the other side answers. */
const open = () => {
  const clock = fakeTime()
  const added: { job: Job; inSeconds: number }[] = []
  const asked: Job[] = []
  let answer: Error | null = null
  const metrics = createMetrics()
  const task = retrying({
    clock, log: createLog('silent'), metrics,
    store: { addJobs: async (jobs, at) => jobs.forEach((job) => void added.push({ job, inSeconds: ((at ?? clock.now()) - clock.now()) / 1000 })) },
  })
  const work = async (job: Job) => {
    asked.push(job)
    if (answer !== null) throw answer
  }
  return {
    clock, added, asked,
    answers: (error: Error | null) => { answer = error },
    run: async (job: Job) => task(work)(job, {} as JobHelpers),
    counted: async (outcome: string) => (await metrics.jobs.get()).values.filter(({ labels }) => labels.outcome === outcome).reduce((sum, { value }) => sum + value, 0),
  }
}

describe('while the other side is down', () => {
  it('work is tried again, less and less often', async () => {
    const { run, added, answers } = open()
    answers(new GraphError(503, 'down'))
    await run(presence())
    for (let tries = 1; tries < 8; tries++) await run(added.at(-1)!.job)
    expect(added.map(({ inSeconds }) => inSeconds)).toEqual([2, 4, 8, 16, 32, 60, 60, 60])
  })
  it('and a change is tried at once', async () => {
    const { run, answers, asked } = open()
    answers(new ChatError('no answer'))
    await run(card())
    await run(card())
    expect(asked).toHaveLength(2)
  })
  it('a sentence is left to the worker, which knows when it is no news any more', async () => {
    const { run, answers, added } = open()
    answers(new ChatError('down', 503))
    await expect(run(tell)).rejects.toThrow('down')
    expect(added).toEqual([])
  })
})

describe('when the other side asks to wait', () => {
  it('nothing knocks there before, however often things change', async () => {
    const { run, added, answers, asked, clock, counted } = open()
    answers(new GraphError(429, 'throttled', 90))
    await run(presence())
    answers(null)
    clock.pass(30_000)
    await run(presence())
    await run(presence(marco))
    expect(asked).toHaveLength(1)
    expect(added).toEqual([{ job: presence(dana, 1), inSeconds: 90 }, { job: presence(), inSeconds: 60 }, { job: presence(marco), inSeconds: 60 }])
    expect(await counted('put off')).toBe(2)
    clock.pass(60_000)
    await run(presence())
    expect(asked).toHaveLength(2)
    expect(await counted('done')).toBe(1)
  })
  it('also when it does not say how long', async () => {
    const { run, answers, asked, clock } = open()
    answers(new ChatError('throttled', 429))
    await run(card())
    await run(card())
    expect(asked).toHaveLength(1)
    clock.pass(2_000)
    await run(card())
    expect(asked).toHaveLength(2)
  })
  it('the chat of one person holds up all that is for them there, and nobody else', async () => {
    const { run, answers, asked } = open()
    answers(new ChatError('throttled', 429, 10))
    await run(card())
    answers(null)
    await run(card(dana, 'call-2'))
    await expect(run(tell)).rejects.toThrow('asked to wait')
    expect(asked).toEqual([card()])
    await run(card(marco))
    await run(presence())
    expect(asked).toEqual([card(), card(marco), presence()])
  })
  it('Graph’s limit is a tenant’s', async () => {
    const { run, answers, asked } = open()
    answers(new GraphError(429, 'throttled', 10))
    await run(presence())
    await run(presence(other))
    expect(asked).toEqual([presence(), presence(other)])
  })
})

describe('what is refused for good', () => {
  it.each([400, 403, 404, 413])('%s is given up', async (status) => {
    const { run, added, answers, counted } = open()
    answers(new GraphError(status, 'refused'))
    await run(presence())
    answers(new ChatError('refused', status))
    await run(card())
    await run(tell)
    expect(added).toEqual([])
    expect(await counted('given up')).toBe(3)
  })
  it.each([401, 408, 409, 412, 429])('%s is not', async (status) => {
    const { run, added, answers } = open()
    answers(new GraphError(status, 'not now'))
    await run(presence())
    expect(added).toHaveLength(1)
  })
  it('nor is a failure of our own', async () => {
    const { run, added, answers } = open()
    answers(new Error('the database is away'))
    await run(card())
    expect(added).toHaveLength(1)
  })
})
