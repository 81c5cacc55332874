/**
 * Makes the package that Teams takes: npm run package [-- --env dev]. Settings come from env/.env.<name>, then
 * env/.env.<name>.user, then the environment, the last one wins.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, parseEnv } from 'node:util'
import { fillManifest, MissingSettings } from './manifest.ts'
import { zip } from './zip.ts'

export interface PackageOptions {
  /** The project's folder. */
  root: string
  /** Names env/.env.<env> and the archive. */
  env: string
  /** Wins over the files. */
  environment?: Record<string, string | undefined>
}

/** Writes appPackage/build/appPackage.<env>.zip and gives its path. Throws MissingSettings. */
export const makePackage = async ({ root, env, environment = {} }: PackageOptions): Promise<string> => {
  const file = join(root, 'env', `.env.${env}`)
  const settings = { ...(await readEnv(file, true)), ...(await readEnv(`${file}.user`, false)), ...environment }
  const folder = join(root, 'appPackage')
  const [template, color, outline] = await Promise.all([
    readFile(join(folder, 'manifest.json'), 'utf8'), readFile(join(folder, 'color.png')), readFile(join(folder, 'outline.png')),
  ])
  const manifest = fillManifest(template, settings, relative(root, file))
  const target = join(folder, 'build', `appPackage.${env}.zip`)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, zip([
    { name: 'manifest.json', content: Buffer.from(manifest) }, { name: 'color.png', content: color }, { name: 'outline.png', content: outline },
  ]))
  return target
}

const readEnv = async (file: string, needed: boolean): Promise<Record<string, string>> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    if (needed) throw new Error(`There is no ${file}. Copy one that is beside it and fill it in.`)
    return ''
  })
  return Object.fromEntries(Object.entries(parseEnv(text)).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])))
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { env: { type: 'string', default: 'dev' } } })
  const root = fileURLToPath(new URL('..', import.meta.url))
  const target = await makePackage({ root, env: values.env, environment: process.env })
  console.log(`${relative(process.cwd(), target)} is ready: in Teams, Apps > Manage your apps > Upload an app.`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error: unknown) => {
    console.error(error instanceof MissingSettings || error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
