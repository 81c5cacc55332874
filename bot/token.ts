import { z } from 'zod/v4'
import type { Clock } from '../src/clock.ts'

export interface BotToken {
  /** The bot's own token for the channel. Throws when Entra gives none. */
  get(): Promise<string>
  /** The channel refused it: the next one is asked for anew. */
  drop(): void
}

const answerSchema = z.object({ access_token: z.string(), expires_in: z.number() })
/** Asked for anew this long before it lapses. */
const marginMs = 300_000

/**
 * A single-tenant bot's token, by client credentials in its own tenant. MSAL, which botbuilder would use, takes no
 * issuer but Microsoft's.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#bot-to-connector
 */
export const botToken = (settings: { id: string; password: string; tenantId: string; authority: string; audience: string }, clock: Clock): BotToken => {
  let kept: { token: Promise<string>; until: number } | null = null

  const ask = async (): Promise<string> => {
    const response = await fetch(`${settings.authority}/${settings.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: settings.id, client_secret: settings.password, scope: `${settings.audience}/.default` }),
      signal: AbortSignal.timeout(5_000),
    })
    if (!response.ok) throw new Error(`no token for the channel: ${response.status}`)
    const { access_token: token, expires_in: seconds } = answerSchema.parse(await response.json())
    if (kept) kept.until = clock.now() + seconds * 1_000 - marginMs
    return token
  }

  return {
    get() {
      if (kept !== null && clock.now() < kept.until) return kept.token
      // many turns at once share one question; a failure is forgotten
      const asked = { token: ask(), until: Infinity }
      kept = asked
      asked.token.catch(() => {
        if (kept === asked) kept = null
      })
      return asked.token
    },
    drop() {
      kept = null
    },
  }
}
