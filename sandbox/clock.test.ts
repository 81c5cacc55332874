import { realClock, virtualClock } from './clock.ts'

describe('virtual time', () => {
  it('runs what falls due in order of time, then of request, also what is asked for on the way', () => {
    const clock = virtualClock(0)
    const seen: string[] = []
    const note = (what: string) => () => void seen.push(`${what} at ${clock.now()}`)
    clock.setTimeout(20, note('late'))
    clock.setTimeout(10, () => {
      note('first')()
      clock.setTimeout(5, note('on the way'))
    })
    clock.setTimeout(10, note('second'))
    const cancel = clock.setTimeout(12, note('never'))
    cancel()
    clock.advance(30)
    expect(seen).toEqual(['first at 10', 'second at 10', 'on the way at 15', 'late at 20'])
    expect([clock.now(), clock.pending()]).toEqual([30, 0])
  })

  it('lets promises settle between timers', async () => {
    const clock = virtualClock(0)
    const wait = (ms: number) => new Promise<void>((resolve) => clock.setTimeout(ms, resolve))
    const seen: number[] = []
    const work = async () => {
      for (let i = 0; i < 3; i++) {
        await wait(1000)
        seen.push(clock.now())
      }
    }
    const done = work()
    await clock.advanceAsync(3000)
    await done
    expect(seen).toEqual([1000, 2000, 3000])
  })
})

it('the real clock never calls back before returning', async () => {
  let called = false
  await new Promise<void>((resolve) => {
    realClock.setTimeout(0, () => {
      called = true
      resolve()
    })
    expect(called).toBe(false)
  })
  expect(called).toBe(true)
})
