import '@testing-library/jest-dom'
import { act, configure, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { App } from '../app.tsx'
import type { Browser } from '../services.tsx'
import { NotInTeams, type Teams, type ThemeName } from '../teams-port.ts'
import { createFakeService } from './fake-service.ts'
import { storyTime } from './samples.ts'

// a guard, not a measure: a busy machine takes its time
configure({ asyncUtilTimeout: 20_000 })

/** A player that plays as soon as it is told to, and is moved by the story. */
export const createFakeAudio = ({ refusals, plays }: { refusals: number, plays: CanPlayTypeResult } = { refusals: 0, plays: '' }) => {
  const audio = document.createElement('audio')
  const player = { audio, sources: [] as string[], refusals, end: () => audio.dispatchEvent(new Event('ended')) }
  let paused = true
  Object.defineProperties(audio, {
    paused: { get: () => paused },
    canPlayType: { value: () => plays },
    src: { set: (value: string) => { player.sources.push(value) }, get: () => player.sources.at(-1) ?? '' },
    play: {
      value: async () => {
        if (player.refusals-- > 0) throw new DOMException('gone', 'NotSupportedError')
        paused = false
        audio.dispatchEvent(new Event('playing'))
      },
    },
    pause: {
      value: () => {
        if (paused) return
        paused = true
        audio.dispatchEvent(new Event('pause'))
      },
    },
  })
  let time = 0
  Object.defineProperty(audio, 'currentTime', { get: () => time, set: (value: number) => { time = value } })
  return {
    ...player,
    /** The message has come so far. */
    reach: (seconds: number) => {
      time = seconds
      audio.dispatchEvent(new Event('timeupdate'))
    },
    /** What it needs next can't be fetched. */
    breakOff: () => { audio.dispatchEvent(new Event('error')) },
    refuse: (times: number) => { player.refusals = times },
    time: () => time,
  }
}

/** Notes what Fluent's message bars have a screen reader say: each sentence is in the page for half a second. jsdom knows no innerText, so that it is no text of the page. */
const listenToBars = (spoken: string[]) => {
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (target instanceof HTMLElement && target.getAttribute('aria-live') === 'assertive') spoken.push(...[...addedNodes].map((node) => (node as HTMLElement).innerText))
    }
  }).observe(document.body, { childList: true, subtree: true })
}

export interface TabSetting {
  service?: ReturnType<typeof createFakeService>
  /** What the Teams client does when asked for a token. */
  token?: (fresh: boolean) => Promise<string>
  outsideTeams?: boolean
  /** The page a link asked for. */
  page?: string | null
}

/** Opens the tab as inside Teams, with the service behind it; everything in between is the real thing. */
export const openTab = async ({ service = createFakeService(), token = async (fresh) => fresh ? 'token-2' : 'token-1', outsideTeams = false, page = null }: TabSetting = {}) => {
  const seen = { ready: 0, botChats: 0, links: [] as string[], copied: [] as string[], files: [] as { name: string, file: Blob }[], spoken: [] as string[] }
  listenToBars(seen.spoken)
  let changeTheme: (theme: ThemeName) => void = () => {}
  const teams: Teams = {
    start: async () => {
      if (outsideTeams) throw new NotInTeams()
      return { theme: 'light', locale: 'en-US', page }
    },
    onTheme: (change) => { changeTheme = change },
    getToken: ({ fresh }) => token(fresh),
    ready: () => { seen.ready += 1 },
    failed: () => {},
    openBotChat: async () => { seen.botChats += 1 },
    openLink: async (url) => { seen.links.push(url) },
  }
  const audios: ReturnType<typeof createFakeAudio>[] = []
  let ids = 0
  let players: Parameters<typeof createFakeAudio>[0] = { refusals: 0, plays: '' }
  const time = { now: storyTime }
  const browser: Browser = {
    fetch: service.fetch, now: () => time.now, random: () => 0, newId: () => `id-${++ids}`, wait: async () => {},
    createAudio: () => {
      const made = createFakeAudio(players)
      audios.push(made)
      return made.audio
    },
    copyText: async (text) => { seen.copied.push(text) },
    saveFile: (name, file) => { seen.files.push({ name, file }) },
    timeZone: 'Europe/Berlin',
  }
  const view = render(<App teams={teams} browser={browser} />)
  await act(async () => {})
  return {
    service, seen, audios, time, user: userEvent.setup(), unmount: view.unmount,
    /** Does something out in the world and lets the tab take it in. */
    meanwhile: (happen: () => void) => act(async () => {
      happen()
      await new Promise((resolve) => { setTimeout(resolve, 0) })
    }),
    /** What players made from now on say of compressed sound, and how often they refuse to play. */
    playersAre: (as: { plays: CanPlayTypeResult, refusals: number }) => { players = as },
    changeTheme: (theme: ThemeName) => act(async () => changeTheme(theme)),
  }
}
