import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'

/** Where root's PostgreSQL lives: the user `postgres` can enter it whatever the mode of the clone's folders. */
const rootBase = '/var/lib/single-number'

const isRoot = (): boolean => process.getuid?.() === 0

/**
 * The folder of the database that belongs to a data folder: inside it for an ordinary user, and
 * `/var/lib/single-number/<hash of the data folder's path>` for root, since PostgreSQL then runs as
 * another user who may not be able to enter the clone (root's home has mode 700).
 */
export const databaseHome = (dataDir: string): string =>
  isRoot() ? join(rootBase, pathHash(dataDir)) : join(resolve(dataDir), 'postgres')

/** Where root keeps its copy of the binaries; undefined for others, who run them from node_modules. */
export const binariesHome = (): string | undefined => (isRoot() ? join(rootBase, 'binaries') : undefined)

export const pathHash = (path: string): string => createHash('sha256').update(resolve(path)).digest('hex').slice(0, 12)
