/** Time is a port: everything that waits or says when asks this, so a test can turn a minute into an instant. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Calls `run` once after `ms` milliseconds; the result cancels it. */
  setTimeout(ms: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Resolves after `ms`. */
export const sleep = (clock: Clock, ms: number): Promise<void> => new Promise((resolve) => clock.setTimeout(ms, resolve))
