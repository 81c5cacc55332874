import { virtualClock } from '../../sandbox/clock.ts'
import { createLog } from '../log.ts'
import { askPresence } from './presence-asked.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }

/** Graph answers after so many milliseconds, or never, or not at all. */
const setup = (answersAfterMs: number | 'never' | 'error') => {
  const clock = virtualClock()
  const graph = {
    asked: 0,
    says: 'DoNotDisturb',
    presence() {
      graph.asked += 1
      const { says } = graph
      return new Promise<{ availability: string; activity: string }>((resolve, reject) => {
        if (answersAfterMs === 'error') reject(new Error('503'))
        else if (answersAfterMs !== 'never') clock.setTimeout(answersAfterMs, () => resolve({ availability: says, activity: says }))
      })
    },
  }
  const presence = askPresence({ graph, clock, log: createLog('silent') })
  /** What a call is told, and how long it waited for it. */
  const call = async () => {
    const began = clock.now()
    let told: { availability: string | null; waitedMs: number } | null = null
    void presence.availability(dana).then((availability) => { told = { availability, waitedMs: clock.now() - began } })
    for (let passed = 0; told === null && passed < 2_000; passed += 10) await clock.advanceAsync(passed === 0 ? 0 : 10)
    return told
  }
  return { clock, graph, call }
}

describe('a call asks how the person is in Teams', () => {
  it('and hears it, once for all calls of half a minute', async () => {
    const { clock, graph, call } = setup(100)
    expect(await call()).toEqual({ availability: 'DoNotDisturb', waitedMs: 100 })
    graph.says = 'Available'
    await clock.advanceAsync(29_000)
    expect(await call()).toEqual({ availability: 'DoNotDisturb', waitedMs: 0 })
    expect(graph.asked).toBe(1)
    await clock.advanceAsync(1_000)
    expect((await call())).toMatchObject({ availability: 'Available' })
  })

  it('but waits no longer than 300 ms; what comes later is there for the next call', async () => {
    const { clock, call } = setup(900)
    expect(await call()).toEqual({ availability: null, waitedMs: 300 })
    await clock.advanceAsync(700)
    expect(await call()).toEqual({ availability: 'DoNotDisturb', waitedMs: 0 })
  })

  it.each(['never', 'error'] as const)('and rings when Graph says nothing: %s', async (how) => {
    const told = await setup(how).call()
    expect(told).toMatchObject({ availability: null })
    expect(told!['waitedMs']).toBeLessThanOrEqual(300)
  })

  it('several at once ask once', async () => {
    const { clock, graph } = setup(100)
    const presence = askPresence({ graph, clock, log: createLog('silent') })
    const both = Promise.all([presence.availability(dana), presence.availability(dana)])
    await clock.advanceAsync(100)
    expect(await both).toEqual(['DoNotDisturb', 'DoNotDisturb'])
    expect(graph.asked).toBe(1)
  })
})
