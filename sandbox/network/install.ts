import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { codeOf } from '../errors.ts'
import { binaries, loaderIn, programsIn, type Programs } from './programs.ts'

const run = promisify(execFile)

const packages = ['asterisk', 'asterisk-core-sounds-en-gsm', 'asterisk-moh-opsound-gsm', 'kamailio', 'baresip-core', 'tcpdump', 'sip-tester']
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
const usualMirror = 'http://deb.debian.org/debian'

/** Written last: a folder without it, or of another list of packages, is made again. */
const stampOf = (): string => JSON.stringify({ packages, architecture: process.arch })

/**
 * The programs of a real telephone network, from Debian's packages unpacked into `folder`: no root, nothing on the
 * machine is changed, and their own libraries come with them. Done once. Each process makes a folder of its own and
 * renames it, so two at once do each other no harm. Throws an Error that says what is missing and what to do.
 */
export const installPrograms = async (folder: string, say: (line: string) => void): Promise<Programs> => {
  const whole = resolve(folder)
  if (await isWhole(whole)) return programsIn(whole)
  await mkdir(dirname(whole), { recursive: true })
  const making = await mkdtemp(`${whole}.making-`)
  try {
    const started = Date.now()
    say(`Fetching Asterisk, Kamailio, baresip, SIPp and tcpdump from Debian (once; 370 MB on disk) into ${whole} …`)
    await unpack(making)
    await writeWrappers(making)
    await prove(making)
    await writeFile(join(making, 'stamp'), stampOf())
    await moveInto(making, whole)
    say(`The telephone programs are there (${Math.round((Date.now() - started) / 1000)} s).`)
  } finally {
    await rm(making, { recursive: true, force: true })
  }
  return programsIn(whole)
}

const isWhole = async (folder: string): Promise<boolean> => {
  try {
    return (await readFile(join(folder, 'stamp'), 'utf8')) === stampOf()
  } catch {
    return false
  }
}

const moveInto = async (making: string, whole: string): Promise<void> => {
  try {
    await rename(making, whole)
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(String(codeOf(error)))) throw error
    // another process was quicker
    if (await isWhole(whole)) return
    const old = `${making}.old`
    await rename(whole, old)
    await rename(making, whole)
    await rm(old, { recursive: true, force: true })
  }
}

const unpack = async (folder: string): Promise<void> => {
  if (process.platform !== 'linux') throw new Error(`A real telephone network runs on Linux (Debian or Ubuntu), not on ${process.platform}. Use the played one, or a Linux container.`)
  if (!existsSync(keyring)) throw new Error(`Debian's signing key is missing (${keyring}). Install it: apt-get install debian-archive-keyring`)
  const apt = join(folder, 'apt')
  for (const name of ['lists/partial', 'cache/archives/partial', 'state']) await mkdir(join(apt, name), { recursive: true })
  // an empty status: apt takes every dependency, whatever the machine has, so that the libraries fit each other
  await writeFile(join(apt, 'status'), '')
  await writeFile(join(apt, 'sources.list'), `deb [signed-by=${keyring}] ${await mirror()} sid main\n`)
  await writeFile(join(apt, 'apt.conf'), aptSettings(apt))
  const env = { ...process.env, APT_CONFIG: join(apt, 'apt.conf'), LC_ALL: 'C' }
  const needed = 'It needs Debian\'s packages once, over the network.'
  await tool('apt-get', ['-q', 'update'], env, `Debian's list of packages could not be read. ${needed}`)
  await tool('apt-get', ['-q', '-y', '--no-install-recommends', '--download-only', 'install', ...packages], env, `Debian's packages could not be fetched. ${needed}`)
  const archives = join(apt, 'cache/archives')
  for (const name of (await readdir(archives)).filter((each) => each.endsWith('.deb'))) {
    await tool('dpkg-deb', ['-x', join(archives, name), join(folder, 'root')], env, `${name} could not be unpacked. Is the disk full?`)
  }
  await rm(apt, { recursive: true, force: true })
  // what the package's own script would have done
  await symlink('en_US_f_Allison', join(folder, 'root/usr/share/asterisk/sounds/en'))
}

/** The mirror this machine already uses. */
const mirror = async (): Promise<string> => {
  const { stdout } = await tool('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages', 'Origin: Debian', 'Label: Debian'], process.env, 'apt could not say which mirror this machine uses.')
  return stdout.split('\n').find((line) => /^https?:\/\/\S+$/.test(line) && !line.includes('security')) ?? usualMirror
}

const aptSettings = (apt: string): string => `
Dir::State "${apt}/state"; Dir::State::lists "${apt}/lists"; Dir::State::status "${apt}/status"; Dir::Cache "${apt}/cache";
Dir::Etc::sourcelist "${apt}/sources.list"; Dir::Etc::sourceparts "/dev/null"; Dir::Etc::preferencesparts "/dev/null";
// without this an update that reached nobody succeeds
APT::Update::Error-Mode "any";
Acquire::Languages "none"; Acquire::Retries "3"; Debug::NoLocking "true";
// a mirror that is kept at one day, or a machine whose clock is off
Acquire::Check-Valid-Until "false"; Acquire::Check-Date "false";
// apt would give up root's rights and then not reach this folder
APT::Sandbox::User "";
`

const tool = async (name: string, args: string[], env: NodeJS.ProcessEnv, trouble: string): Promise<{ stdout: string }> => {
  try {
    return await run(name, args, { env, maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new Error(`${name} is missing. A real telephone network needs Debian or Ubuntu; elsewhere use a Debian container.`, { cause: error })
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    throw new Error(`${trouble} ${name} said:\n${stderr.trim().split('\n').slice(-6).join('\n')}`, { cause: error })
  }
}

/** Through the loader that fits the libraries, not through LD_LIBRARY_PATH, which the programs' children would inherit. */
const writeWrappers = async (folder: string): Promise<void> => {
  const found = loaderIn(join(folder, 'root'))
  if (found === null) throw new Error(`Debian's packages for ${process.arch} hold no loader (ld-linux). Only x86_64 and arm64 are known to work.`)
  await mkdir(join(folder, 'bin'))
  for (const [name, binary] of Object.entries(binaries)) {
    const file = join(folder, 'bin', name)
    await writeFile(file, `#!/bin/sh
root=$(CDPATH= cd -- "$(dirname -- "$0")/../root" && pwd)
exec "$root/${found.loader}" --library-path "$root/${found.libraries}:$root/${found.libraries}/kamailio" "$root/${binary}" "$@"
`)
    await chmod(file, 0o755)
  }
}

/** Before it counts as installed: each program is there, and one starts. */
const prove = async (folder: string): Promise<void> => {
  for (const binary of Object.values(binaries)) {
    if (!existsSync(join(folder, 'root', binary))) throw new Error(`${basename(binary)} is not in Debian's packages as they are today (${binary} is missing).`)
  }
  await tool(join(folder, 'bin/asterisk'), ['-V'], process.env, 'Asterisk was unpacked but does not start on this machine.')
}
