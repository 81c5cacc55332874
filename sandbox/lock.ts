import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod/v4'
import { codeOf } from './errors.ts'
import { isAlive, processBirth } from './processes.ts'

const lockFile = z.object({ pid: z.number(), birth: z.string(), url: z.string().optional() })

/** Another live process holds the data. `holder` says which, and where its page is. */
export class DataInUse extends Error {
  constructor(folder: string, { pid, url }: { pid: number, url?: string | undefined }) {
    super(`A sandbox is already running on this data (process ${pid}${url === undefined ? '' : `, ${url}`}). Use that one, or stop it first. The data: ${folder}`)
  }
}

export interface Lock {
  /** Says where the holder can be found, for the message a second start gives. */
  note(url: string): void
  release(): void
}

/**
 * Takes the data folder for this process. The lock of a process that is gone is taken over.
 * @throws DataInUse when a live process has it.
 */
export const takeLock = (folder: string): Lock => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'lock')
  const mine = { pid: process.pid, birth: processBirth(process.pid) }
  for (let attempt = 1; ; attempt += 1) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 })
      break
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
      const holder = readHolder(file)
      if (holder && isAlive(holder.pid) && processBirth(holder.pid) === holder.birth) throw new DataInUse(folder, holder)
      if (attempt === 5) throw new Error(`The lock ${file} can't be taken.`, { cause: error })
      rmSync(file, { force: true })
    }
  }
  return {
    note: (url) => writeFileSync(file, JSON.stringify({ ...mine, url })),
    release: () => rmSync(file, { force: true }),
  }
}

const readHolder = (file: string) => {
  try {
    return lockFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
