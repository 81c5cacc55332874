import { parseArgs } from 'node:util'
import { z } from 'zod/v4'
import { systemClock } from './clock.ts'
import { ConfigError, readConfig } from './config.ts'
import { readNumber } from './line/number.ts'
import { createLog } from './log.ts'
import { appTokens } from './microsoft/app-token.ts'
import { graph as microsoftGraph } from './microsoft/graph/index.ts'
import { createFeed } from './service/feed.ts'
import { createPeople } from './service/people.ts'
import { postgres } from './store/index.ts'

const usage = `npm run admin -- numbers assign --tenant <tenant id> --user <object id> --number <+14255550101> --name <display name>

Gives a person their single number, or changes it. What they chose themselves is kept. Needs the settings of npm run serve.
`

/** A wrong call of the command, in words. */
class UsageError extends Error {}

/** An id as Entra writes it, in lower case, so that a person is the same one however it was typed. */
const readId = (option: string, text: string): string => {
  const id = z.guid().safeParse(text)
  if (!id.success) throw new UsageError(`--${option}: “${text}” is not an id like 1d2f7a54-0d0c-4a3e-8d3f-3b6a5c1e9a01.`)
  return id.data.toLowerCase()
}

const readArguments = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { tenant: { type: 'string' }, user: { type: 'string' }, number: { type: 'string' }, name: { type: 'string' } },
  })
  if (positionals.join(' ') !== 'numbers assign') throw new UsageError(usage)
  const { tenant, user, number, name } = values
  if (!tenant || !user || !number || !name) throw new UsageError(`--tenant, --user, --number and --name are all needed.\n\n${usage}`)
  return { tenant: readId('tenant', tenant), user: readId('user', user), number, name }
}

const main = async (): Promise<void> => {
  const { tenant, user, number, name } = readArguments()
  const config = readConfig()
  if (!config.tenantIds.includes(tenant)) throw new UsageError(`--tenant: ${tenant} is not in TENANT_IDS.`)
  const e164 = readNumber(number, config.country)
  if (e164 === null) throw new UsageError(`--number: “${number}” is not a phone number; expected one like +14255550101.`)
  const store = postgres(config.databaseUrl)
  try {
    await store.migrate()
    const holder = await store.lineByNumber(e164)
    if (holder !== null && (holder.tenantId !== tenant || holder.userId !== user)) throw new UsageError(`--number: ${e164} belongs to ${holder.name} already.`)
    const tokens = appTokens({ ...config.entra, clientId: config.clientId, clientSecret: config.clientSecret, scope: 'https://graph.microsoft.com/.default' }, systemClock)
    const graph = microsoftGraph({ url: config.graphUrl, clientId: config.clientId }, tokens)
    await createPeople({ store, graph, feed: createFeed(), clock: systemClock, log: createLog('silent'), country: config.country })
      .assign({ tenantId: tenant, userId: user, number: e164, name })
    process.stdout.write(`${e164} is ${name}'s number now.\n`)
  } finally {
    await store.close()
  }
}

main().catch((error: unknown) => {
  const known = error instanceof UsageError || error instanceof ConfigError || (error instanceof TypeError && 'code' in error)
  process.stderr.write(`${known && error instanceof Error ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
})
