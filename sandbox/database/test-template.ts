import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { postgres } from '../../src/store/index.ts'

const store = resolve(import.meta.dirname, '..', '..', 'src', 'store')

/** A name that changes with the migrations: the server may outlive an edit of theirs by seconds. */
const templateName = async (): Promise<string> => {
  const folder = join(store, 'migrations')
  const names = (await readdir(folder)).filter((name) => !name.includes('.test.')).sort()
  const hash = createHash('sha256')
  for (const file of [join(store, 'migrations.ts'), ...names.map((name) => join(folder, name))]) hash.update(await readFile(file))
  return `migrated_${hash.digest('hex').slice(0, 12)}`
}

/** The name of a migrated database to copy. The first who asks makes it; the others wait for it. */
export const migratedTemplate = async (adminUrl: string): Promise<string> => {
  const name = await templateName()
  const unfinished = `${name}_unfinished`
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    // ends with the connection
    await client.query(`select pg_advisory_lock(hashtext('${name}'))`)
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount !== 0) return name
    await client.query(`drop database if exists ${unfinished} with (force)`)
    await client.query(`create database ${unfinished}`)
    const url = new URL(adminUrl)
    url.pathname = `/${unfinished}`
    const migrating = postgres(url.href)
    await migrating.migrate().finally(() => migrating.close())
    await client.query(`alter database ${unfinished} rename to ${name}`)
    return name
  } finally {
    await client.end()
  }
}
