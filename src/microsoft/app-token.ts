import { z } from 'zod/v4'
import type { Clock } from '../clock.ts'

const answer = z.object({ access_token: z.string(), expires_in: z.number() })

/**
 * The app's own tokens by client credentials, kept until shortly before they lapse.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export const appTokens = (settings: { authority: string; clientId: string; clientSecret: string; scope: string }, clock: Clock) => {
  const kept = new Map<string, { token: string; until: number }>()
  const asked = new Map<string, Promise<string>>()

  const ask = async (tenantId: string): Promise<string> => {
    const response = await fetch(`${settings.authority}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: settings.clientId, client_secret: settings.clientSecret, scope: settings.scope }),
      signal: AbortSignal.timeout(5_000),
    })
    if (!response.ok) throw new Error(`no token for ${settings.scope}: ${response.status}`)
    const { access_token: token, expires_in: seconds } = answer.parse(await response.json())
    kept.set(tenantId, { token, until: clock.now() + (seconds - 300) * 1000 })
    return token
  }

  return {
    async token(tenantId: string): Promise<string> {
      const known = kept.get(tenantId)
      if (known && known.until > clock.now()) return known.token
      const pending = asked.get(tenantId) ?? ask(tenantId).finally(() => asked.delete(tenantId))
      asked.set(tenantId, pending)
      return pending
    },
    /** The token was refused: the next one is asked for anew. */
    drop(tenantId: string): void {
      kept.delete(tenantId)
    },
  }
}
export type AppTokens = ReturnType<typeof appTokens>
