import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromiumPath, installChromium } from './chromium.ts'

/**
 * `npm test`: types, lint (with the import rules), then every test. `npm test -- unit tab` runs only those kinds,
 * `npm test -- --watch` and the like are passed on to jest. `npm run test:network` plays the stories on Asterisk.
 */
const usual = ['unit', 'tab', 'integration', 'browser']
const kinds = [...usual, 'network']
const args = process.argv.slice(2)
const chosen = args.filter((arg) => kinds.includes(arg))
const passedOn = args.filter((arg) => !kinds.includes(arg))
/** Stories are played on Asterisk, one file after the other: its phones have the machine to themselves. */
const onAsterisk = chosen.includes('network')

const run = (title: string, command: string, parameters: string[], env: Record<string, string> = {}): void => {
  const started = Date.now()
  process.stdout.write(`\n— ${title}\n`)
  const { status } = spawnSync(process.execPath, [command, ...parameters], { stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) process.exit(status ?? 1)
  process.stdout.write(`  ${title}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}
/** The app is started some eighty times: node keeps what it compiled. */
const compiled = join(import.meta.dirname, '..', 'node_modules', '.cache', 'node-compiled')
const bin = (name: string) => `node_modules/${name}`

if (chosen.length === 0) {
  run('types', bin('typescript/bin/tsc'), ['--noEmit', '-p', '.'])
  run('lint', bin('oxlint/bin/oxlint'), [])
  run('import rules', bin('dependency-cruiser/bin/dependency-cruise.mjs'), ['--config', '.dependency-cruiser.cjs', ...['src', 'bot', 'tab', 'sandbox', 'scripts', 'appPackage', 'telephony'].filter((folder) => existsSync(folder))])
}
if (chosen.length === 0 || chosen.includes('browser')) {
  if (chromiumPath() === null) installChromium()
  run('the tab and the desk, built', 'scripts/build.ts', [])
}
run('tests', bin('jest/bin/jest.js'), [`--maxWorkers=${onAsterisk ? 1 : 3}`, '--selectProjects', ...(chosen.length > 0 ? chosen : usual), ...passedOn], {
  NODE_OPTIONS: '--experimental-vm-modules --no-warnings', NODE_COMPILE_CACHE: compiled, ...(onAsterisk ? { ENGINE: 'asterisk' } : {}),
})
