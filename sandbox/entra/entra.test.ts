import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { z } from 'zod/v4'
import { botId, clientId, people, tenantId } from '../world.ts'
import { type Entra, startEntra } from './index.ts'

const dana = people[0]!
const secrets = { clientId, clientSecret: 'app-secret', botId, botSecret: 'app-secret' }
const tokenAnswer = z.object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.number() })

const ask = (entra: Entra, form: Record<string, string>, tenant = tenantId) =>
  fetch(`${entra.url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(form) })

describe('the pretended Entra ID', () => {
  let dataDir: string
  let entra: Entra
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'entra-'))
    entra = await startEntra({ dataDir, port: 0, ...secrets })
  })
  afterAll(async () => {
    await entra.close()
    await rm(dataDir, { recursive: true })
  })
  const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: 'app-secret', scope: 'https://graph.microsoft.com/.default' }

  it('gives a person the token that Teams would, good by its own discovery and keys', async () => {
    const discovery = z.object({ issuer: z.string(), jwks_uri: z.string() }).parse(await (await fetch(`${entra.url}/${tenantId}/v2.0/.well-known/openid-configuration`)).json())
    const { payload } = await jwtVerify(await entra.userToken(dana), createRemoteJWKSet(new URL(discovery.jwks_uri)), { issuer: discovery.issuer, audience: clientId })
    expect(payload).toMatchObject({ tid: tenantId, oid: dana.userId, scp: 'access_as_user', ver: '2.0', azp: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', preferred_username: dana.upn, name: dana.name })
    expect(payload.exp! - payload.iat!).toBeGreaterThan(3_000)
  })

  it('makes an expired or altered token when a test asks for one', async () => {
    const keys = createRemoteJWKSet(new URL(`${entra.url}/common/discovery/v2.0/keys`))
    await expect(jwtVerify(await entra.userToken(dana, { expiresInSec: -60 }), keys)).rejects.toThrow('"exp" claim')
    const { payload } = await jwtVerify(await entra.userToken(dana, { scp: 'other' }), keys)
    expect(payload['scp']).toBe('other')
  })

  it('grants the app a token for Graph with its roles, and one for the Bot Connector', async () => {
    const graph = tokenAnswer.parse(await (await ask(entra, grant)).json())
    expect(await entra.verifyAppToken(`Bearer ${graph.access_token}`, 'graph')).toMatchObject({ appid: clientId, idtyp: 'app', roles: expect.arrayContaining(['Presence.ReadWrite.All']) as unknown })
    await expect(entra.verifyAppToken(`Bearer ${graph.access_token}`, 'connector')).rejects.toThrow('"aud" claim')
    const bot = tokenAnswer.parse(await (await ask(entra, { ...grant, scope: 'https://api.botframework.com/.default' })).json())
    expect(await entra.verifyAppToken(`Bearer ${bot.access_token}`, 'connector')).toMatchObject({ appid: botId })
  })

  it.each([
    ['a wrong secret', { client_secret: 'guess' }, 401, 'invalid_client', 7000215],
    ['an app it does not know', { client_id: 'someone-else' }, 400, 'unauthorized_client', 700016],
    ['a scope that is none', { scope: 'User.Read' }, 400, 'invalid_scope', 1002012],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ])('refuses %s in words of Entra', async (_, change, status, error, number) => {
    const answer = await ask(entra, { ...grant, ...change })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error, error_codes: [number], error_description: expect.stringContaining(`AADSTS${number}`) as unknown })
  })

  it('knows no tenant but its own', async () => {
    const answer = await ask(entra, grant, '00000000-0000-4000-8000-000000000000')
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error_codes: [90002] })
  })

  it('signs for the Bot Framework with a key endorsed for Teams', async () => {
    const metadata = z.object({ jwks_uri: z.string(), issuer: z.string() }).parse(await (await fetch(entra.botOpenIdMetadata)).json())
    const keys = await (await fetch(metadata.jwks_uri)).json()
    expect(keys).toMatchObject({ keys: [{ endorsements: ['msteams'] }] })
    const token = await entra.botToken({ serviceUrl: 'http://127.0.0.1:1/' })
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(metadata.jwks_uri)), { issuer: metadata.issuer, audience: botId })
    expect(payload['serviceurl']).toBe('http://127.0.0.1:1/')
  })

  it('keeps its keys over a restart, for its owner only', async () => {
    const token = await entra.userToken(dana)
    const again = await startEntra({ dataDir, port: 0, ...secrets })
    await jwtVerify(token, createRemoteJWKSet(new URL(`${again.url}/common/discovery/v2.0/keys`)))
    await again.close()
    expect((await stat(join(dataDir, 'entra-key.json'))).mode & 0o777).toBe(0o600)
  })
})
