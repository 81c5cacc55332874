import type { Watch } from '../../src/api/watches.ts'
import type { HistoryEntry, LiveCall } from '../../src/api/calls.ts'
import type { MyQueue } from '../../src/api/queues.ts'
import type { Me } from '../../src/api/person.ts'
import type { Voicemail } from '../../src/api/voicemails.ts'

/** The hour at which every story is told: Monday, 10:00 in UTC. */
export const storyTime = Date.parse('2026-11-23T10:00:00Z')
export const before = (seconds: number) => new Date(storyTime - seconds * 1000).toISOString()

export const lena = { number: '+12065550142', name: 'Lena Fischer' }
export const harbor = { number: '+12065550177', name: 'Harbor Coffee' }

export const accountOf = (part: Partial<Me> = {}): Me => ({
  tenantId: 'tenant', userId: 'dana', name: 'Dana Whitfield', number: '+14255550101',
  presence: { availability: 'Available', activity: 'Available' },
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
  ...part,
})

export const callOf = (part: Partial<LiveCall> = {}): LiveCall => ({
  id: 'call-1', direction: 'incoming', remote: lena, state: 'talking', endpoint: 'native', startedAt: before(200), answeredAt: before(192),
  move: null, transfer: null, consult: null, guests: [], actions: ['move-to-teams', 'transfer', 'hangup'], notice: null,
  journey: [{ endpoint: 'native', from: before(192), to: null }],
  ...part,
})

export const entryOf = (part: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: 'entry-1', direction: 'incoming', remote: lena, outcome: 'answered', startedAt: before(1500), endedAt: before(896), talkMs: 604_000,
  journey: [{ endpoint: 'native', from: before(1500), to: before(1308) }, { endpoint: 'teams', from: before(1308), to: before(896) }],
  voicemailId: null, transferredTo: null, forwardedTo: null, endedBy: null, source: 'anchor', note: null, tags: [],
  ...part,
})

export const voicemailOf = (part: Partial<Voicemail> = {}): Voicemail => ({
  id: 'voicemail-1', callId: 'call-9', from: harbor, receivedAt: before(2400), durationMs: 23_000, read: false,
  peaks: Array.from({ length: 100 }, (_, index) => (index % 10) / 10), kept: false, deletedAt: null, goesAt: before(-59 * 86_400),
  ...part,
})

/** The queue Dana takes calls of, with one other. */
export const queueOf = (part: Partial<MyQueue> = {}): MyQueue => ({
  id: 'support', name: 'Support', number: '+14255550150', onDuty: true, agentsOnDuty: 2, waiting: 0, waitingSince: null, ...part,
})

/** Dana waits for a colleague since a minute ago. */
export const waitingFor = (userId: string, name: string): Watch => ({ userId, name, askedAt: before(60), until: before(60 - 8 * 3_600) })
