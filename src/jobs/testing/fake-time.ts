import type { Clock } from '../../clock.ts'

/** A clock that a test moves by hand. */
export const fakeTime = (): Clock & { pass(ms: number): void } => {
  let now = 1_000_000
  let timers: { at: number; run: () => void }[] = []
  return {
    now: () => now,
    setTimeout(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => { timers = timers.filter((other) => other !== timer) }
    },
    pass(ms) {
      now += ms
      const due = timers.filter(({ at }) => at <= now)
      timers = timers.filter(({ at }) => at > now)
      for (const { run } of due) run()
    },
  }
}
