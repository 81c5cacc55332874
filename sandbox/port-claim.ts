import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataInUse, type Lock, takeLock } from './lock.ts'

const folder = join(tmpdir(), `single-number-ports-${process.getuid?.() ?? 'user'}`)

/**
 * Keeps a port for this sandbox while nobody listens on it: before the app has started, and while it is killed. Another
 * sandbox of this machine that took it then would answer in the app's place. Undefined when another has it.
 */
export const claimPort = (port: number): Lock | undefined => {
  try {
    return takeLock(join(folder, String(port)))
  } catch (error) {
    if (error instanceof DataInUse) return undefined
    throw error
  }
}
