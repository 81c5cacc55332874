/**
 * `npm start`: the sandbox at one address. `--fresh` forgets everything before it begins. `npm run network` is the same with
 * Asterisk and SIP phones that send audio in place of the played phone network.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { codeOf, messageOf } from './errors.ts'
import type { RunningNetwork } from './network/index.ts'
import { startSandbox } from './sandbox.ts'
import { outsideParties, people } from './world.ts'

const usage = `npm start [-- --fresh]
npm run network [-- --fresh]

  --fresh     forget all calls, chats and settings, and begin anew
  --network   Asterisk, a carrier and SIP phones in place of the played phone network (npm run network)
  PORT      the port of the page, 3978 when not given: PORT=4000 npm start
`

const readArguments = () => {
  try {
    return parseArgs({ options: { fresh: { type: 'boolean', default: false }, network: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } }).values
  } catch (error) {
    return fail(`${wordsFor(error)}\n\n${usage}`)
  }
}

const readPort = (): number => {
  const port = Number(process.env['PORT'] ?? 3978)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  return fail(`PORT is "${process.env['PORT']}"; a number from 1 to 65535 was expected.`)
}

const fail = (message: string): never => {
  console.error(message)
  process.exit(1)
}

/** How a person's own softphones take the places of two phones on the desk. */
const softphones = ({ edge, asterisk }: RunningNetwork): string => {
  const [person] = people
  const [party] = outsideParties
  return `  Two softphones on this machine (Linphone, Zoiper, baresip …) make a real call. Each account needs a user name, a domain
  and the proxy ${edge.address}:${edge.port} over UDP; the password may be anything, codec PCMU (G.711 µ-law).

    ${person?.name}'s SIM     user ${person?.number}   domain native
    ${party?.name}       user ${party?.number}   domain outside

  A softphone that registers takes the place of that phone on the desk. Call ${person?.number} from the second, answer on the
  first, and move the call from the bot on the desk. Asterisk's log: ${asterisk.logFile}
`
}

/** The part of an error a person can act on. */
const wordsFor = (error: unknown): string => {
  if (codeOf(error) === 'EACCES') return `${messageOf(error)}. Was the sandbox started here by another user? Start it as that user, or remove the folder .data.`
  return messageOf(error)
}

const main = async (): Promise<void> => {
  const { fresh, network, help } = readArguments()
  if (help) return console.log(usage)
  const began = performance.now()
  const say = (line: string) => console.log(line)
  console.log(`Starting Single Number: database, ${network ? 'Asterisk, carrier, SIP phones' : 'phone network'}, Microsoft's side, app ...`)
  // only now: most people have no use for it
  const real = network ? (await import('./network/index.ts')).asteriskNetwork() : null

  const starting = startSandbox({
    port: readPort(), dataDir: resolve(import.meta.dirname, '..', '.data', ...(real ? ['with-network'] : [])), fresh, say, ...(real ? { network: real.start } : {}),
  })
  let askedAt: number | undefined
  const end = (): void => {
    if (askedAt !== undefined) {
      // One Ctrl-C comes twice under npm: from the terminal, and passed on by npm.
      if (performance.now() - askedAt < 500) return
      // Whoever asks twice means it: what is left is ended by the watchman (watch-children.ts).
      process.exit(1)
    }
    askedAt = performance.now()
    console.log('\nStopping ...')
    starting.then(({ stop }) => stop(), () => undefined).then(() => process.exit(0), (error: unknown) => fail(wordsFor(error)))
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  process.on('SIGHUP', end)

  const { url } = await starting.catch((error: unknown) => fail(wordsFor(error)))
  if (askedAt !== undefined) return
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`\n  Ready after ${seconds} s. Open  ${url}\n\n  Ctrl-C stops it. Everything is kept for the next start; npm start -- --fresh begins anew.\n`)
  if (real) console.log(softphones(real.running()))
}

await main()
