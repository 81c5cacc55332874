import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod/v4'
import { codeOf } from './errors.ts'
import type { Lock } from './lock.ts'
import { claimPort } from './port-claim.ts'
import { freePort } from './processes.ts'

const secretNames = ['clientSecret', 'databasePassword', 'ariPassword', 'signingKey', 'recordingKey'] as const

/** The key for recordings is 32 bytes in base64; the others go into files of programs that take some signs for their own. */
const newSecret = (name: (typeof secretNames)[number]): string => randomBytes(32).toString(name === 'recordingKey' ? 'base64url' : 'hex')
export type Secrets = Record<(typeof secretNames)[number], string>

const portNames = ['entra', 'graph', 'connector', 'ari', 'database', 'app'] as const
export type Ports = Record<(typeof portNames)[number], number>

/** The sandbox's own secrets, made at the first start and readable by their owner only. */
export const loadSecrets = async (dataDir: string): Promise<Secrets> => {
  const stored = await readJson(join(dataDir, 'secrets.json'), z.record(z.string(), z.string()))
  const secrets = fill(secretNames, (name) => stored[name] ?? newSecret(name))
  await writeJson(join(dataDir, 'secrets.json'), secrets)
  return secrets
}

/**
 * The ports of the stand-ins, the same at every start: they stand in what the app stored (a bot's service address)
 * and in tokens (the issuer). One that another program has taken meanwhile is replaced. They are claimed (port-claim.ts)
 * until they are released.
 */
export const loadPorts = async (dataDir: string): Promise<{ ports: Ports, release: () => void }> => {
  const stored = await readJson(join(dataDir, 'ports.json'), z.record(z.string(), z.number()))
  const claims: Lock[] = []
  const ports: Partial<Ports> = {}
  for (const name of portNames) {
    let port = await freePort(stored[name] ?? belowEphemeral())
    for (let claim = claimPort(port); ; claim = claimPort(port)) {
      if (claim !== undefined) {
        claims.push(claim)
        break
      }
      port = await freePort(belowEphemeral())
    }
    ports[name] = port
  }
  const all = fill(portNames, (name) => ports[name] ?? 0)
  await writeJson(join(dataDir, 'ports.json'), all)
  return { ports: all, release: () => claims.forEach((claim) => claim.release()) }
}

/** Below 32768, where Linux takes the ports of outgoing connections from: such a port is rarely taken later. */
const belowEphemeral = (): number => 20_000 + (randomBytes(2).readUInt16LE() % 12_000)

const fill = <Name extends string, Value>(names: readonly Name[], value: (name: Name) => Value): Record<Name, Value> =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>

const readJson = async <Value>(file: string, schema: z.ZodType<Record<string, Value>>): Promise<Record<string, Value>> => {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '{}'
    throw error
  })
  return schema.parse(JSON.parse(text))
}

const writeJson = async (file: string, value: unknown): Promise<void> => {
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, JSON.stringify(value, null, 2), { mode: 0o600 })
}
