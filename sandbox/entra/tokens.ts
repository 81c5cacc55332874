import { createHash, randomUUID } from 'node:crypto'
import type { JWTPayload } from 'jose'
import type { Person } from '../world.ts'

/** Teams on a desktop or a phone: the client that asks for the tab's token (FACTS: "Tokens"). */
const teamsClientId = '1fec8e78-bce4-4aaf-ab1b-5451cc387264'

export const graphAudience = 'https://graph.microsoft.com'
export const botConnectorAudience = 'https://api.botframework.com'
export const botFrameworkIssuer = 'https://api.botframework.com'

/** How to make a token otherwise than Teams would get it, for tests: shorter, expired, or with other claims. */
export interface TokenChanges {
  /** Seconds from now; negative makes an expired token. */
  expiresInSec?: number
  [claim: string]: unknown
}

const times = (expiresInSec: number) => {
  const now = Math.floor(Date.now() / 1000)
  return { iat: now - 5, nbf: now - 5, exp: now + expiresInSec }
}

/**
 * The claims of a v2 access token for the app's own API, as `authentication.getAuthToken` returns it.
 * Microsoft, "Access token claims reference": `sub` is pairwise, `azp` is the client that asked.
 */
export const userClaims = (person: Person, { authority, clientId }: { authority: string, clientId: string }, changes: TokenChanges = {}): JWTPayload => {
  const { expiresInSec = 3_900, ...overrides } = changes
  return {
    aud: clientId,
    iss: `${authority}/${person.tenantId}/v2.0`,
    ...times(expiresInSec),
    azp: teamsClientId,
    azpacr: '0',
    name: person.name,
    oid: person.userId,
    preferred_username: person.upn,
    // left out where nobody gave the person an app role ("Access token claims reference")
    ...(person.roles ? { roles: person.roles } : {}),
    scp: 'access_as_user',
    sub: createHash('sha256').update(`${person.userId}/${clientId}`).digest('base64url'),
    tid: person.tenantId,
    uti: randomUUID().replaceAll('-', '').slice(0, 22),
    ver: '2.0',
    ...overrides,
  }
}

export interface AppClaims { tenantId: string, clientId: string, audience: string, v1Issuer: string, roles: string[] }

/** The claims of an application's token for a resource that takes v1 tokens, as Graph and the Bot Connector do. */
export const appClaims = ({ tenantId, clientId, audience, v1Issuer, roles }: AppClaims): JWTPayload => ({
  aud: audience,
  iss: `${v1Issuer}/${tenantId}/`,
  ...times(3_600),
  app_displayname: 'Single Number',
  appid: clientId,
  appidacr: '1',
  idp: `${v1Issuer}/${tenantId}/`,
  idtyp: 'app',
  oid: servicePrincipalId(tenantId, clientId),
  sub: servicePrincipalId(tenantId, clientId),
  ...(roles.length > 0 ? { roles } : {}),
  tid: tenantId,
  uti: randomUUID().replaceAll('-', '').slice(0, 22),
  ver: '1.0',
})

const servicePrincipalId = (tenantId: string, clientId: string): string =>
  createHash('sha256').update(`${tenantId}/${clientId}`).digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5')

/**
 * What the Bot Framework signs each of its calls to the bot with.
 * Microsoft, "Authenticate requests from the Bot Connector service": issuer, audience, serviceurl.
 */
export const connectorClaims = ({ botId, serviceUrl, expiresInSec = 3_600 }: { botId: string, serviceUrl: string, expiresInSec?: number }): JWTPayload => ({
  serviceurl: serviceUrl,
  iss: botFrameworkIssuer,
  aud: botId,
  ...times(expiresInSec),
})
