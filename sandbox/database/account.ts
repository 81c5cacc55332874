import { execFileSync } from 'node:child_process'

/** The numeric user and group a child process runs as. */
export interface Account { uid: number, gid: number }

/**
 * The account PostgreSQL runs under. PostgreSQL refuses to run as root, so as root it is the system's
 * `postgres` user, made when the machine has none. Anyone else runs it as themselves: undefined.
 */
export const postgresAccount = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined
  return findAccount('postgres') ?? makeAccount('postgres')
}

const findAccount = (name: string): Account | undefined => {
  try {
    return { uid: numericId('-u', name), gid: numericId('-g', name) }
  } catch {
    return undefined
  }
}

const numericId = (flag: '-u' | '-g', name: string): number =>
  Number.parseInt(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }), 10)

const makeAccount = (name: string): Account => {
  // `useradd` is Debian's and Red Hat's; Alpine's BusyBox has only `adduser`.
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]],
    ['adduser', ['-S', '-D', '-H', name]],
  ]
  for (const [command, parameters] of attempts) {
    try {
      execFileSync(command, parameters, { stdio: 'ignore' })
      const account = findAccount(name)
      if (account) return account
    } catch {
      // try the other one
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and a user named postgres could not be made. Make one (useradd --system postgres), or start as an ordinary user.',
  )
}
