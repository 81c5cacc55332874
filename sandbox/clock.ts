/**
 * Time as a port. Every stand-in takes its clock as an argument, so a story of thirty seconds of ringing
 * runs in a millisecond and always the same way.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls `run` once after `ms` milliseconds; the result cancels it. Never calls back before returning. */
  setTimeout(ms: number, run: () => void): () => void
}

/** The machine's own time. A delay of 0 runs as soon as the current turn is over. */
export const realClock: Clock = {
  now: () => Date.now(),
  setTimeout(ms, run) {
    if (ms <= 0) {
      const immediate = setImmediate(run)
      return () => clearImmediate(immediate)
    }
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export interface VirtualClock extends Clock {
  /** Moves time on by `ms`, running what falls due, in order of time and then of request. */
  advance(ms: number): void
  /** The same, letting promises settle before, between and after what falls due. */
  advanceAsync(ms: number): Promise<void>
  /** How many timers are waiting. */
  pending(): number
}

interface Timer {
  due: number
  order: number
  run: () => void
}

/** Lets every promise that can settle now do so. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A clock that stands still until told to move. `start` is milliseconds since the epoch. */
export const virtualClock = (start = Date.UTC(2026, 0, 5, 9, 0, 0)): VirtualClock => {
  let time = start
  let order = 0
  const timers = new Set<Timer>()
  const next = (until: number) => {
    let first: Timer | undefined
    for (const timer of timers) {
      if (timer.due > until) continue
      if (!first || timer.due < first.due || (timer.due === first.due && timer.order < first.order)) first = timer
    }
    return first
  }
  const fire = (timer: Timer) => {
    timers.delete(timer)
    time = Math.max(time, timer.due)
    timer.run()
  }
  return {
    now: () => time,
    setTimeout(ms, run) {
      const timer = { due: time + Math.max(0, ms), order: order++, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance(ms) {
      const until = time + ms
      for (let timer = next(until); timer; timer = next(until)) fire(timer)
      time = until
    },
    async advanceAsync(ms) {
      const until = time + ms
      await settle()
      for (let timer = next(until); timer; timer = next(until)) {
        fire(timer)
        await settle()
      }
      time = until
      await settle()
    },
    pending: () => timers.size,
  }
}
