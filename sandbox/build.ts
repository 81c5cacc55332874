import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataInUse, takeLock } from './lock.ts'

export interface Page {
  name: string
  /** The folder with index.html and vite.config.ts; built into its `dist`. */
  folder: string
  /** Folders whose files it is made of. */
  sources: string[]
}

/** The tab and the desk of a project. */
export const pagesOf = (project: string): Page[] => [
  { name: 'tab', folder: join(project, 'tab'), sources: ['tab', 'src/api', 'src/call'].map((path) => join(project, path)) },
  { name: 'desk', folder: join(project, 'sandbox', 'desk'), sources: [join(project, 'sandbox', 'desk')] },
]

/** A word about the sources, kept in `dist`, so that Vite's own emptying of that folder forgets it. */
const stampFile = (page: Page) => join(page.folder, 'dist', '.sources')

/**
 * Builds the pages whose sources changed since their last build, with Vite in processes of their own. A page that
 * has no index.html yet is left out. Two sandboxes of one clone take turns.
 * @throws Error with Vite's words when a build fails.
 */
export const buildPages = async (project: string, say: (line: string) => void): Promise<void> => {
  const pages = pagesOf(project).filter(({ folder }) => existsSync(join(folder, 'index.html')))
  const isStale = async (page: Page) => (await readFile(stampFile(page), 'utf8').catch(() => '')) !== (await hashOf(page, project))
  const anyStale = (await Promise.all(pages.map(isStale))).some(Boolean)
  if (!anyStale) return
  const lock = await waitForLock(join(project, '.data', 'build'))
  try {
    await Promise.all(pages.map(async (page) => {
      if (!(await isStale(page))) return
      say(`Building the ${page.name} ...`)
      const hash = await hashOf(page, project)
      await build(page, project)
      await writeFile(stampFile(page), hash)
    }))
  } finally {
    lock.release()
  }
}

const waitForLock = async (folder: string) => {
  for (let waited = 0; ; waited += 100) {
    try {
      return takeLock(folder)
    } catch (error) {
      if (!(error instanceof DataInUse) || waited > 120_000) throw error
      await sleep(100)
    }
  }
}

const hashOf = async (page: Page, project: string): Promise<string> => {
  const hash = createHash('sha256')
  const files = (await Promise.all(page.sources.map(filesBelow))).flat().sort()
  // The versions of what is bundled count as well.
  for (const file of [join(project, 'package-lock.json'), ...files]) {
    const content = await readFile(file).catch(() => undefined)
    if (content) hash.update(relative(project, file)).update('\0').update(content).update('\0')
  }
  return hash.digest('hex')
}

const filesBelow = async (folder: string): Promise<string[]> => {
  if (!existsSync(folder)) return []
  const entries = await readdir(folder, { withFileTypes: true })
  const lists = await Promise.all(entries.map((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'dist' || entry.name === 'node_modules' ? [] : filesBelow(path)
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path]
  }))
  return lists.flat()
}

const build = (page: Page, project: string): Promise<void> => new Promise((resolve, reject) => {
  const vite = join(dirname(createRequire(join(project, 'package.json')).resolve('vite/package.json')), 'bin', 'vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', join(page.folder, 'dist'), '--emptyOutDir'], {
    cwd: page.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutTestFlags(), NODE_ENV: 'production' },
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
  child.once('error', reject)
  child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`The ${page.name} could not be built:\n${said.trim()}`))))
})

/** Under jest, the child is an ordinary Node. */
const withoutTestFlags = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_OPTIONS' && !name.startsWith('JEST_')))
