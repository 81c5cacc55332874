import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type JWK, type JWTPayload, SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import { z } from 'zod/v4'

/** An RS256 key that can sign, and its public half as it stands in a key set. */
export interface SigningKey {
  publicKey: JWK
  sign(claims: JWTPayload): Promise<string>
}

/**
 * The key called `name`, read from the data folder or made there (mode 600), so that tokens and a
 * relying party's cached keys stay good over a restart.
 */
export const loadKey = async (dataDir: string, name: string): Promise<SigningKey> => {
  const file = join(dataDir, `${name}-key.json`)
  const stored = await readFile(file, 'utf8').catch(() => undefined)
  if (stored !== undefined) return signingKey(jwkFile.parse(JSON.parse(stored)) as JWK)
  const made = await makeKey()
  await mkdir(dataDir, { recursive: true })
  await writeFile(file, JSON.stringify(made), { mode: 0o600 })
  return signingKey(made)
}

const jwkFile = z.looseObject({ kty: z.literal('RSA'), n: z.string(), e: z.string(), d: z.string(), kid: z.string() })

const makeKey = async (): Promise<JWK> => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) }
}

const signingKey = async (jwk: JWK): Promise<SigningKey> => {
  const { kty, n, e, kid } = jwk
  const privateKey = await importJWK(jwk, 'RS256')
  // x5t repeats the key id in Microsoft's key sets.
  const publicKey = { kty, use: 'sig', kid, x5t: kid, n, e } as JWK
  return {
    publicKey,
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: kid ?? '', x5t: kid ?? '' }).sign(privateKey),
  }
}
