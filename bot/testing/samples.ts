import type { Me } from '../../src/api/person.ts'
import type { CallView } from '../../src/call/view.ts'
import type { Message } from '../../src/service/voicemail.ts'
import type { GreetingRecord, HistoryRecord } from '../../src/store/port.ts'
import type { Show } from '../cards/card.ts'

export const dana = { tenantId: '8f6d1c5e-52a4-4d0b-9a53-2f7f0e1b7c11', userId: '1d2f7a54-0d0c-4a3e-8d3f-3b6a5c1e9a01' }
export const noon = Date.UTC(2026, 10, 3, 20, 5)
export const show: Show = { country: 'US', timeZone: 'America/Los_Angeles', now: noon, appId: '3c1b0e0a-7d35-4a47-8a0e-6f0c9f3a5d21' }

/** Lena has called Dana, who talks on the native dialer since 12:05 in Seattle. */
export const talking = (changes: Partial<CallView> = {}): CallView => ({
  id: 'call-1', direction: 'incoming', remote: { number: '+12065550142', name: 'Lena Fischer' }, state: 'talking', endpoint: 'native',
  startedAt: new Date(noon - 8_000).toISOString(), answeredAt: new Date(noon).toISOString(),
  move: null, transfer: null, consult: null, guests: [], actions: ['move-to-teams', 'transfer', 'hangup'], notice: null,
  journey: [{ endpoint: 'native', from: new Date(noon).toISOString(), to: null }],
  ...changes,
})

export const ended = (changes: Partial<HistoryRecord> = {}): HistoryRecord => ({
  ...dana, id: 'call-1', direction: 'incoming', remote: { number: '+12065550142', name: 'Lena Fischer' }, outcome: 'answered',
  startedAt: noon - 8_000, endedAt: noon + 604_000, talkMs: 604_000,
  journey: [{ endpoint: 'native', from: noon, to: noon + 192_000 }, { endpoint: 'teams', from: noon + 192_000, to: noon + 604_000 }],
  voicemailId: null, transferredTo: null, forwardedTo: null, endedBy: null, source: 'anchor', note: null, tags: [], ...changes,
})

export const message = (changes: Partial<Message> = {}): Message => ({
  ...dana, id: 'vm-1', callId: 'call-0', from: { number: '+12065550177', name: 'Harbor Coffee' }, receivedAt: noon - 3_600_000, durationMs: 14_200, read: false, peaks: [],
  deletedAt: null, kept: false, compressed: true, goesAt: noon + 60 * 86_400_000, ...changes,
})

export const greetingOf = (kind: 'usual' | 'away'): GreetingRecord => ({ ...dana, kind, durationMs: 6_200, peaks: [], dates: null, updatedAt: noon })

export const me = (changes: Partial<Me> = {}): Me => ({
  ...dana, name: 'Dana Whitfield', number: '+14255550101', presence: { availability: 'Available', activity: 'Available' },
  preference: { ring: 'native', locked: false, lockedBy: null, policy: 'UserOverride' },
  settings: {
    notify: true, offerUplift: true, respectDoNotDisturb: false, busy: 'wait', unanswered: { afterSeconds: 30, to: { kind: 'voicemail' } },
    quietHours: { on: false, timeZone: 'America/Los_Angeles', weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '22:00', to: '07:00' })) },
    favourites: [], callerId: { native: 'mobile', teams: 'mobile' },
  },
  limits: {
    delays: [5, 10, 15, 20, 30, 40, 50, 60], delaysBy: null, forward: 'anyone', forwardBy: null, desk: null,
    busy: { choices: ['wait', 'busy', 'unanswered'], lockedBy: null }, quietHours: { allowed: true, lockedBy: null },
    callerId: { choices: ['mobile', 'hidden'], lockedBy: null, companyNumber: null, companyName: null },
  },
  rules: [],
  happens: {
    now: 'Calls ring your phone and Teams together. After 30 seconds they go to voicemail.', next: null,
    whileTalking: 'Calls ring your phone and Teams together. After 30 seconds they go to voicemail.',
  },
  ...changes,
})
