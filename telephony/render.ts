import { chown, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fill } from './fill.ts'
import type { AsteriskSettings } from './settings.ts'
import { valuesOf } from './values.ts'

const templates = join(import.meta.dirname, 'asterisk')

/** Files of parts of Asterisk that are not used: it logs an error for each that is missing. */
const unused = ['acl', 'ccss', 'cel', 'cli', 'features', 'geolocation', 'manager', 'pjproject', 'stasis', 'udptl', 'websocket_client'].map((name) => `${name}.conf`)

/**
 * Writes Asterisk's configuration into `folder` (made if need be) and gives the files' names. All are filled before the
 * first is written. They hold passwords: only the folder's owner and group may read them.
 */
export const writeConfiguration = async (folder: string, settings: AsteriskSettings): Promise<string[]> => {
  const values = valuesOf(settings)
  const names = (await readdir(templates)).filter((name) => name.endsWith('.conf')).sort()
  const filled = await Promise.all(names.map(async (name) => ({ name, text: fill(name, await readFile(join(templates, name), 'utf8'), values) })))
  filled.push(...unused.map((name) => ({ name, text: '; Single Number uses nothing of this.\n' })))
  await mkdir(folder, { recursive: true })
  const { uid, gid } = await stat(folder)
  for (const { name, text } of filled) {
    await writeFile(join(folder, name), text, { mode: 0o640 })
    // root writes for the user that Asterisk runs as
    if (process.getuid?.() === 0) await chown(join(folder, name), uid, gid)
  }
  return filled.map(({ name }) => name).sort()
}
