import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export type Seed = (place: { databaseUrl: string, dataDir: string }) => Promise<void>

/** The seed of the project, if it has one: `sandbox/seed/index.ts`, which makes the people's past. Safe to run again. */
export const loadSeed = async (project: string): Promise<Seed | undefined> => {
  const file = join(project, 'sandbox', 'seed', 'index.ts')
  if (!existsSync(file)) return undefined
  const module: unknown = await import(pathToFileURL(file).href)
  if (typeof module === 'object' && module !== null && 'seed' in module && typeof module.seed === 'function') return module.seed as Seed
  throw new Error(`${file} exports no function called seed.`)
}
