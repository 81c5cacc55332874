import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromiumPath, installChromium } from './chromium.ts'

/**
 * `npm test`: types, lint (with the import rules), then every test. `npm test -- unit tab` runs only those kinds,
 * `npm test -- --watch` and the like are passed on to jest.
 */
const kinds = ['unit', 'tab', 'integration', 'browser']
const args = process.argv.slice(2)
const chosen = args.filter((arg) => kinds.includes(arg))
const passedOn = args.filter((arg) => !kinds.includes(arg))

const run = (title: string, command: string, parameters: string[], env: Record<string, string> = {}): void => {
  const started = Date.now()
  process.stdout.write(`\n— ${title}\n`)
  const { status } = spawnSync(process.execPath, [command, ...parameters], { stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) process.exit(status ?? 1)
  process.stdout.write(`  ${title}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}
const bin = (name: string) => `node_modules/${name}`

if (chosen.length === 0) {
  run('types', bin('typescript/bin/tsc'), ['--noEmit', '-p', '.'])
  run('lint', bin('oxlint/bin/oxlint'), [])
  run('import rules', bin('dependency-cruiser/bin/dependency-cruise.mjs'), ['--config', '.dependency-cruiser.cjs', ...['src', 'bot', 'tab', 'sandbox', 'scripts', 'appPackage'].filter((folder) => existsSync(folder))])
}
if (chosen.length === 0 || chosen.includes('browser')) {
  if (chromiumPath() === null) installChromium()
  run('the tab and the desk, built', 'scripts/build.ts', [])
}
run('tests', bin('jest/bin/jest.js'), ['--maxWorkers=2', ...(chosen.length > 0 ? ['--selectProjects', ...chosen] : []), ...passedOn], { NODE_OPTIONS: '--experimental-vm-modules --no-warnings' })
