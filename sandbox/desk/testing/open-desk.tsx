import '@testing-library/jest-dom'
import { createRequire } from 'node:module'
import { jest } from '@jest/globals'
import { act, configure, render, screen } from '@testing-library/react'
import { PointerEventsCheckLevel, userEvent } from '@testing-library/user-event'
import type * as Cards from 'adaptivecards'
import type { Choices } from '../desk-context.tsx'
import type { Phone } from '../types.ts'
import { createControl } from '../world/control.ts'
import { createWorld } from '../world/world.ts'
import { createFakeSandbox, storyTime, type FakeSandbox } from './fake-sandbox.ts'

// Node can't read the package's modules (no "type" in its package.json); the same code as one file it can.
jest.unstable_mockModule('adaptivecards', () => createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof Cards)

// No story asks how something looks, and jsdom's cascade over all of Fluent's rules, asked for each name of each
// control, would take nearly all of their time: only an element's own styles count here.
window.getComputedStyle = (element) => (element as HTMLElement).style
configure({ defaultHidden: true, asyncUtilTimeout: 5_000 })

// jsdom lays nothing out, so there is never a size to tell.
window.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} }

const widthOf = (query: string) => Number(/\d+/.exec(query)?.[0])

/** A window of this width: jsdom has no media queries. */
const setWidth = (width: number) => {
  window.matchMedia = (query: string) => ({
    matches: query.includes('min-width') ? width >= widthOf(query) : query.includes('max-width') ? width <= widthOf(query) : false,
    media: query, onchange: null, addEventListener: () => {}, removeEventListener: () => {}, addListener: () => {}, removeListener: () => {}, dispatchEvent: () => false,
  })
}

export interface DeskSetting { sandbox?: FakeSandbox, width?: number, choices?: Partial<Choices> }

/** Opens the desk on a pretended sandbox; everything in between is the real thing. */
export const openDesk = async ({ sandbox = createFakeSandbox(), width = 1440, choices = {} }: DeskSetting = {}) => {
  setWidth(width)
  const { App } = await import('../app.tsx')
  const control = createControl(sandbox.fetch)
  const seen = { choices: [] as Choices[], opened: [] as string[] }
  const surroundings = {
    control,
    store: createWorld({ openEvents: sandbox.openEvents, loadPeople: control.people, retryMs: 200 }),
    now: () => storyTime,
    loadChoices: (): Choices => ({ theme: 'light', userId: '', guideHidden: false, ...choices }),
    saveChoices: (chosen: Choices) => void seen.choices.push(chosen),
    isTabServed: async () => sandbox.state.isTabServed,
    openPage: (url: string) => void seen.opened.push(url),
  }
  render(<App surroundings={surroundings} />)
  await screen.findByRole('heading', { level: 1, name: 'Single Number' })
  const tell = async (event: string, data: unknown) => { await act(async () => sandbox.tell(event, data)) }
  /** The sandbox goes away for a moment. */
  const cut = async () => { await act(async () => sandbox.cut()) }
  return { sandbox, seen, tell, cut, tellPhones: (phones: Phone[]) => tell('phones', phones), user: userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never }) }
}
