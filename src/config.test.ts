import { ConfigError, readConfig } from './config.ts'

const good = {
  PORT: '3978', PUBLIC_URL: 'https://phone.example.com', DATABASE_URL: 'postgres://u:p@db/single', ARI_URL: 'http://127.0.0.1:8088/ari', ARI_USER: 'app', ARI_PASSWORD: 'secret',
  TENANT_IDS: '8f6d1c5e-52a4-4d0b-9a53-2f7f0e1b7c11', CLIENT_ID: '3c1b0e0a-7d35-4a47-8a0e-6f0c9f3a5d21', CLIENT_SECRET: 'top-secret', BOT_ID: '3c1b0e0a-7d35-4a47-8a0e-6f0c9f3a5d21',
  BOT_PASSWORD: 'top-secret', BOT_TENANT_ID: '8f6d1c5e-52a4-4d0b-9a53-2f7f0e1b7c11', SIGNING_KEY: 'k'.repeat(32),
}
const complaint = (env: Record<string, string | undefined>): string => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'no complaint'
}

describe('an administrator starts the server', () => {
  it('with everything set, Microsoft’s own addresses are the defaults', () => {
    expect(readConfig(good)).toMatchObject({ graphUrl: 'https://graph.microsoft.com/v1.0', entra: { authority: 'https://login.microsoftonline.com' }, engine: { app: 'single-number' } })
  })
  it('every missing setting is named at once', () => {
    expect(complaint({ ...good, DATABASE_URL: undefined, SIGNING_KEY: '' })).toMatch(/DATABASE_URL: is missing[\s\S]*SIGNING_KEY: is missing/)
  })
  it('a bad one is named with what was expected, and its value is never shown', () => {
    expect(complaint({ ...good, TEAMS_ENDPOINT: 'PJSIP/teams-hunter2' })).toContain('TEAMS_ENDPOINT: a dial string with {number} in it')
    expect(complaint({ ...good, CLIENT_ID: 'hunter2' })).not.toContain('hunter2')
  })
  it('a voicemail behind our legs that would answer a move is no setting to start with', () => {
    expect(readConfig(good).voicemailBehindSeconds).toBe(75)
    expect(readConfig({ ...good, VOICEMAIL_BEHIND_SECONDS: '30' }).voicemailBehindSeconds).toBe(30)
    expect(complaint({ ...good, VOICEMAIL_BEHIND_SECONDS: '20' })).toContain('VOICEMAIL_BEHIND_SECONDS: at least 28 seconds')
  })
  it('a key for recordings is 32 bytes; those of before come behind it', () => {
    const [key, older] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)].map((bytes) => bytes.toString('base64'))
    expect(readConfig(good).recordingKeys).toEqual([])
    expect(readConfig({ ...good, RECORDING_KEY: key, RECORDING_OLD_KEYS: ` ${older} ,` }).recordingKeys.map((bytes) => bytes[0])).toEqual([1, 2])
    for (const bad of ['hunter2', Buffer.alloc(16).toString('base64')]) {
      expect(complaint({ ...good, RECORDING_KEY: bad })).toContain('RECORDING_KEY: a key of 32 bytes in base64')
      expect(complaint({ ...good, RECORDING_KEY: bad })).not.toContain(bad)
    }
  })
  it('ids are the same in either letter case', () => {
    const { TENANT_IDS, CLIENT_ID, BOT_ID, BOT_TENANT_ID } = good
    const shouted = { TENANT_IDS: TENANT_IDS.toUpperCase(), CLIENT_ID: CLIENT_ID.toUpperCase(), BOT_ID: BOT_ID.toUpperCase(), BOT_TENANT_ID: BOT_TENANT_ID.toUpperCase() }
    expect(readConfig({ ...good, ...shouted })).toEqual(readConfig(good))
  })
  it('the operator is in Microsoft’s programme only where that is said', () => {
    expect([readConfig(good).programme, readConfig({ ...good, MICROSOFT_PROGRAMME: 'yes' }).programme]).toEqual([false, true])
    expect(complaint({ ...good, MICROSOFT_PROGRAMME: 'maybe' })).toContain('MICROSOFT_PROGRAMME')
  })
  it('plain http is for loopback only', () => {
    expect(complaint({ ...good, GRAPH_URL: 'http://graph.example.com' })).toContain('GRAPH_URL')
    expect(complaint({ ...good, ARI_URL: 'http://10.0.0.5:8088/ari' })).toContain('ARI_URL')
    expect(readConfig({ ...good, GRAPH_URL: 'http://127.0.0.1:4000/v1.0' }).graphUrl).toBe('http://127.0.0.1:4000/v1.0')
  })
})
