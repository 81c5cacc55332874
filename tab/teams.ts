import { app, authentication, nestedAppAuth } from '@microsoft/teams-js'
import type { IPublicClientApplication } from '@azure/msal-browser'
import type { ClientConfig } from './api.ts'
import { loopbackParent } from './loopback-parent.ts'
import { NotInTeams, type Teams, type ThemeName } from './teams-port.ts'

/** How long the Teams client may take to answer before the page counts as opened outside of it. teams-js itself waits 60 s. */
const helloMs = 12_000

const themeOf = (name: string | undefined): ThemeName =>
  name === 'dark' ? 'dark' : name === 'contrast' ? 'contrast' : 'light'

/**
 * A token is asked of Teams again after this long. Entra's live for an hour or more; one that has run out earlier is
 * answered with 401, and then a fresh one is asked for anyway.
 */
const reuseMs = 5 * 60_000

/** The Teams client around the tab. `loadConfig` is asked once, when the first token or the bot's chat is needed. */
export const createTeams = (loadConfig: () => Promise<ClientConfig>): Teams => {
  let config: Promise<ClientConfig> | undefined
  let msal: Promise<IPublicClientApplication> | undefined
  let latest: { token: Promise<string>, at: number } | undefined
  const configOnce = () => {
    config ??= loadConfig().catch((error: unknown) => {
      config = undefined
      throw error
    })
    return config
  }

  const msalOnce = () => {
    msal ??= (async () => {
      const [{ createNestablePublicClientApplication }, { clientId, tenantId }] = await Promise.all([
        import('@azure/msal-browser'),
        configOnce(),
      ])
      return createNestablePublicClientApplication({
        auth: { clientId, authority: `https://login.microsoftonline.com/${tenantId ?? 'organizations'}` },
      })
    })().catch((error: unknown) => {
      msal = undefined
      throw error
    })
    return msal
  }

  /** Nested app auth: learn.microsoft.com/microsoftteams/platform/concepts/authentication/nested-authentication */
  const nestedToken = async (fresh: boolean) => {
    const [client, { clientId }] = await Promise.all([msalOnce(), configOnce()])
    // The API is the app's own registration; Entra takes that only with the GUID as the resource (AADSTS90009).
    const request = { scopes: [`${clientId}/access_as_user`], forceRefresh: fresh }
    try {
      return (await client.acquireTokenSilent(request)).accessToken
    } catch (error) {
      // Consent or a second factor is wanted: the host shows its own window.
      if (!(error instanceof Error) || error.name !== 'InteractionRequiredAuthError') throw error
      return (await client.acquireTokenPopup({ scopes: request.scopes })).accessToken
    }
  }

  return {
    async start() {
      const ancestors = 'ancestorOrigins' in location ? [...location.ancestorOrigins] : []
      const timeout = new Promise<never>((_resolve, reject) => {
        setTimeout(() => reject(new NotInTeams('no answer from a Teams client')), helloMs)
      })
      try {
        await Promise.race([app.initialize(loopbackParent({ referrer: document.referrer, ancestors })), timeout])
      } catch (error) {
        throw new NotInTeams('not inside Teams', { cause: error })
      }
      const context = await Promise.race([app.getContext(), timeout])
      return { theme: themeOf(context.app.theme), locale: context.app.locale, page: context.page.subPageId || null }
    },
    onTheme(change) {
      app.registerOnThemeChangeHandler((theme) => change(themeOf(theme)))
    },
    getToken({ fresh }) {
      if (!fresh && latest && Date.now() - latest.at < reuseMs) return latest.token
      const token = nestedAppAuth.isNAAChannelRecommended() ? nestedToken(fresh) : authentication.getAuthToken()
      const mine = { token, at: Date.now() }
      latest = mine
      token.catch(() => { if (latest === mine) latest = undefined })
      return token
    },
    ready() {
      app.notifyAppLoaded()
      app.notifySuccess()
    },
    failed(message) {
      app.notifyFailure({ reason: app.FailedReason.Other, message })
    },
    async openBotChat() {
      const { botId } = await configOnce()
      // A bot's Teams id is "28:" and its app id; the chat deep link takes it like a person's.
      await app.openLink(`https://teams.microsoft.com/l/chat/0/0?users=28:${botId}`)
    },
    openLink: (url) => app.openLink(url),
  }
}
