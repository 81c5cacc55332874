import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from './http.ts'

export const faultModes = ['ok', 'down', 'slow', 'throttled'] as const
/** How a pretended outside system behaves: well, answering 503, answering after 3 s, or answering 429. */
export type FaultMode = (typeof faultModes)[number]

export interface Fault {
  mode(): FaultMode
  set(mode: FaultMode): void
  /**
   * What to answer in place of the service: undefined when it should go on (after 3 s when slow).
   * `body` words the error as that service does.
   */
  answer(body: (code: 503 | 429) => unknown): Promise<Answer | undefined>
}

export const slowMs = 3_000
const retryAfterSeconds = '2'

export const createFault = (): Fault => {
  let mode: FaultMode = 'ok'
  return {
    mode: () => mode,
    set: (next) => { mode = next },
    answer: async (body) => {
      if (mode === 'down') return { status: 503, body: body(503) }
      if (mode === 'throttled') return { status: 429, body: body(429), headers: { 'retry-after': retryAfterSeconds } }
      if (mode === 'slow') await sleep(slowMs)
      return undefined
    },
  }
}
