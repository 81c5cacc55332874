/**
 * A small process that outlives the sandbox by a moment. It reads process ids from its input, a line each
 * (`+SIGKILL 123` remembers, `-123` forgets), and when the input ends because the sandbox was killed it ends what is left.
 */
import { createInterface } from 'node:readline'
import { signal } from './processes.ts'

const remembered = new Map<number, NodeJS.Signals>()

const lines = createInterface({ input: process.stdin })
lines.on('line', (line) => {
  const [, sign, name, id] = /^([+-])(?:(SIG[A-Z]+) )?(\d+)$/.exec(line) ?? []
  if (sign === '+') remembered.set(Number(id), (name ?? 'SIGKILL') as NodeJS.Signals)
  else remembered.delete(Number(id))
})
lines.on('close', () => {
  for (const [pid, name] of remembered) signal(pid, name)
  process.exit(0)
})
// A terminal's Ctrl-C is for the sandbox; this process ends with its input.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.on('SIGHUP', () => undefined)
