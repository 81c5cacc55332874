import type { ChosenStatus, FaultMode, Faults, PhoneFault } from '../types.ts'

export const systems: { id: keyof Faults, name: string, modes: FaultMode[] }[] = [
  { id: 'graph', name: 'Microsoft Graph', modes: ['ok', 'slow', 'throttled', 'down'] },
  { id: 'bot', name: 'Bot Connector', modes: ['ok', 'slow', 'throttled', 'down'] },
  { id: 'teams', name: 'Teams trunk', modes: ['ok', 'slow', 'throttled', 'down'] },
  { id: 'native', name: 'Mobile network', modes: ['ok', 'slow', 'throttled', 'down'] },
  { id: 'database', name: 'Database', modes: ['ok', 'slow', 'down'] },
]

export const modeWords: Record<FaultMode, string> = { ok: 'Works', slow: 'Slow', throttled: 'Throttled', down: 'Down' }

export const statuses: { id: ChosenStatus, name: string }[] = [
  { id: 'Available', name: 'Available' },
  { id: 'Busy', name: 'Busy' },
  { id: 'DoNotDisturb', name: 'Do not disturb' },
  { id: 'Away', name: 'Away' },
]

export const phoneFaults: { id: PhoneFault, name: string }[] = [
  { id: 'answersByVoicemail', name: 'A voicemail answers' },
  { id: 'doNotDisturb', name: 'Do not disturb' },
  { id: 'noAudio', name: 'Sends no sound' },
]

export const countFaults = (faults: Faults | null, phones: { faults: Record<PhoneFault, boolean> }[], appRuns: boolean): number =>
  Object.values(faults ?? {}).filter((mode) => mode !== 'ok').length
  + phones.reduce((sum, phone) => sum + Object.values(phone.faults).filter(Boolean).length, 0)
  + (appRuns ? 0 : 1)
