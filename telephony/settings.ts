import { isIP } from 'node:net'
import { z } from 'zod/v4'

const port = z.coerce.number({ error: 'a port number' }).int('a port number').min(1, 'a port number').max(65_535, 'a port number')
const address = z.string().refine((text) => isIP(text) === 4, 'an IPv4 address')
const hostName = z.string().regex(/^(?=.{1,253}$)[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*$/i, 'a host name')
/** A value in Asterisk's files may hold spaces, but none of what those files read as something else. */
const file = z.string().regex(/^\/[^\r\n\0;[\]"'<>]*$/, 'an absolute path without ; [ ] " and the like')
const word = z.string().regex(/^[\w-]{1,64}$/, 'letters, digits, "_" and "-"')
/** Nothing that Asterisk's files read as a comment, a section or an arrow. */
const password = z.string().regex(/^[\w~!*/%^][\w.~!*+/=%^-]{7,127}$/, 'at least 8 characters: letters, digits and . _ ~ ! * + / = % ^ -, not beginning with . - + or =')
const contact = z.string().regex(/^sips?:(?:[\w.-]+)(?::\d{1,5})?(?:;transport=(?:udp|tcp|tls))?$/, 'a SIP address without a user, e.g. sip:sbc.example.com:5060 or sip:192.0.2.1;transport=tcp')

const list = <T>(item: z.ZodType<T, string>) => z.string().transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== '')).pipe(z.array(item))

const isNetwork = (text: string): boolean => {
  const [host = '', bits, ...rest] = text.split('/')
  return rest.length === 0 && isIP(host) === 4 && (bits === undefined || (/^\d{1,2}$/.test(bits) && Number(bits) >= 8 && Number(bits) <= 32))
}
/** At least /8: a wider one is a slip, and would let everybody in. */
const networks = list(z.string().refine(isNetwork, 'IPv4 addresses or networks (192.0.2.1, 192.0.2.0/24), with commas between'))
const codecs = list(z.enum(['alaw', 'ulaw', 'g722', 'opus'], { error: 'alaw, ulaw, g722, opus, with commas between' })).refine((names) => names.length > 0, 'at least one codec')

const deskPhone = z.string().transform((text, context) => {
  const [name, secret, number, ...rest] = text.split(':')
  const read = z.object({ name: z.string().regex(/^desk-[\w-]{1,32}$/), password, number: z.string().regex(/^\+?\d{2,15}$/) }).safeParse({ name, password: secret, number })
  if (read.success && rest.length === 0) return read.data
  // the text holds a password: it is not repeated
  context.addIssue('name:password:number for each phone, with commas between; names begin with "desk-", passwords have at least 8 characters')
  return z.NEVER
})

const pbxExtension = z.string().transform((text, context) => {
  const [extension, secret, number, ...rest] = text.split(':')
  const read = z.object({ extension: z.string().regex(/^[\w.-]{1,32}$/), password, number: z.string().regex(/^\+\d{7,15}$/) }).safeParse({ extension, password: secret, number })
  if (read.success && rest.length === 0) return read.data
  // the text holds a password: it is not repeated
  context.addIssue('extension:password:number for each, with commas between; the number is the person’s, such as +14255550101, passwords have at least 8 characters')
  return z.NEVER
})

const environment = z.object({
  /** Prefix of channel ids; each of several Asterisks needs its own. */
  NODE_NAME: word.optional(),
  ARI_BIND: address.default('127.0.0.1'),
  ARI_PORT: port.default(8088),
  ARI_USER: word.default('single-number'),
  ARI_PASSWORD: password,
  ARI_APP: word.default('single-number'),
  ARI_TLS_CERT: file.optional(),
  ARI_TLS_KEY: file.optional(),

  SIP_BIND: address.default('0.0.0.0'),
  SIP_PORT: port.default(5060),
  SIP_DOMAIN: hostName.optional(),
  PUBLIC_ADDRESS: address.optional(),
  LOCAL_NETWORKS: networks.default([]),
  RTP_START: port.default(10_000),
  RTP_END: port.default(29_999),
  CODECS: codecs.default(['alaw', 'ulaw']),
  /** Seconds without audio after which a leg of the person's is let go, so that they are rung elsewhere; 0 waits for ever. More than any pause of a network that sends nothing while nobody speaks. */
  AUDIO_LOST_SECONDS: z.coerce.number({ error: 'seconds' }).int('whole seconds').min(0, 'seconds').max(600, 'at most 600').default(20),
  /** Seconds between OPTIONS to each trunk; 0 sends none. */
  QUALIFY_SECONDS: z.coerce.number({ error: 'seconds' }).int('whole seconds').min(0, 'seconds').max(3_600, 'at most 3600').default(30),

  OPERATOR_CONTACT: contact,
  OPERATOR_ADDRESSES: networks.refine((all) => all.length > 0, 'at least one address'),
  NATIVE_CONTACT: contact,
  NATIVE_ADDRESSES: networks.refine((all) => all.length > 0, 'at least one address'),
  NATIVE_MATCH: z.enum(['address', 'header'], { error: '"address" or "header"' }).default('address'),

  TEAMS_TRANSPORT: z.enum(['tls', 'udp'], { error: '"tls" or "udp"' }).default('tls'),
  /** How Teams' audio is protected: SRTP with the keys in the SDP, or not at all. SRTP where the transport is TLS, when not given. */
  TEAMS_MEDIA: z.enum(['sdes', 'plain'], { error: '"sdes" or "plain"' }).optional(),
  TEAMS_CONTACT: contact.default('sip:sip.pstnhub.microsoft.com:5061;transport=tls'),
  TEAMS_ADDRESSES: networks.default(['52.112.0.0/14', '52.122.0.0/15']),
  TEAMS_CODECS: codecs.default(['alaw', 'ulaw']),
  SBC_FQDN: hostName.optional(),
  SIP_TLS_PORT: port.default(5061),
  TLS_CERT: file.optional(),
  TLS_KEY: file.optional(),
  TLS_CA: file.default('/etc/ssl/certs/ca-certificates.crt'),

  EMERGENCY_NUMBERS: list(z.string().regex(/^\d{2,6}$/, 'numbers such as 112,911')).refine((all) => all.length > 0, 'at least one number'),
  EMERGENCY_CONTACT: contact.optional(),

  DESK_PHONES: list(deskPhone).default([]),
  DESK_ADDRESSES: networks.default([]),

  /** The company's PBX, whose calls to our numbers ring people as its agents: where they come from, and where we register as its extensions. */
  PBX_ADDRESSES: networks.default([]),
  PBX_CONTACT: contact.optional(),
  PBX_EXTENSIONS: list(pbxExtension).default([]),

  /** Folders of an Asterisk that does not lie where its package puts it; left out, its own are used. */
  ASTERISK_CONFIG_FOLDER: file.optional(),
  ASTERISK_MODULES_FOLDER: file.optional(),
  ASTERISK_DATA_FOLDER: file.optional(),
  ASTERISK_VAR_FOLDER: file.optional(),
  ASTERISK_SPOOL_FOLDER: file.optional(),
  ASTERISK_RUN_FOLDER: file.optional(),
  ASTERISK_LOG_FOLDER: file.optional(),
}).superRefine((all, context) => {
  const issue = (name: keyof typeof all, message: string) => context.addIssue({ code: 'custom', path: [name], message })
  if ((all.ARI_TLS_CERT === undefined) !== (all.ARI_TLS_KEY === undefined)) issue('ARI_TLS_KEY', 'goes with ARI_TLS_CERT: both or none')
  if (all.ARI_TLS_CERT === undefined && !all.ARI_BIND.startsWith('127.')) issue('ARI_BIND', 'ARI without TLS stays on loopback: set ARI_TLS_CERT and ARI_TLS_KEY')
  if (all.RTP_END - all.RTP_START < 3) issue('RTP_END', 'must lie above RTP_START: a leg takes two ports')
  if (all.DESK_PHONES.length > 0 && all.DESK_ADDRESSES.length === 0) issue('DESK_ADDRESSES', 'is missing, and DESK_PHONES needs it: where phones may register from')
  if (new Set(all.DESK_PHONES.map(({ name }) => name)).size < all.DESK_PHONES.length) issue('DESK_PHONES', 'a name stands there twice')
  if (all.PBX_EXTENSIONS.length > 0 && all.PBX_CONTACT === undefined) issue('PBX_CONTACT', 'is missing, and PBX_EXTENSIONS needs it: where to register')
  if (all.PBX_EXTENSIONS.length > 0 && all.PBX_ADDRESSES.length === 0) issue('PBX_ADDRESSES', 'is missing, and PBX_EXTENSIONS needs it: where the PBX’s calls come from')
  if (new Set(all.PBX_EXTENSIONS.map(({ extension }) => extension)).size < all.PBX_EXTENSIONS.length) issue('PBX_EXTENSIONS', 'an extension stands there twice')
  const sides = { OPERATOR_ADDRESSES: all.OPERATOR_ADDRESSES, TEAMS_ADDRESSES: all.TEAMS_ADDRESSES, PBX_ADDRESSES: all.PBX_ADDRESSES, ...(all.NATIVE_MATCH === 'address' ? { NATIVE_ADDRESSES: all.NATIVE_ADDRESSES } : {}) }
  for (const [name, own] of Object.entries(sides)) {
    for (const [other, theirs] of Object.entries(sides)) {
      const shared = own.find((each) => theirs.includes(each))
      if (name < other && shared !== undefined) issue(name as keyof typeof all, `${shared} is in ${other} too: a call from there could be either's`)
    }
  }
})

export type AsteriskSettings = z.output<typeof environment>
/** The settings' names. */
export type SettingName = keyof AsteriskSettings

/** Settings are missing or bad. The message names each, one a line, and never shows a value that may be secret. */
export class SettingsError extends Error {
  constructor(lines: string[]) {
    super(`These settings are missing or wrong:\n${lines.map((line) => `  ${line}`).join('\n')}`)
    this.name = 'SettingsError'
  }
}

/** Reads the settings from an environment; an empty value counts as none. Throws SettingsError. */
export const readSettings = (env: Record<string, string | undefined>): AsteriskSettings => {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = environment.safeParse(present)
  const tls = (present['TEAMS_TRANSPORT'] ?? 'tls') === 'tls' ? ['SBC_FQDN', 'TLS_CERT', 'TLS_KEY'].filter((name) => present[name] === undefined) : []
  if (read.success && tls.length === 0) return read.data
  throw new SettingsError([
    ...(read.error?.issues ?? []).map(({ path, message, code }) => {
      const name = String(path[0])
      return code !== 'custom' && present[name] === undefined ? `${name}: is missing` : `${name}: ${message}`
    }),
    ...tls.map((name) => `${name}: is missing, and TEAMS_TRANSPORT=tls needs it`),
  ])
}
