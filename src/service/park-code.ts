import type { Call } from '../call/model.ts'
import { Problem } from './problem.ts'

/** Two digits, so that they can be told across a room. */
const codes = Array.from({ length: 90 }, (_, index) => String(index + 10))

/** What a colleague dials to fetch a call: a star and its code. Networks keep such short ones for themselves, so it counts only while a call is parked there. */
export const codeDialled = (dialled: string): string | null => /^\*(\d\d)$/.exec(dialled)?.[1] ?? null

export const ownParkedCall = 'You parked this call yourself. Take it back instead.'

/** A code under which none of these calls is parked: any of them, so that the last one is not taken for the next. Throws Problem. */
export const freeParkCode = (calls: readonly Call[]): string => {
  const used = new Set(calls.map(({ hunt }) => ('code' in hunt ? hunt.code : null)))
  const free = codes.filter((code) => !used.has(code))
  const code = free[Math.floor(Math.random() * free.length)]
  if (code === undefined) throw new Problem('refused', 'Too many calls are parked. Wait until one of them is picked up.', { code: 'too-many' })
  return code
}
