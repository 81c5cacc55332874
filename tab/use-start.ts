import { useEffect, useState } from 'react'
import type { Me, SignedIn } from '../src/api/person.ts'
import { asApiError, createApi, type Api, type ApiError } from './api.ts'
import { connectLive, type Live } from './live.ts'
import type { Browser, Services } from './services.tsx'
import { createSession } from './session.ts'
import { NotInTeams, type Teams, type ThemeName } from './teams-port.ts'

export type Start =
  | { phase: 'starting' | 'outside' | 'sign-in' }
  /** With services for whoever is here for a role. */
  | { phase: 'no-line', services: Services | null }
  | { phase: 'failed', error: ApiError }
  | { phase: 'ready', services: Services }

/** The words stand in English, so times and dates do too, in the person's own kind of it. */
const englishOf = (locale: string) => /^en(-|$)/i.test(locale) ? locale : 'en'

const phaseOf = (error: ApiError): Start => {
  if (error.status === 401) return { phase: 'sign-in' }
  return { phase: 'failed', error }
}

/** Whoever has no number may be here for a role. */
const whoIs = async (api: Api): Promise<{ self: SignedIn, me: Me | null }> => {
  try {
    const me = await api.me()
    return { me, self: { userId: me.userId, name: me.name, roles: me.roles ?? [] } }
  } catch (error) {
    if (asApiError(error).code !== 'no-line') throw error
    return { me: null, self: await api.signedIn() }
  }
}

/** From nothing to a known person and a live stream. A new `attempt` begins again. */
export const useStart = (teams: Teams, browser: Browser, attempt: number): { theme: ThemeName, start: Start } => {
  const [theme, setTheme] = useState<ThemeName>('light')
  const [start, setStart] = useState<Start>({ phase: 'starting' })

  useEffect(() => {
    let over = false
    let live: Live | undefined
    const hurry = () => live?.hurry()
    const begin = async () => {
      setStart({ phase: 'starting' })
      try {
        const hello = await teams.start()
        if (over) return
        setTheme(hello.theme)
        teams.onTheme(setTheme)
        const api = createApi({ fetch: browser.fetch, getToken: teams.getToken, wait: browser.wait, newId: browser.newId })
        const { self, me } = await whoIs(api)
        if (over) return
        const session = createSession(api, self, me, teams)
        const services = { ...browser, api, session, teams, locale: englishOf(hello.locale), firstPage: hello.page }
        if (me === null) {
          setStart({ phase: 'no-line', services: self.roles.length > 0 ? services : null })
          return teams.ready()
        }
        live = connectLive({
          fetch: browser.fetch, getToken: teams.getToken, random: browser.random, onMessage: session.onMessage, onConnection: session.onConnection,
        })
        window.addEventListener('online', hurry)
        setStart({ phase: 'ready', services })
        teams.ready()
      } catch (error) {
        if (over) return
        if (error instanceof NotInTeams) return setStart({ phase: 'outside' })
        const next = phaseOf(asApiError(error))
        setStart(next)
        // A page of our own with a way on is better than Teams' error page, so Teams takes its loading screen away too.
        teams.ready()
      }
    }
    void begin()
    return () => {
      over = true
      live?.stop()
      window.removeEventListener('online', hurry)
    }
  }, [attempt, browser, teams])

  return { theme, start }
}
