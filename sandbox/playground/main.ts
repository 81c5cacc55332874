/**
 * `npm run playground`: a sandbox of its own, and Microsoft's Agents Playground in front of its bot, as Dana.
 * PORT is the Playground's; the desk of the same sandbox is named too, so that there is a call to talk about.
 */
import { messageOf } from '../errors.ts'
import { freePort } from '../processes.ts'
import { startSandbox } from '../sandbox.ts'
import { botId } from '../world.ts'
import { startChannelProxy } from './channel-proxy.ts'
import { startPlayground } from './playground.ts'

const port = Number(process.env['PORT'] ?? 56_150)
const say = (line: string) => console.log(line)

const sandbox = await startSandbox({ say })
const [person] = sandbox.people
if (person === undefined) throw new Error('The sandbox has no people.')
const proxy = await startChannelProxy({ port: 0, botUrl: `${sandbox.url}/api/messages`, entra: sandbox.entra })
const stopAll = async (): Promise<void> => {
  await proxy.close()
  await sandbox.stop()
}

try {
  const playground = await startPlayground({ botUrl: proxy.botUrl, botId, person, port: await freePort(port) })
  say(`Agents Playground: ${playground.url} (you are ${person.name})\nThe desk, to make calls: ${sandbox.url}`)
  const end = () => void playground.stop().then(stopAll).then(() => process.exit(0))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
} catch (error) {
  console.error(messageOf(error))
  await stopAll()
  process.exitCode = 1
}
