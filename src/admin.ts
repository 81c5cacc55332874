import { parseArgs } from 'node:util'
import { z } from 'zod/v4'
import { systemClock } from './clock.ts'
import { ConfigError, readConfig } from './config.ts'
import { readNumber } from './line/number.ts'
import { voicemailBounds } from './line/retention.ts'
import { createLog } from './log.ts'
import { appTokens } from './microsoft/app-token.ts'
import { graph as microsoftGraph } from './microsoft/graph/index.ts'
import { createFeed } from './service/feed.ts'
import { createPeople } from './service/people.ts'
import { postgres } from './store/index.ts'

const usage = `npm run admin -- numbers assign --tenant <tenant id> --user <object id> --number <+14255550101> --name <display name>

Gives a person their single number, or changes it. What they chose themselves is kept. Needs the settings of npm run serve.

npm run admin -- voicemail keep --tenant <tenant id> --user <object id> [--days <1-3650>] [--longest <10-180>]

Says how many days the person's voicemails stay, and how many seconds one may last at most. Counts for the messages that are there, too.
`

/** A wrong call of the command, in words. */
class UsageError extends Error {}

/** An id as Entra writes it, in lower case, so that a person is the same one however it was typed. */
const readId = (option: string, text: string): string => {
  const id = z.guid().safeParse(text)
  if (!id.success) throw new UsageError(`--${option}: “${text}” is not an id like 1d2f7a54-0d0c-4a3e-8d3f-3b6a5c1e9a01.`)
  return id.data.toLowerCase()
}

const readWhole = (option: string, text: string | undefined, { least, most }: { least: number; most: number }): number | undefined => {
  if (text === undefined) return undefined
  const number = z.coerce.number().int().min(least).max(most).safeParse(text)
  if (!number.success) throw new UsageError(`--${option}: “${text}” is no whole number from ${least} to ${most}.`)
  return number.data
}

const readCommand = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      tenant: { type: 'string' }, user: { type: 'string' }, number: { type: 'string' }, name: { type: 'string' }, days: { type: 'string' }, longest: { type: 'string' },
    },
  })
  return { command: positionals.join(' '), values }
}
type Values = ReturnType<typeof readCommand>['values']

const keepVoicemail = async ({ tenant, user, days, longest }: Values): Promise<void> => {
  if (!tenant || !user) throw new UsageError(`--tenant and --user are both needed.\n\n${usage}`)
  const person = { tenantId: readId('tenant', tenant), userId: readId('user', user) }
  const change = { days: readWhole('days', days, voicemailBounds.days), longestSeconds: readWhole('longest', longest, voicemailBounds.longestSeconds) }
  if (change.days === undefined && change.longestSeconds === undefined) throw new UsageError(`--days or --longest is needed.\n\n${usage}`)
  const store = postgres(readConfig().databaseUrl)
  try {
    await store.migrate()
    const line = await store.lineOf(person)
    if (line === null) throw new UsageError(`--user: ${person.userId} has no number here.`)
    await store.setVoicemailSettings(person, {
      ...(change.days === undefined ? {} : { days: change.days }), ...(change.longestSeconds === undefined ? {} : { longestSeconds: change.longestSeconds }),
    })
    const { days: kept, longestSeconds } = await store.voicemailSettings(person)
    await store.audit({ ...person, at: systemClock.now(), action: 'voicemail-policy', subject: person.userId, detail: { days: kept, longestSeconds } })
    process.stdout.write(`${line.name}'s voicemails stay ${kept} days and last at most ${longestSeconds} seconds.\n`)
  } finally {
    await store.close()
  }
}

const readArguments = ({ tenant, user, number, name }: Values) => {
  if (!tenant || !user || !number || !name) throw new UsageError(`--tenant, --user, --number and --name are all needed.\n\n${usage}`)
  return { tenant: readId('tenant', tenant), user: readId('user', user), number, name }
}

const assignNumber = async (values: Values): Promise<void> => {
  const { tenant, user, number, name } = readArguments(values)
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

const main = async (): Promise<void> => {
  const { command, values } = readCommand()
  if (command === 'numbers assign') return assignNumber(values)
  if (command === 'voicemail keep') return keepVoicemail(values)
  throw new UsageError(usage)
}

main().catch((error: unknown) => {
  const known = error instanceof UsageError || error instanceof ConfigError || (error instanceof TypeError && 'code' in error)
  process.stderr.write(`${known && error instanceof Error ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
})
