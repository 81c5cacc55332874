import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod/v4'
import type { PersonId } from '../store/port.ts'

export interface EntraSettings {
  authority: string
  v1Issuer: string
  clientId: string
  botId: string
  tenantIds: string[]
  /** Host name the app is reached at, for `api://<host>/<client id>` audiences. */
  publicHost: string
}

/** The app roles an administrator of Entra ID may give (appPackage/aad.manifest.json). */
export const roles = ['Admin', 'Compliance'] as const
export type Role = (typeof roles)[number]

/** A person whose token was checked. */
export interface SignedIn extends PersonId {
  name: string
  /** https://learn.microsoft.com/entra/identity-platform/howto-add-app-roles-in-apps */
  roles: Role[]
  /** Epoch milliseconds. */
  expiresAt: number
}

export class TokenError extends Error {
  /** `keys-away`: Entra's keys could not be fetched, so nothing can be said of the token. */
  readonly code: 'token-missing' | 'token-invalid' | 'token-expired' | 'keys-away'
  constructor(code: TokenError['code'], message: string) {
    super(message)
    this.name = 'TokenError'
    this.code = code
  }
}

/** Teams' own clients, which may ask for our API on the person's behalf: https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad */
const teamsClients = ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346']

/** Ids are compared in lower case, whatever the token or the registration writes. */
const id = z.string().toLowerCase()

const claims = z.object({
  aud: id, tid: id, oid: id, ver: z.enum(['1.0', '2.0']), scp: z.string(), exp: z.number(), idtyp: z.string().optional(),
  azp: id.optional(), appid: id.optional(), name: z.string().optional(),
  roles: z.array(z.string()).optional(),
})

/**
 * Checks an access token for our API: https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens
 * Throws TokenError. The caller is (tid, oid), never anything they said themselves.
 */
export const tokenChecker = (settings: EntraSettings) => {
  const { authority, v1Issuer, clientId, botId, tenantIds, publicHost } = settings
  const keys = createRemoteJWKSet(new URL(`${authority}/common/discovery/v2.0/keys`), { cooldownDuration: 5_000, timeoutDuration: 5_000 })
  const audiences = new Set([clientId, `api://${publicHost}/${clientId}`, `api://${publicHost}/botid-${botId}`, `api://botid-${botId}`])
  const issuers = tenantIds.flatMap((tid) => [`${authority}/${tid}/v2.0`, `${v1Issuer}/${tid}/`])
  const clients = new Set([clientId, ...teamsClients])

  const invalid = (why: string) => new TokenError('token-invalid', why)

  return async (token: string): Promise<SignedIn> => {
    let payload: unknown
    try {
      payload = (await jwtVerify(token, keys, { algorithms: ['RS256'], issuer: issuers, clockTolerance: 5, requiredClaims: ['exp', 'aud', 'tid', 'oid'] })).payload
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new TokenError('token-expired', 'the token has expired')
      // jose tells what is wrong with a token by errors of its own kinds; whatever else happened is about fetching the keys
      if (!(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout || error.code === 'ERR_JOSE_GENERIC') throw new TokenError('keys-away', String(error))
      throw invalid(error.message)
    }
    const parsed = claims.safeParse(payload)
    if (!parsed.success) throw invalid('claims are missing')
    const { aud, tid, oid, ver, scp, exp, idtyp, azp, appid, name, roles: given = [] } = parsed.data
    if (!audiences.has(aud)) throw invalid('audience not ours')
    if (!tenantIds.includes(tid)) throw invalid('tenant not allowed')
    // the issuer must be the one of this very tenant and version, not just one of the allowed
    const issuer = ver === '2.0' ? `${authority}/${tid}/v2.0` : `${v1Issuer}/${tid}/`
    if ((payload as { iss?: string }).iss !== issuer) throw invalid('issuer and tenant differ')
    if (!scp.split(' ').includes('access_as_user')) throw invalid('scope access_as_user is missing')
    if (idtyp === 'app') throw invalid('an app is no person')
    if (!clients.has(azp ?? appid ?? '')) throw invalid('client not allowed')
    return { tenantId: tid, userId: oid, name: name ?? '', roles: roles.filter((role) => given.includes(role)), expiresAt: exp * 1000 }
  }
}
export type TokenChecker = ReturnType<typeof tokenChecker>
