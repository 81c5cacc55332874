import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { commands } from './admin/commands.ts'
import { UsageError, type AdminCommand } from './admin/read.ts'
import { systemClock } from './clock.ts'
import { ConfigError, readConfig, type Config } from './config.ts'
import { createLog } from './log.ts'
import { appTokens } from './microsoft/app-token.ts'
import { graph as microsoftGraph } from './microsoft/graph/index.ts'
import { createFeed } from './service/feed.ts'
import { createPolicies } from './service/policies.ts'
import { createNumbers } from './service/numbers.ts'
import { createPeople } from './service/people.ts'
import { Problem } from './service/problem.ts'
import { createReadiness } from './service/readiness.ts'
import { postgres } from './store/index.ts'

const usage = `What an administrator does from the command line. Needs the settings of npm run serve.

${commands.map(({ usage: line, help }) => `npm run admin -- ${line}\n  ${help}`).join('\n\n')}
`

const run = async (work: ReturnType<AdminCommand['read']>, config: Config): Promise<string> => {
  const store = postgres(config.databaseUrl)
  try {
    await store.migrate()
    const tokens = appTokens({ ...config.entra, clientId: config.clientId, clientSecret: config.clientSecret, scope: 'https://graph.microsoft.com/.default' }, systemClock)
    const graph = microsoftGraph({ url: config.graphUrl, clientId: config.clientId }, tokens)
    const ports = { store, graph, feed: createFeed(), clock: systemClock, log: createLog('silent'), country: config.country, voicemailBehindSeconds: config.voicemailBehindSeconds, reachability: { down: () => [] } }
    // the service looks at what must be recorded by itself
    const policies = createPolicies({ ...ports, mustRecord: { changed: () => undefined }, canRecord: config.recordingKeys.length > 0 })
    const people = createPeople({ ...ports, policies })
    const numbers = createNumbers({ ...ports, people, newId: randomUUID })
    return await work({ store, people, policies, numbers, readiness: createReadiness({ ...ports, programme: config.programme }), clock: systemClock })
  } finally {
    await store.close()
  }
}

const main = async (): Promise<void> => {
  const { positionals: [subject = '', act] } = parseArgs({ allowPositionals: true, strict: false })
  const command = commands.find(({ name }) => name === `${subject} ${act}` || name === subject)
  if (command === undefined) throw new UsageError(usage)
  const { values, positionals } = parseArgs({ allowPositionals: true, options: command.options })
  const config = readConfig()
  const rest = positionals.slice(command.name.split(' ').length)
  process.stdout.write(`${await run(command.read({ values, rest, config, usage: `npm run admin -- ${command.usage}` }), config)}\n`)
}

main().catch((error: unknown) => {
  const known = error instanceof UsageError || error instanceof ConfigError || error instanceof Problem || (error instanceof TypeError && 'code' in error)
  process.stderr.write(`${known && error instanceof Error ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
})
