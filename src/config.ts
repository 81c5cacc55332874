import { z } from 'zod/v4'

/** https, or http on loopback only: in every mode, for every outside system. */
const endpoint = z.url().refine((address) => {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
}, 'an https address (http only on loopback)').transform((address) => address.replace(/\/$/, ''))

const dialString = z.string().includes('{number}', { error: 'a dial string with {number} in it' })

const recordingKey = z.base64({ error: 'a key of 32 bytes in base64, e.g. from: openssl rand -base64 32' }).transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32, 'a key of 32 bytes in base64, e.g. from: openssl rand -base64 32')

/** Ids are compared as text, and Entra writes them in lower case. */
const guid = z.guid().toLowerCase()

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535),
  PUBLIC_URL: endpoint,
  DATABASE_URL: z.string().startsWith('postgres', { error: 'a PostgreSQL address, postgres://user:password@host/database' }),
  ARI_URL: endpoint,
  ARI_USER: z.string().min(1),
  ARI_PASSWORD: z.string().min(1),
  ARI_APP: z.string().regex(/^[\w-]+$/).default('single-number'),
  NATIVE_ENDPOINT: dialString.default('PJSIP/{number}@native'),
  TEAMS_ENDPOINT: dialString.default('PJSIP/{number}@teams'),
  OUTSIDE_ENDPOINT: dialString.default('PJSIP/{number}@operator'),
  MEDIA_URL: endpoint.optional(),
  DESK_ENDPOINT: dialString.default('PJSIP/{number}'),
  GREETING: z.string().default('sound:vm-intro'),
  LOST_AUDIO: z.string().default('sound:pls-hold-while-try'),
  /** Of Asterisk's core sounds: "The conference is now being recorded." An operator puts their own words here. */
  RECORDING_ANNOUNCEMENT: z.string().default('sound:conf-now-recording'),
  UNRECORDED_WORD: z.string().default('sound:im-sorry,sound:please-try-call-later'),
  /** Wraps the keys of recordings. Needed as soon as a policy records. */
  RECORDING_KEY: recordingKey.optional(),
  /** Keys of before, with commas between: what was recorded under them can still be heard. */
  RECORDING_OLD_KEYS: z.string().transform((list) => list.split(',').map((key) => key.trim()).filter((key) => key !== '')).pipe(z.array(recordingKey)).default([]),
  /**
   * Seconds of ringing after which the operator's own voicemail would answer the native leg. Our ringing ends 10 s before.
   * Onboarding switches that voicemail off, so the usual value is past every delay a person may choose; an operator who
   * keeps it (no-reply forwarding, 3GPP TS 22.082, at most 30 s) says here when it comes. A move rings 18 s: hence 28.
   */
  VOICEMAIL_BEHIND_SECONDS: z.coerce.number('a number of seconds').int('a whole number of seconds').min(28, 'at least 28 seconds: moves ring for 18').max(600).default(75),
  TENANT_IDS: z.string().transform((list) => list.split(',').map((id) => id.trim()).filter((id) => id !== '')).pipe(z.array(guid).min(1)),
  CLIENT_ID: guid,
  CLIENT_SECRET: z.string().min(1),
  ENTRA_AUTHORITY: endpoint.default('https://login.microsoftonline.com'),
  ENTRA_V1_ISSUER: endpoint.default('https://sts.windows.net'),
  GRAPH_URL: endpoint.default('https://graph.microsoft.com/v1.0'),
  BOT_ID: guid,
  BOT_PASSWORD: z.string().min(1),
  BOT_TENANT_ID: guid,
  BOT_OPENID_METADATA: endpoint.default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  TEAMS_APP_ID: z.guid().optional(),
  SIGNING_KEY: z.string().min(32, { error: 'at least 32 characters, chosen at random' }),
  DEFAULT_COUNTRY: z.string().length(2).default('US'),
  CALL_RECORDS_EVERY_SECONDS: z.coerce.number().int().min(1).max(86_400).default(600),
  /** Whether the operator is in Microsoft's Operator Connect Mobile programme: only then its licence and capability are asked for. */
  MICROSOFT_PROGRAMME: z.enum(['yes', 'no']).default('no'),
  READINESS_EVERY_SECONDS: z.coerce.number().int().min(1).max(7 * 86_400).default(86_400),
  /** How often Graph is asked for the presence of whom somebody waits for. */
  WATCH_EVERY_SECONDS: z.coerce.number().int().min(1).max(3_600).default(30),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

/** A setting is missing or bad. The message names each, one a line, and never shows a value. */
export class ConfigError extends Error {
  constructor(lines: string[]) {
    super(`These settings are missing or wrong:\n${lines.map((line) => `  ${line}`).join('\n')}`)
    this.name = 'ConfigError'
  }
}

/** Reads the settings from the environment. Throws ConfigError. This is the only reader of process.env. */
export const readConfig = (env: Record<string, string | undefined> = process.env) => {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(present)
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${present[String(issue.path[0])] === undefined ? 'is missing' : issue.message}`))
  }
  const e = parsed.data
  return {
    host: e.HOST,
    port: e.PORT,
    publicUrl: e.PUBLIC_URL,
    /** Where the engine reaches this app to fetch greetings. */
    mediaUrl: e.MEDIA_URL ?? e.PUBLIC_URL,
    databaseUrl: e.DATABASE_URL,
    engine: {
      url: e.ARI_URL, user: e.ARI_USER, password: e.ARI_PASSWORD, app: e.ARI_APP, greeting: e.GREETING, lostAudio: e.LOST_AUDIO,
      recordingAnnouncement: e.RECORDING_ANNOUNCEMENT, unrecordedWord: e.UNRECORDED_WORD,
      dial: { native: e.NATIVE_ENDPOINT, teams: e.TEAMS_ENDPOINT, outside: e.OUTSIDE_ENDPOINT, desk: e.DESK_ENDPOINT },
    },
    voicemailBehindSeconds: e.VOICEMAIL_BEHIND_SECONDS,
    tenantIds: e.TENANT_IDS,
    clientId: e.CLIENT_ID,
    clientSecret: e.CLIENT_SECRET,
    entra: { authority: e.ENTRA_AUTHORITY, v1Issuer: e.ENTRA_V1_ISSUER },
    graphUrl: e.GRAPH_URL,
    bot: { id: e.BOT_ID, password: e.BOT_PASSWORD, tenantId: e.BOT_TENANT_ID, openIdMetadata: e.BOT_OPENID_METADATA },
    /** The app's id in Teams, as in the manifest, for links to the tab. */
    teamsAppId: e.TEAMS_APP_ID,
    signingKey: e.SIGNING_KEY,
    /** The first is the one in use. */
    recordingKeys: e.RECORDING_KEY === undefined ? [] : [e.RECORDING_KEY, ...e.RECORDING_OLD_KEYS],
    country: e.DEFAULT_COUNTRY,
    callRecordsEverySeconds: e.CALL_RECORDS_EVERY_SECONDS,
    programme: e.MICROSOFT_PROGRAMME === 'yes',
    readinessEverySeconds: e.READINESS_EVERY_SECONDS,
    watchEverySeconds: e.WATCH_EVERY_SECONDS,
    logLevel: e.LOG_LEVEL,
  }
}
export type Config = ReturnType<typeof readConfig>
