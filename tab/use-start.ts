import { useEffect, useState } from 'react'
import { asApiError, createApi, type ApiError } from './api.ts'
import { connectLive, type Live } from './live.ts'
import type { Browser, Services } from './services.tsx'
import { createSession } from './session.ts'
import { NotInTeams, type Teams, type ThemeName } from './teams-port.ts'

export type Start =
  | { phase: 'starting' | 'outside' | 'sign-in' | 'no-line' }
  | { phase: 'failed', error: ApiError }
  | { phase: 'ready', services: Services }

/** The words stand in English, so times and dates do too, in the person's own kind of it. */
const englishOf = (locale: string) => /^en(-|$)/i.test(locale) ? locale : 'en'

const phaseOf = (error: ApiError): Start => {
  if (error.code === 'no-line') return { phase: 'no-line' }
  if (error.status === 401) return { phase: 'sign-in' }
  return { phase: 'failed', error }
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
        const session = createSession(api, await api.me(), teams)
        if (over) return
        live = connectLive({
          fetch: browser.fetch, getToken: teams.getToken, random: browser.random, onMessage: session.onMessage, onConnection: session.onConnection,
        })
        window.addEventListener('online', hurry)
        setStart({ phase: 'ready', services: { ...browser, api, session, teams, locale: englishOf(hello.locale), firstPage: hello.page } })
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
