/**
 * Entra ID and the Bot Framework's token issuer, as far as the app meets them: discovery, keys, the
 * client-credentials grant, and the tokens that Teams and the Bot Connector would hand out.
 */
import { type JWTPayload, createLocalJWKSet, jwtVerify } from 'jose'
import { HttpError, type Listener, createRouter, listen, route } from '../http.ts'
import { type Person, tenantId as homeTenant } from '../world.ts'
import { type SigningKey, loadKey } from './keys.ts'
import { type Application, grantToken, tokenError } from './token-endpoint.ts'
import { type TokenChanges, botConnectorAudience, botFrameworkIssuer, connectorClaims, graphAudience, userClaims } from './tokens.ts'

export type { TokenChanges } from './tokens.ts'

export interface EntraOptions {
  dataDir: string
  port: number
  clientId: string
  clientSecret: string
  botId: string
  botSecret: string
  tenantIds?: string[]
  /** Application permissions of the app on Graph; all it needs when not given. */
  graphRoles?: string[]
}

export interface Entra {
  /** The authority, e.g. `http://127.0.0.1:24101`: ENTRA_AUTHORITY, and ENTRA_V1_ISSUER with `/v1`. */
  url: string
  v1Issuer: string
  botOpenIdMetadata: string
  /** A token for `/api` as the tab gets it from Teams. */
  userToken(person: Person, changes?: TokenChanges): Promise<string>
  /** A token as the Bot Connector puts on its calls to the bot. */
  botToken(options: { serviceUrl: string, expiresInSec?: number }): Promise<string>
  /** Checks a bearer header for Graph or the Bot Connector. @throws Error when it is not good. */
  verifyAppToken(authorization: string | undefined, audience: 'graph' | 'connector'): Promise<JWTPayload>
  close(): Promise<void>
}

/** What docs/ asks an administrator to consent to. */
const neededRoles = [
  'User.Read.All', 'Presence.ReadWrite.All', 'Presence.Read.All', 'Mail.Send', 'CallRecords.Read.All', 'LicenseAssignment.Read.All', 'TeamsUserConfiguration.Read.All',
  'TeamsTelephoneNumber.ReadWrite.All', 'OnlineMeetings.ReadWrite.All',
]

export const startEntra = async (options: EntraOptions): Promise<Entra> => {
  const { dataDir, port, clientId, botId, tenantIds = [homeTenant], graphRoles = neededRoles } = options
  const [key, botKey] = await Promise.all([loadKey(dataDir, 'entra'), loadKey(dataDir, 'bot-framework')])
  const applications: Application[] = [
    { clientId, secret: options.clientSecret, graphRoles },
    ...(botId === clientId && options.botSecret === options.clientSecret ? [] : [{ clientId: botId, secret: options.botSecret, graphRoles: [] }]),
  ]

  const listener: Listener = await listen((request, response) => void handle(request, response), port)
  const authority = listener.url
  const v1Issuer = `${authority}/v1`
  const keySet = { keys: [key.publicKey] }
  const handle = createRouter({
    presentError: tokenError,
    routes: [
      route('GET', '/{tenant}/v2.0/.well-known/openid-configuration', ({ parameters }) => ({ status: 200, body: discovery(authority, known(tenantIds, parameters['tenant'])) })),
      route('GET', '/{tenant}/discovery/v2.0/keys', ({ parameters }) => {
        known(tenantIds, parameters['tenant'])
        return { status: 200, body: keySet }
      }),
      route('POST', '/{tenant}/oauth2/v2.0/token', async (request) => ({
        status: 200,
        headers: { 'cache-control': 'no-store' },
        body: await grantToken({ request, tenantId: known(tenantIds, request.parameters['tenant']), applications, key, v1Issuer }),
      })),
      route('GET', '/botframework/v1/.well-known/openidconfiguration', () => ({ status: 200, body: botDiscovery(authority) })),
      route('GET', '/botframework/v1/.well-known/keys', () => ({ status: 200, body: { keys: [{ ...botKey.publicKey, endorsements: ['msteams'] }] } })),
    ],
  })

  return {
    url: authority,
    v1Issuer,
    botOpenIdMetadata: `${authority}/botframework/v1/.well-known/openidconfiguration`,
    userToken: (person, changes) => key.sign(userClaims(person, { authority, clientId }, changes)),
    botToken: (claims) => botKey.sign(connectorClaims({ botId, ...claims })),
    verifyAppToken: (authorization, audience) => verifyAppToken({ authorization, key, v1Issuer, audience: audience === 'graph' ? graphAudience : botConnectorAudience }),
    close: listener.close,
  }
}

/** `common` and `organizations` name no tenant of their own; any other word must be one of ours. */
const known = (tenantIds: string[], tenant = ''): string => {
  if (tenant === 'common' || tenant === 'organizations' || tenantIds.includes(tenant)) return tenant
  throw new HttpError(400, 'invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`, { number: 90002 })
}

const discovery = (authority: string, tenant: string) => ({
  token_endpoint: `${authority}/${tenant}/oauth2/v2.0/token`,
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  jwks_uri: `${authority}/${tenant}/discovery/v2.0/keys`,
  response_modes_supported: ['query', 'fragment', 'form_post'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
  scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  issuer: `${authority}/${tenant === 'common' || tenant === 'organizations' ? '{tenantid}' : tenant}/v2.0`,
  authorization_endpoint: `${authority}/${tenant}/oauth2/v2.0/authorize`,
})

const botDiscovery = (authority: string) => ({
  issuer: botFrameworkIssuer,
  authorization_endpoint: 'https://invalid.botframework.com',
  jwks_uri: `${authority}/botframework/v1/.well-known/keys`,
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
})

interface Verify { authorization: string | undefined, key: SigningKey, v1Issuer: string, audience: string }

const verifyAppToken = async ({ authorization, key, v1Issuer, audience }: Verify): Promise<JWTPayload> => {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) throw new Error('no bearer token')
  const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [key.publicKey] }), { algorithms: ['RS256'], audience })
  if (payload.iss !== `${v1Issuer}/${String(payload['tid'])}/`) throw new Error('unexpected issuer')
  return payload
}
