import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadChoices, saveChoices } from './choices.ts'
import type { Surroundings } from './desk-context.tsx'
import { createControl } from './world/control.ts'
import { createWorld } from './world/world.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

const control = createControl((input, init) => fetch(input, init))
const surroundings: Surroundings = {
  control,
  store: createWorld({ openEvents: () => new EventSource('/sandbox/events'), loadPeople: control.people }),
  now: () => Date.now(),
  loadChoices: () => loadChoices(() => localStorage, (query) => matchMedia(query).matches),
  saveChoices: (choices) => saveChoices(() => localStorage, choices),
  isTabServed: () => fetch('/tab/', { cache: 'no-store' }).then(({ ok }) => ok, () => false),
  openPage: (url) => void window.open(url, '_blank', 'noopener,noreferrer'),
}

createRoot(root).render(<StrictMode><App surroundings={surroundings} /></StrictMode>)
