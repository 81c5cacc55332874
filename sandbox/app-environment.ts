import type { Secrets } from './settings.ts'
import { botId, clientId, tenantId } from './world.ts'

export interface AppEnvironmentOptions {
  publicUrl: string
  databaseUrl: string
  appPort: number
  ari: { url: string, user: string }
  entra: { url: string, v1Issuer: string, botOpenIdMetadata: string }
  graphUrl: string
  secrets: Secrets
}

/** The app's settings as an operator would give them: only the addresses point at the stand-ins. */
export const appEnvironment = ({ publicUrl, databaseUrl, appPort, ari, entra, graphUrl, secrets }: AppEnvironmentOptions): Record<string, string> => ({
  HOST: '127.0.0.1',
  PORT: String(appPort),
  PUBLIC_URL: publicUrl,
  DATABASE_URL: databaseUrl,
  ARI_URL: ari.url,
  ARI_USER: ari.user,
  ARI_PASSWORD: secrets.ariPassword,
  ARI_APP: 'single-number',
  NATIVE_ENDPOINT: 'PJSIP/{number}@native',
  TEAMS_ENDPOINT: 'PJSIP/{number}@teams',
  OUTSIDE_ENDPOINT: 'PJSIP/{number}@operator',
  TENANT_IDS: tenantId,
  CLIENT_ID: clientId,
  CLIENT_SECRET: secrets.clientSecret,
  ENTRA_AUTHORITY: entra.url,
  ENTRA_V1_ISSUER: entra.v1Issuer,
  GRAPH_URL: graphUrl,
  BOT_ID: botId,
  BOT_PASSWORD: secrets.clientSecret,
  BOT_TENANT_ID: tenantId,
  BOT_OPENID_METADATA: entra.botOpenIdMetadata,
  // 32 bytes in base64, which the secrets of the sandbox are in another spelling
  RECORDING_KEY: Buffer.from(secrets.recordingKey, 'base64url').toString('base64'),
  SIGNING_KEY: secrets.signingKey,
  // a sandbox is looked at for minutes, not days
  CALL_RECORDS_EVERY_SECONDS: '10',
  READINESS_EVERY_SECONDS: '10',
  LOG_LEVEL: 'info',
  DEFAULT_COUNTRY: 'US',
})
