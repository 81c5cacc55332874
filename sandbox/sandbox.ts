/** The pretended world around the app, started as a whole. `npm start` runs it by main.ts; tests run it on ports of their own. */
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { appEnvironment } from './app-environment.ts'
import { type AppProcess, createAppProcess } from './app-process.ts'
import { buildPages } from './build.ts'
import { type Connector, startConnector } from './connector/index.ts'
import { type Faults, createControl } from './control/index.ts'
import { type TestDatabase, removeDatabase, startDatabase } from './database/index.ts'
import { startDatabaseProxy } from './database/proxy.ts'
import { type Entra, startEntra } from './entra/index.ts'
import { messageOf } from './errors.ts'
import { startGateway } from './gateway.ts'
import { type Graph, type Shown, startGraph } from './graph/index.ts'
import { type MeetingBook, createMeetingBook } from './meetings.ts'
import { send } from './http.ts'
import { type Lock, takeLock } from './lock.ts'
import { type PhoneNetwork, type StartPhoneNetwork, startPlayedNetwork } from './phone-network.ts'
import type { Phones } from './phones/port.ts'
import { freePort } from './processes.ts'
import { pastRecords } from './graph/past-records.ts'
import { loadSeed } from './seeding.ts'
import { type Ports, type Secrets, loadPorts, loadSecrets } from './settings.ts'
import { type ChildWatch, watchChildren } from './watch-children.ts'
import * as world from './world.ts'

export interface SandboxOptions {
  /** The public port; 0 takes any free one. */
  port?: number
  /** Where everything lasting is kept; a temporary folder that goes at the end when not given. */
  dataDir?: string
  /** Forgets everything before the start. */
  fresh?: boolean
  /** Builds the pages whose sources changed; on unless a test has no use for them. */
  build?: boolean
  /** Starts another database than one in the data folder. */
  database?: () => Promise<TestDatabase>
  /** Runs the project's seed; on unless a test wants nobody to have a past. */
  seed?: boolean
  /** Starts the app's process; a test of the stand-ins alone leaves it out. */
  app?: boolean
  /** Another program in the app's place, for tests of the sandbox itself. */
  appEntry?: string
  /** The phone network; the played one when not given. */
  network?: StartPhoneNetwork
  /** Further settings for the app, e.g. LOG_LEVEL. */
  environment?: Record<string, string>
  /** Takes lines for a person to read; silent when not given. */
  say?: (line: string) => void
}

export interface Sandbox {
  /** The one address: the desk, the control API, and the app behind it. */
  url: string
  people: world.Person[]
  phones: Phones
  network: PhoneNetwork
  connector: Connector
  graph: Graph
  entra: Entra
  meetings: MeetingBook
  faults: Faults
  app: AppProcess
  /** A second instance of the app on the same database and engine, not started yet. */
  appBeside(): Promise<AppProcess>
  /** The database itself, past the proxy that the database fault acts on. */
  databaseUrl: string
  dataDir: string
  /** Ends everything that was started, the app first and the database last. */
  stop(): Promise<void>
}

const project = resolve(import.meta.dirname, '..')
const ariUser = 'single-number'
const stasisApp = 'single-number'
const botName = 'Single Number'

type Undo = (() => Promise<void> | void)[]

/** @throws DataInUse when a live sandbox has the data; Error that says what to do when a port is taken or a part does not start. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const isTemporary = options.dataDir === undefined
  const dataDir = resolve(options.dataDir ?? await mkdtemp(join(tmpdir(), 'single-number-')))
  const lock = takeLock(dataDir)
  /** What to undo, last first. */
  const undo: Undo = [() => lock.release()]
  if (isTemporary) undo.push(() => removeDatabase(dataDir), () => rm(dataDir, { recursive: true, force: true }))
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= undoAll(undo))
  try {
    if (options.fresh) await forget(dataDir)
    return { ...await startAll({ options, dataDir, undo, lock }), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const undoAll = async (undo: Undo): Promise<void> => {
  for (const step of undo.reverse()) {
    try {
      await step()
    } catch (error) {
      // The rest must be stopped all the same.
      console.error(error)
    }
  }
}

/** All but the locks, and the database, which a server may still run on (see startCluster). */
const forget = async (dataDir: string): Promise<void> => {
  const kept = ['lock', 'build', 'postgres']
  for (const name of await readdir(dataDir)) if (!kept.includes(name)) await rm(join(dataDir, name), { recursive: true, force: true })
}

interface StartAll { options: SandboxOptions, dataDir: string, undo: Undo, lock: Lock }

const startAll = async ({ options, dataDir, undo, lock }: StartAll): Promise<Omit<Sandbox, 'stop'>> => {
  const { port = 0, say = () => undefined } = options
  // As root the database lies outside the clone and outlives it: data without its secrets belongs to an earlier clone.
  const fresh = (options.fresh ?? false) || !existsSync(join(dataDir, 'secrets.json'))
  const [secrets, { ports, release }] = [await loadSecrets(dataDir), await loadPorts(dataDir)]
  undo.push(release)
  const watch = watchChildren()
  undo.push(watch.close)

  // The public port first: one that is in use is said at once, and every other part is told the address.
  const latch: { control?: ReturnType<typeof createControl>['handle'] } = {}
  const gateway = await startGateway({
    port,
    deskFolder: join(project, 'sandbox', 'desk', 'dist'),
    appUrl: () => `http://127.0.0.1:${ports.app}`,
    control: (request, response) => {
      if (latch.control) return void latch.control(request, response)
      send(response, { status: 503, body: { error: { code: 'starting', message: 'The sandbox is still starting.' } } })
    },
  })
  undo.push(gateway.close)
  lock.note(gateway.url)

  const [database, { network, entra, graph, connector, meetings }] = await allStarted([
    startStorage({ start: options.database ?? (() => ownDatabase({ dataDir, fresh, password: secrets.databasePassword, watch })), dataDir, port: ports.database, undo, seed: options.seed ?? true }),
    startOutside({ start: options.network ?? startPlayedNetwork, dataDir, secrets, ports, botUrl: `${gateway.url}/api/messages`, watch, say, seed: options.seed ?? true, undo }),
    options.build === false ? Promise.resolve() : buildPages(project, say),
  ])
  const { phones } = network

  const appOn = (appPort: number, logName: string): AppProcess => {
    const instance = createAppProcess({
      entry: options.appEntry ?? join(project, 'src', 'main.ts'),
      cwd: project,
      url: `http://127.0.0.1:${appPort}`,
      logFile: join(dataDir, logName),
      say,
      environment: {
        ...appEnvironment({ publicUrl: gateway.url, databaseUrl: database.proxy.url, appPort, ari: { url: network.ariUrl, user: ariUser }, entra, graphUrl: graph.url, secrets }),
        ...options.environment,
      },
      onProcess: (pid, alive) => (alive ? watch.add(pid, 'SIGKILL') : watch.remove(pid)),
    })
    undo.push(instance.stop)
    return instance
  }
  const app = appOn(ports.app, 'app.log')

  const faults: Faults = {
    get: () => ({ graph: graph.fault.mode(), bot: connector.fault.mode(), ...phones.trunks(), database: database.proxy.fault.mode() }),
    set: async (changes) => {
      if (changes.graph) graph.fault.set(changes.graph)
      if (changes.bot) connector.fault.set(changes.bot)
      if (changes.database) database.proxy.fault.set(changes.database)
      if (changes.teams) await phones.setTrunk('teams', changes.teams)
      if (changes.native) await phones.setTrunk('native', changes.native)
    },
  }
  const control = createControl({ people: world.people, phones, connector, graph, entra, app, faults })
  undo.push(control.close)
  latch.control = control.handle

  if (options.app ?? true) {
    await app.start()
    await installForAll(connector, say)
  }
  return { url: gateway.url, people: world.people, phones, network, connector, graph, entra, meetings, app, appBeside: async () => appOn(await freePort(), 'app-beside.log'), databaseUrl: database.url, dataDir, faults: control.faults }
}

/** Waits for all of them even when one fails, so that whatever did start can be stopped. */
const allStarted = async <Parts extends unknown[]>(parts: { [Part in keyof Parts]: Promise<Parts[Part]> }): Promise<Parts> => {
  await Promise.allSettled(parts)
  return await Promise.all(parts) as Parts
}

interface OwnDatabase { dataDir: string, fresh: boolean, password: string, watch: ChildWatch }

const ownDatabase = async ({ dataDir, fresh, password, watch }: OwnDatabase): Promise<TestDatabase> => {
  const database = await startDatabase({ dataDir, password, fresh })
  watch.add(database.pid, 'SIGINT')
  return {
    url: database.url,
    async stop() {
      await database.stop()
      watch.remove(database.pid)
    },
  }
}

interface Storage { start: () => Promise<TestDatabase>, dataDir: string, port: number, undo: Undo, seed: boolean }

const startStorage = async ({ start, dataDir, port, undo, seed }: Storage) => {
  const database = await start()
  undo.push(database.stop)
  const proxy = await startDatabaseProxy(database.url, port)
  undo.push(proxy.close)
  if (seed) await (await loadSeed(project))?.({ databaseUrl: database.url, dataDir })
  return { url: database.url, proxy }
}

interface Outside {
  start: StartPhoneNetwork
  dataDir: string
  secrets: Secrets
  ports: Ports
  botUrl: string
  watch: ChildWatch
  say(line: string): void
  seed: boolean
  undo: Undo
}

/** The phone network, and Microsoft's side: Entra, Graph and the Bot Connector. */
const startOutside = async ({ start, dataDir, secrets, ports, botUrl, watch, say, seed, undo }: Outside) => {
  const { people, clientId, botId } = world
  const meetings = createMeetingBook({ tenantId: world.tenantId })
  const network: PhoneNetwork = await start({ dataDir, meetings, ari: { port: ports.ari, user: ariUser, password: secrets.ariPassword, app: stasisApp }, watch, say })
  undo.push(network.close)
  const { phones } = network
  const entra = await startEntra({ dataDir, port: ports.entra, clientId, clientSecret: secrets.clientSecret, botId, botSecret: secrets.clientSecret })
  undo.push(entra.close)
  const graph = await startGraph({ port: ports.graph, people, entra, meetings, teamsPresence: (userId) => teamsPresence(phones, userId) })
  if (seed) for (const record of pastRecords(people, Date.now())) graph.putCallRecord(record)
  undo.push(graph.close, phones.onChange(graph.refresh))
  const connector = await startConnector({ port: ports.connector, people, botId, botName, botUrl, entra, file: join(dataDir, 'chats.json') })
  undo.push(connector.close)
  return { network, entra, graph, connector, meetings }
}

/** Teams shows a person in a call while one of their Teams clients is in one; of the native dialer it knows nothing. */
const teamsPresence = (phones: Phones, userId: string): Shown => {
  const isTalking = phones.list().some(({ kind, person, calls }) => kind === 'teams' && person === userId && calls.some(({ state }) => state === 'talking' || state === 'held'))
  return isTalking ? { availability: 'Busy', activity: 'InACall' } : { availability: 'Available', activity: 'Available' }
}

/** As an administrator installs the bot for everyone with a licence, so that it may write first. */
const installForAll = async (connector: Connector, say: (line: string) => void): Promise<void> => {
  await Promise.all(world.people.map(({ userId, name }) => connector.install(userId).catch((error: unknown) => {
    say(`The bot could not be installed for ${name}: ${messageOf(error)}`)
  })))
}
