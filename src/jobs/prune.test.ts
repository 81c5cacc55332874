import { createLog } from '../log.ts'
import { keepPruned } from './prune.ts'
import { fakeTime } from './testing/fake-time.ts'

const dayMs = 24 * 60 * 60_000

describe('old rows', () => {
  it('are removed at the start and once a day, thirty days after, also when it failed once', async () => {
    const clock = fakeTime()
    const pruned: number[] = []
    const stop = keepPruned({ clock, log: createLog('silent'), store: { prune: async (before) => {
      pruned.push(clock.now() - before)
      if (pruned.length === 1) throw new Error('the database is away')
    } } })
    expect(pruned).toEqual([30 * dayMs])
    clock.pass(dayMs - 1)
    expect(pruned).toHaveLength(1)
    clock.pass(1)
    clock.pass(dayMs)
    expect(pruned).toEqual([30 * dayMs, 30 * dayMs, 30 * dayMs])
    stop()
    clock.pass(dayMs)
    expect(pruned).toHaveLength(3)
  })
})
