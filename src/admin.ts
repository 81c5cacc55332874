import { parseArgs } from 'node:util'
import { commands } from './admin/commands.ts'
import { UsageError } from './admin/read.ts'
import { systemClock } from './clock.ts'
import { ConfigError, readConfig } from './config.ts'
import { createLog } from './log.ts'
import { appTokens } from './microsoft/app-token.ts'
import { graph as microsoftGraph } from './microsoft/graph/index.ts'
import { createFeed } from './service/feed.ts'
import { createPolicies } from './service/policies.ts'
import { createPeople } from './service/people.ts'
import { Problem } from './service/problem.ts'
import { postgres } from './store/index.ts'

const usage = `What an administrator does from the command line. Needs the settings of npm run serve.

${commands.map(({ usage: line, help }) => `npm run admin -- ${line}\n  ${help}`).join('\n\n')}
`

const main = async (): Promise<void> => {
  const { positionals: [subject, act] } = parseArgs({ allowPositionals: true, strict: false })
  const command = commands.find(({ name }) => name === `${subject} ${act}`)
  if (command === undefined) throw new UsageError(usage)
  const { values, positionals } = parseArgs({ allowPositionals: true, options: command.options })
  const config = readConfig()
  const work = command.read({ values, rest: positionals.slice(2), config, usage: `npm run admin -- ${command.usage}` })
  const store = postgres(config.databaseUrl)
  try {
    await store.migrate()
    const tokens = appTokens({ ...config.entra, clientId: config.clientId, clientSecret: config.clientSecret, scope: 'https://graph.microsoft.com/.default' }, systemClock)
    const graph = microsoftGraph({ url: config.graphUrl, clientId: config.clientId }, tokens)
    const ports = { store, graph, feed: createFeed(), clock: systemClock, log: createLog('silent') }
    const policies = createPolicies(ports)
    const people = createPeople({
      ...ports, policies, country: config.country, voicemailBehindSeconds: config.voicemailBehindSeconds,
      reachability: { down: () => [] },
    })
    process.stdout.write(`${await work({ store, people, policies, clock: systemClock })}\n`)
  } finally {
    await store.close()
  }
}

main().catch((error: unknown) => {
  const known = error instanceof UsageError || error instanceof ConfigError || error instanceof Problem || (error instanceof TypeError && 'code' in error)
  process.stderr.write(`${known && error instanceof Error ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
})
