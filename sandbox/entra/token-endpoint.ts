import { randomUUID } from 'node:crypto'
import { type Answer, HttpError, type Request } from '../http.ts'
import type { SigningKey } from './keys.ts'
import { appClaims, botConnectorAudience, graphAudience } from './tokens.ts'

export interface Application {
  clientId: string
  secret: string
  graphRoles: string[]
}

interface Grant { request: Request, tenantId: string, applications: Application[], key: SigningKey, v1Issuer: string }

/**
 * The client-credentials grant, with the refusals an app may meet.
 * Microsoft, "Microsoft identity platform and the OAuth 2.0 client credentials flow" and "AADSTS error codes".
 */
export const grantToken = async ({ request, tenantId, applications, key, v1Issuer }: Grant) => {
  const form = new URLSearchParams(await request.text())
  const [clientId, secret] = credentials(form, request.header('authorization'))
  if (form.get('grant_type') !== 'client_credentials') {
    throw refused(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.')
  }
  const application = applications.find((candidate) => candidate.clientId === clientId)
  if (!application) {
    throw refused(400, 'unauthorized_client', 700016, `Application with identifier '${clientId}' was not found in the directory.`)
  }
  // Two registrations of one id (app and bot) may each have a secret.
  if (!applications.some((candidate) => candidate.clientId === clientId && candidate.secret === secret)) {
    throw refused(401, 'invalid_client', 7000215, 'Invalid client secret provided.')
  }
  const scope = form.get('scope') ?? ''
  const audience = audienceOf(scope)
  const roles = audience === graphAudience ? application.graphRoles : []
  return {
    token_type: 'Bearer',
    expires_in: 3599,
    ext_expires_in: 3599,
    access_token: await key.sign(appClaims({ tenantId, clientId, audience, v1Issuer, roles })),
  }
}

const audienceOf = (scope: string): string => {
  if (!scope.endsWith('/.default')) {
    throw refused(400, 'invalid_scope', 1002012, `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`)
  }
  const resource = scope.slice(0, -'/.default'.length)
  if (resource === graphAudience || resource === botConnectorAudience) return resource
  throw refused(400, 'invalid_resource', 500011, `The resource principal named ${resource} was not found in the tenant.`)
}

const credentials = (form: URLSearchParams, authorization: string | undefined): [string, string] => {
  const basic = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1]
  if (basic !== undefined) {
    const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':').map(decodeURIComponent)
    return [id, secret]
  }
  return [form.get('client_id') ?? '', form.get('client_secret') ?? '']
}

const refused = (status: number, code: string, number: number, message: string): HttpError =>
  new HttpError(status, code, `AADSTS${number}: ${message}`, { number })

/** Entra's way to word an error. */
export const tokenError = ({ status, code, message, details }: HttpError): Answer => ({
  status,
  body: {
    error: code,
    error_description: message,
    error_codes: typeof details['number'] === 'number' ? [details['number']] : [],
    timestamp: new Date().toISOString().replace('T', ' '),
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
  },
})
