/**
 * The keeper of the test database: a process of its own, started by the first test that needs it
 * (test-database.ts). It holds PostgreSQL while tests are connected and removes everything afterwards.
 */
import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { type Socket, createServer } from 'node:net'
import { join } from 'node:path'
import { startCluster } from './cluster.ts'
import { stateFolder, testServerHome } from './test-keeper-state.ts'

const idleMs = 5_000
const firstCallerMs = 20_000

const folder = stateFolder()
const stateFile = join(folder, 'state.json')
const starting = join(folder, 'starting')
const home = testServerHome()
const log = (text: string) => appendFileSync(join(folder, 'keeper.log'), `${new Date().toISOString()} ${text}\n`)

const main = async (): Promise<void> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, 'keeper.log'), '')
  const password = randomBytes(18).toString('hex')
  const secret = randomBytes(18).toString('hex')
  // `fresh`: an earlier keeper that was killed left a server and files with another password.
  const cluster = await startCluster({ home, password, durable: false, fresh: true })

  let ending = false
  const leases = new Set<Socket>()
  let idle = setTimeout(() => void end('nobody came'), firstCallerMs)
  const server = createServer((lease) => {
    lease.on('error', () => lease.destroy())
    lease.once('data', (greeting) => {
      if (ending || greeting.toString().trim() !== secret) return lease.destroy()
      clearTimeout(idle)
      leases.add(lease)
      lease.write('ok\n')
      return undefined
    })
    lease.on('close', () => {
      leases.delete(lease)
      clearTimeout(idle)
      if (leases.size === 0) idle = setTimeout(() => void end('the last test let go'), idleMs)
    })
  })

  const end = async (why: string): Promise<void> => {
    if (ending) return
    ending = true
    log(`stopping: ${why}`)
    // whoever comes now waits, as for one that starts: the next keeper needs the place this one still has
    mkdirSync(starting, { recursive: true })
    server.close()
    rmSync(stateFile, { force: true })
    await cluster.stop()
    rmSync(home, { recursive: true, force: true })
    rmSync(starting, { recursive: true, force: true })
    process.exit(0)
  }
  process.on('SIGTERM', () => void end('asked to'))
  void cluster.ended.then(() => end('PostgreSQL ended'))

  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('no address')
    const state = { port: address.port, secret, adminUrl: cluster.url('postgres') }
    writeFileSync(`${stateFile}.new`, JSON.stringify(state), { mode: 0o600 })
    renameSync(`${stateFile}.new`, stateFile)
    rmSync(starting, { recursive: true, force: true })
    log(`ready, PostgreSQL is process ${cluster.pid}`)
  })
}

main().catch((error: unknown) => {
  log(String(error))
  rmSync(starting, { recursive: true, force: true })
  process.exit(1)
})
