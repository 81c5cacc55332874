import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadSecrets } from './settings.ts'

describe('the sandbox’s secrets', () => {
  it('are kept, and are of letters and digits: one that began with “-” was no password for Asterisk, once in 64 starts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'secrets-'))
    const { recordingKey, ...secrets } = await loadSecrets(folder)
    expect(await loadSecrets(folder)).toEqual({ recordingKey, ...secrets })
    for (const secret of Object.values(secrets)) expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect(Buffer.from(recordingKey, 'base64')).toHaveLength(32)
    await rm(folder, { recursive: true })
  })
})
