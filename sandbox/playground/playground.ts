/** Microsoft's Agents Playground as a child process, talking to the bot as one of the sandbox's people. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'yaml'
import type { Person } from '../world.ts'

export interface PlaygroundOptions {
  /** Where it sends what the person does: the channel proxy. */
  botUrl: string
  botId: string
  person: Person
  /** A free port, or one a person likes. */
  port: number
}

export interface Playground {
  /** The page to open. */
  url: string
  stop(): Promise<void>
}

const cli = () => createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js')
const loopbackOnly = resolve(import.meta.dirname, 'loopback-only.ts')

/** @throws Error with the Playground's own words when it does not start within 30 s. */
export const startPlayground = async ({ botUrl, botId, person, port }: PlaygroundOptions): Promise<Playground> => {
  // it reads its file from the folder it is started in
  const folder = await mkdtemp(join(tmpdir(), 'playground-'))
  await writeFile(join(folder, '.m365agentsplayground.yml'), stringify(settings(botId, person)))
  const child = spawn(process.execPath, ['--import', loopbackOnly, cli(), 'start', '-e', botUrl, '-c', 'msteams', '-p', String(port), '--dt'], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
    // it would open a browser of its own
    env: { ...process.env, BROWSER: 'none', CI: 'true' },
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => said.push(text.toString()))
  const stop = async () => {
    await end(child)
    await rm(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  for (let waited = 0; waited < 30_000; waited += 100) {
    if (child.exitCode !== null) break
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
    if (answer?.ok) return { url, stop }
    await sleep(100)
  }
  await stop()
  throw new Error(`The Agents Playground did not start on port ${port}:\n${said.join('')}`)
}

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 3_000)
  await gone
  clearTimeout(timer)
}

/** Its default ids are no GUIDs, which no real person has; it wants five others for its group chats. */
const settings = (botId: string, { tenantId, userId, name, upn }: Person) => {
  const user = (id: string, aadObjectId: string, full: string, email: string) => {
    const [givenName = '', surname = ''] = full.split(' ')
    return { id, name: full, userPrincipleName: email, aadObjectId, givenName, surname, email }
  }
  return {
    version: '0.1.1',
    tenantId,
    bot: { id: botId, name: 'Single Number' },
    currentUser: user('user-id-0', userId, name, upn),
    users: [1, 2, 3, 4, 5].map((n) => user(`user-id-${n}`, `00000000-0000-4000-8000-00000000000${n}`, `Colleague ${n}`, `colleague${n}@northwind.example`)),
    personalChat: { id: 'personal-chat-id' },
    groupChat: { id: 'group-chat-id', name: 'Group Chat' },
    team: { id: 'team-id', name: 'My Team', aadGroupId: '00000000-0000-4000-8000-000000000031', channels: [{ id: 'channel-announcements-id', name: 'Announcements' }] },
  }
}
