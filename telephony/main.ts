import { resolve } from 'node:path'
import { FillError } from './fill.ts'
import { writeConfiguration } from './render.ts'
import { readSettings, SettingsError } from './settings.ts'

/** `npm run asterisk-config -- <folder>`: the configuration of a real Asterisk, from the environment. */
const main = async (): Promise<number> => {
  const folder = process.argv[2]
  if (folder === undefined) {
    process.stderr.write('Say where to: npm run asterisk-config -- /etc/asterisk (docs/operator.md lists the settings)\n')
    return 2
  }
  try {
    const settings = readSettings(process.env)
    const names = await writeConfiguration(resolve(folder), settings)
    process.stdout.write(`Written into ${resolve(folder)}:\n${names.map((name) => `  ${name}\n`).join('')}`)
    return 0
  } catch (error) {
    if (!(error instanceof SettingsError) && !(error instanceof FillError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

process.exitCode = await main()
