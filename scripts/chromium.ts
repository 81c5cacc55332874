import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const usual = [
  process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A browser of the Chromium family on this machine, or null. `CHROMIUM` names one elsewhere. */
export const chromiumPath = (): string | null => usual.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null

/** Installs Chromium where that may be done (Debian and Ubuntu, as root); otherwise says what is missing and ends. */
export const installChromium = (): void => {
  const isRoot = process.getuid?.() === 0
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('Chromium is missing: installing it with apt-get …\n')
    const apt = (...parameters: string[]) => spawnSync('apt-get', parameters, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
    if (apt('update', '-q') && apt('install', '-q', '-y', '--no-install-recommends', 'chromium') && chromiumPath() !== null) return
  }
  process.stderr.write('The browser tests need Chromium or Chrome. Install it (Debian, Ubuntu: apt-get install chromium), or set CHROMIUM to its path.\n')
  process.exit(1)
}
