import type { Values } from './fill.ts'
import type { AsteriskSettings } from './settings.ts'

const lines = (...all: (string | false | undefined)[]): string[] => all.filter((line): line is string => typeof line === 'string')

const directories = (s: AsteriskSettings): string[] => lines(
  s.ASTERISK_CONFIG_FOLDER && `astetcdir => ${s.ASTERISK_CONFIG_FOLDER}`,
  s.ASTERISK_MODULES_FOLDER && `astmoddir => ${s.ASTERISK_MODULES_FOLDER}`,
  s.ASTERISK_DATA_FOLDER && `astdatadir => ${s.ASTERISK_DATA_FOLDER}`,
  ...['astvarlibdir', 'astdbdir', 'astkeydir', 'astagidir', 'astcachedir'].map((name) => s.ASTERISK_VAR_FOLDER && `${name} => ${s.ASTERISK_VAR_FOLDER}`),
  s.ASTERISK_SPOOL_FOLDER && `astspooldir => ${s.ASTERISK_SPOOL_FOLDER}`,
  s.ASTERISK_RUN_FOLDER && `astrundir => ${s.ASTERISK_RUN_FOLDER}`,
  s.ASTERISK_LOG_FOLDER && `astlogdir => ${s.ASTERISK_LOG_FOLDER}`,
)

/** Behind NAT, what the far side is told. */
const external = (s: AsteriskSettings): string[] => s.PUBLIC_ADDRESS === undefined ? [] : [
  `external_signaling_address = ${s.PUBLIC_ADDRESS}`,
  `external_media_address = ${s.PUBLIC_ADDRESS}`,
  ...s.LOCAL_NETWORKS.map((network) => `local_net = ${network}`),
]

const tlsTransport = (s: AsteriskSettings): string[] => s.TEAMS_TRANSPORT === 'udp' ? [] : lines(
  '[tls]', 'type = transport', 'protocol = tls', `bind = ${s.SIP_BIND}:${s.SIP_TLS_PORT}`, `cert_file = ${s.TLS_CERT}`, `priv_key_file = ${s.TLS_KEY}`,
  `ca_list_file = ${s.TLS_CA}`, 'method = tlsv1_2', 'verify_server = yes', ...external(s),
)

/** Microsoft knows the trunk by the name in From, and takes no audio in the clear. */
const teamsSecurity = (s: AsteriskSettings): string[] => [
  ...(s.TEAMS_TRANSPORT === 'udp' ? [] : ['transport = tls']),
  ...((s.TEAMS_MEDIA ?? (s.TEAMS_TRANSPORT === 'udp' ? 'plain' : 'sdes')) === 'sdes' ? ['media_encryption = sdes'] : []),
  ...(s.TEAMS_TRANSPORT === 'udp' ? [] : [`from_domain = ${s.SBC_FQDN}`]),
]

/** By header: only the S-CSCF may say so, hence the address is looked at too (401 else). */
const nativeIdentify = (s: AsteriskSettings): string[] =>
  s.NATIVE_MATCH === 'address' ? [] : ['identify_by = header', 'deny = 0.0.0.0/0', ...s.NATIVE_ADDRESSES.map((network) => `permit = ${network}`)]

const nativeMatch = (s: AsteriskSettings): string[] =>
  // RFC 5502: <sip:user@home>;sescase=orig;regstate=reg
  s.NATIVE_MATCH === 'address' ? s.NATIVE_ADDRESSES.map((network) => `match = ${network}`) : ['match_header = P-Served-User: /sescase *= *orig/']

const phones = (s: AsteriskSettings): string[] => s.DESK_PHONES.flatMap(({ name, password, number }) => [
  `[${name}](desk-phone)`, `aors = ${name}`, `auth = ${name}`, `callerid = <${number}>`,
  `[${name}](desk-auth)`, `username = ${name}`, `password = ${password}`,
  `[${name}](desk-aor)`,
])

const pbxMatch = (s: AsteriskSettings): string[] =>
  s.PBX_ADDRESSES.length === 0 ? [] : ['[pbx]', 'type = identify', 'endpoint = pbx', ...s.PBX_ADDRESSES.map((network) => `match = ${network}`)]

/** `sip:host:port` as the address of this user there. */
const userAt = (user: string, contact: string): string => contact.replace(/^(sips?:)/, `$1${user}@`)

const pbxExtensions = (s: AsteriskSettings): string[] => s.PBX_EXTENSIONS.flatMap(({ extension, password, number }) => [
  `[pbx-${extension}](pbx-auth)`, `username = ${extension}`, `password = ${password}`,
  `[pbx-${extension}](pbx-registration)`, `outbound_auth = pbx-${extension}`, `server_uri = ${s.PBX_CONTACT}`, `client_uri = ${userAt(extension, s.PBX_CONTACT ?? '')}`, `contact_user = ${number}`,
])

const ariListen = (s: AsteriskSettings): string[] => s.ARI_TLS_CERT === undefined
  ? [`bindaddr = ${s.ARI_BIND}`, `bindport = ${s.ARI_PORT}`]
  : ['tlsenable = yes', `tlsbindaddr = ${s.ARI_BIND}:${s.ARI_PORT}`, `tlscertfile = ${s.ARI_TLS_CERT}`, `tlsprivatekey = ${s.ARI_TLS_KEY}`]

/** What stands for each placeholder of the files in asterisk/. */
export const valuesOf = (s: AsteriskSettings): Values => ({
  DIRECTORIES: directories(s),
  NODE: lines(s.NODE_NAME && `systemname = ${s.NODE_NAME}`),
  OPUS: s.TEAMS_CODECS.includes('opus') || s.CODECS.includes('opus') ? ['load = codec_opus_open_source.so'] : [],
  ARI_LISTEN: ariListen(s),
  ARI_USER: s.ARI_USER,
  ARI_PASSWORD: s.ARI_PASSWORD,
  APP: s.ARI_APP,
  RTP_START: String(s.RTP_START),
  RTP_END: String(s.RTP_END),
  SIP_BIND: s.SIP_BIND,
  SIP_PORT: String(s.SIP_PORT),
  EXTERNAL: external(s),
  TLS_TRANSPORT: tlsTransport(s),
  MEDIA_ADDRESS: s.SIP_BIND === '0.0.0.0' ? [] : [`media_address = ${s.SIP_BIND}`, 'bind_rtp_to_media_address = yes'],
  FROM_DOMAIN: lines(s.SIP_DOMAIN && `from_domain = ${s.SIP_DOMAIN}`),
  KNOWN_PEERS: [...new Set([...s.OPERATOR_ADDRESSES, ...s.NATIVE_ADDRESSES, ...s.TEAMS_ADDRESSES, ...s.PBX_ADDRESSES, ...s.DESK_ADDRESSES])].map((network) => `permit = ${network}`),
  CODECS: s.CODECS.join(','),
  AUDIO_LOST_SECONDS: String(s.AUDIO_LOST_SECONDS),
  QUALIFY: [`qualify_frequency = ${s.QUALIFY_SECONDS}`],
  OPERATOR_CONTACT: s.OPERATOR_CONTACT,
  OPERATOR_MATCH: s.OPERATOR_ADDRESSES.map((network) => `match = ${network}`),
  NATIVE_CONTACT: s.NATIVE_CONTACT,
  NATIVE_IDENTIFY: nativeIdentify(s),
  NATIVE_MATCH: nativeMatch(s),
  TEAMS_CONTACT: s.TEAMS_CONTACT,
  TEAMS_CODECS: s.TEAMS_CODECS.join(','),
  TEAMS_SECURITY: teamsSecurity(s),
  TEAMS_MATCH: s.TEAMS_ADDRESSES.map((network) => `match = ${network}`),
  EMERGENCY_CONTACT: s.EMERGENCY_CONTACT ?? s.OPERATOR_CONTACT,
  // some trunks put "+" before every number
  EMERGENCY_NUMBERS: s.EMERGENCY_NUMBERS.flatMap((number) => [`exten => ${number},1,Goto(emergency-call,${number},1)`, `exten => +${number},1,Goto(emergency-call,${number},1)`]),
  DESK_PHONES: phones(s),
  PBX_MATCH: pbxMatch(s),
  PBX_EXTENSIONS: pbxExtensions(s),
})
