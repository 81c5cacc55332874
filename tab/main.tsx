import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadConfig } from './api.ts'
import { App } from './app.tsx'
import type { Browser } from './services.tsx'
import { createTeams } from './teams.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

const browser: Browser = {
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  random: Math.random,
  newId: () => crypto.randomUUID(),
  wait: (ms) => new Promise((resolve) => { setTimeout(resolve, ms) }),
  createAudio: () => new Audio(),
  copyText: (text) => navigator.clipboard.writeText(text),
  saveFile: (name, file) => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(file)
    link.download = name
    link.click()
    // the browser reads it after the click
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  },
  timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
}

createRoot(root).render(<StrictMode><App teams={createTeams(() => loadConfig(browser.fetch))} browser={browser} /></StrictMode>)
