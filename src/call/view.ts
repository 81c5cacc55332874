import { actionsOf, whereUserIs, type CallAction } from './actions.ts'
import type { Call, Endpoint, OfferedBy, Party, Segment } from './model.ts'
import { recordingNow } from './recording.ts'
import { noticeWords } from './words.ts'

export { whereUserIs, type CallAction } from './actions.ts'

/** A call as people see it. Times are ISO 8601. The shape is that of `liveCall` in src/api/calls.ts. */
export interface CallView {
  id: string
  direction: Call['direction']
  remote: Party
  state: 'ringing' | 'calling' | 'connecting' | 'talking' | 'held' | 'waiting' | 'consulting' | 'forwarding' | 'parked' | 'transferring' | 'returning' | 'voicemail' | 'ending'
  endpoint: Endpoint | null
  startedAt: string
  answeredAt: string | null
  move: { to: Endpoint | 'anywhere'; phase: 'ringing' | 'checking' | 'joining' } | null
  transfer: { to: Party; phase: 'calling' | 'ringing' | 'joining' } | null
  consult: { to: Party; phase: 'ringing' | 'joining' | 'talking' | 'swapped' | 'remaining' } | null
  /** Participants the person added; `id` names one to remove. */
  guests: { id: string; to: Party; phase: 'ringing' | 'joining' | 'in' }[]
  /** Where the caller came from, when not straight to this number. */
  via?: { why: OfferedBy['why']; name: string } | null
  /** A colleague picks it up with this code; after `until` it rings back. */
  parked?: { code: string; until: string } | null
  /** `on`: what is said is recorded. `failed`: it should be, and is not. */
  recording?: 'on' | 'failed' | null
  actions: CallAction[]
  notice: { code: string; message: string; tone: 'info' | 'good' | 'bad'; at: string } | null
  journey: { endpoint: Segment['endpoint']; from: string; to: string | null }[]
}
const iso = (at: number) => new Date(at).toISOString()
const isoOrNull = (at: number | null) => (at === null ? null : iso(at))

/** The person's part is still going on: false once it ended or was transferred away. */
export const isLive = (call: Call): boolean => call.story.endedAt === null

/** What goes on without the person: they are free meanwhile. */
export const withoutThem: readonly CallView['state'][] = ['voicemail', 'forwarding', 'parked', 'transferring', 'ending']
/** The call keeps the person, or rings them. */
export const occupies = (call: Call): boolean => isLive(call) && !withoutThem.includes(stateOf(call))

/** The person is in this call on the native dialer, which is what Teams can't see by itself. */
export const isOnNative = (call: Call): boolean => isLive(call) && whereUserIs(call) === 'native'

const stateOf = (call: Call): CallView['state'] => {
  if (call.ended) return 'ending'
  if (call.consult.status === 'remaining') return 'consulting'
  if (call.outside.status === 'gone') return call.user.status === 'talking' ? 'talking' : 'ending'
  if (call.voicemail.status !== 'idle' && call.voicemail.status !== 'done') return 'voicemail'
  if (call.offer.status === 'ringing' && call.user.status === 'absent') return call.offer.why === 'incoming' ? 'ringing' : 'returning'
  if (call.hunt.status === 'waiting' || call.hunt.status === 'giving') return call.hunt.why === 'park' ? 'parked' : 'forwarding'
  if (call.transfer.status === 'ringing' || call.transfer.status === 'joining') return call.transfer.why === 'forward' ? 'forwarding' : 'transferring'
  switch (call.user.status) {
    case 'absent': return 'connecting'
    case 'calling': return 'calling'
    case 'joining': return 'connecting'
    case 'talking': return call.user.onHold || (call.legs[call.user.leg]?.held && call.move.status === 'idle') ? 'held' : 'talking'
    case 'consulting': return 'consulting'
    case 'waiting': return 'waiting'
    case 'done': return 'ending'
  }
}

/** How a caller came who did not dial this person. */
export const viaOf = ({ rules: { offeredBy } }: Call): { why: OfferedBy['why']; name: string } | null => offeredBy === undefined ? null : { why: offeredBy.why, name: offeredBy.name }

/** Several places ring until the person answers at one. */
const placeOf = (move: Exclude<Call['move'], { status: 'idle' }>): Endpoint | 'anywhere' => {
  if (move.status !== 'ringing') return move.to
  const [only, ...others] = move.targets
  return only === undefined || others.length > 0 ? 'anywhere' : only.to
}

export const viewOf = (call: Call): CallView => {
  const { move, transfer, story } = call
  return {
    id: call.id,
    direction: call.direction,
    remote: call.remote,
    state: stateOf(call),
    endpoint: whereUserIs(call),
    startedAt: iso(story.startedAt),
    answeredAt: isoOrNull(story.answeredAt),
    move: move.status === 'idle' ? null : { to: placeOf(move), phase: move.status },
    transfer: transfer.status === 'idle' || transfer.status === 'done' ? null : { to: transfer.to, phase: transfer.status },
    consult: call.consult.status === 'idle' ? null : { to: call.consult.to, phase: call.consult.status },
    guests: call.guests.status === 'none' ? [] : call.guests.list.map(({ leg, to, status }) => ({ id: leg, to, phase: status })),
    via: viaOf(call),
    parked: call.hunt.status === 'waiting' && call.hunt.code !== null ? { code: call.hunt.code, until: iso(call.hunt.deadline) } : null,
    recording: recordingNow(call),
    actions: actionsOf(call),
    notice: story.notice && { code: story.notice.code, ...noticeWords[story.notice.code], at: iso(story.notice.at) },
    journey: story.journey.map((segment) => ({ endpoint: segment.endpoint, from: iso(segment.from), to: isoOrNull(segment.to) })),
  }
}
