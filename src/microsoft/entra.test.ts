import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import { tokenChecker } from './entra.ts'

const tenantId = '8f6d1c5e-52a4-4d0b-9a53-2f7f0e1b7c11'
const clientId = '3c1b0e0a-7d35-4a47-8a0e-6f0c9f3a5d21'
const userId = '1d2f7a54-0d0c-4a3e-8d3f-3b6a5c1e9a01'

/** An issuer with one key, and the checker of an app that trusts it. */
const open = async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }] }
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(keys)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const claims = { iss: `${authority}/${tenantId}/v2.0`, aud: clientId, tid: tenantId, oid: userId, ver: '2.0', scp: 'access_as_user', azp: clientId, name: 'Dana' }
  const check = tokenChecker({ authority, v1Issuer: 'https://sts.windows.net', clientId, botId: clientId, tenantIds: [tenantId], publicHost: 'phone.example.com' })
  return {
    with: async (changes: Record<string, unknown>) =>
      check(await new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'RS256', kid: 'k' }).setExpirationTime('1h').sign(privateKey)),
    async end() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

describe('who a token is of', () => {
  it('is the same person in either letter case', async () => {
    const token = await open()
    const dana = { tenantId, userId, name: 'Dana', roles: [] }
    expect(await token.with({})).toMatchObject(dana)
    expect(await token.with({ tid: tenantId.toUpperCase(), oid: userId.toUpperCase(), azp: clientId.toUpperCase() })).toMatchObject(dana)
    expect(await token.with({ aud: `api://phone.example.com/${clientId.toUpperCase()}` })).toMatchObject(dana)
    await token.end()
  })
  it('is nobody when it is for someone else, or from another tenant', async () => {
    const token = await open()
    const refused = { code: 'token-invalid' }
    await expect(token.with({ aud: 'https://graph.microsoft.com' })).rejects.toMatchObject(refused)
    await expect(token.with({ aud: undefined })).rejects.toMatchObject(refused)
    await expect(token.with({ aud: [clientId, 'https://graph.microsoft.com'] })).rejects.toMatchObject(refused)
    await expect(token.with({ tid: '00000000-0000-4000-8000-00000000000b' })).rejects.toMatchObject(refused)
    await expect(token.with({ azp: '00000000-0000-4000-8000-00000000000b' })).rejects.toMatchObject(refused)
    await token.end()
  })
  it('has the roles the token names, of those there are', async () => {
    const token = await open()
    expect(await token.with({ roles: ['Compliance', 'Owner', 'admin'] })).toMatchObject({ roles: ['Compliance'] })
    expect(await token.with({ roles: ['Admin', 'Compliance'] })).toMatchObject({ roles: ['Admin', 'Compliance'] })
    await expect(token.with({ roles: 'Admin' })).rejects.toMatchObject({ code: 'token-invalid' })
    await token.end()
  })
})
