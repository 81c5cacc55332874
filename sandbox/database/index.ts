import { rm } from 'node:fs/promises'
import pg from 'pg'
import { type Cluster, startCluster } from './cluster.ts'
import { databaseHome } from './places.ts'

export { startMigratedDatabase, startTestDatabase, type TestDatabase } from './test-database.ts'

export interface Database {
  /** Address for the app, e.g. `postgres://single_number:…@127.0.0.1:41234/single_number`. */
  url: string
  port: number
  pid: number
  stop(): Promise<void>
  ended: Promise<void>
}

/**
 * PostgreSQL 18 for the sandbox, on the data folder (see places.ts for where exactly). The caller holds
 * the lock on the folder. `password` must be the one the database was first made with; `fresh` makes it anew.
 */
export const startDatabase = async ({ dataDir, password, fresh = false }: { dataDir: string, password: string, fresh?: boolean }): Promise<Database> => {
  const cluster = await startCluster({ home: databaseHome(dataDir), password, durable: true, fresh })
  try {
    await ensureDatabase(cluster, 'single_number')
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return { url: cluster.url('single_number'), port: cluster.port, pid: cluster.pid, stop: cluster.stop, ended: cluster.ended }
}

/** Removes the database that belongs to a data folder. It must be stopped. */
export const removeDatabase = (dataDir: string): Promise<void> => rm(databaseHome(dataDir), { recursive: true, force: true })

const ensureDatabase = async (cluster: Cluster, name: string): Promise<void> => {
  const client = new pg.Client({ connectionString: cluster.url('postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
