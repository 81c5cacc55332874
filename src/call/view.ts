import type { Call, Endpoint, Party, Segment } from './model.ts'
import { noticeWords } from './words.ts'

/** A call as people see it. Times are ISO 8601. The shape is that of `liveCall` in src/api/calls.ts. */
export interface CallView {
  id: string
  direction: Call['direction']
  remote: Party
  state: 'ringing' | 'calling' | 'connecting' | 'talking' | 'held' | 'waiting' | 'transferring' | 'returning' | 'voicemail' | 'ending'
  endpoint: Endpoint | null
  startedAt: string
  answeredAt: string | null
  move: { to: Endpoint; phase: 'ringing' | 'checking' | 'joining' } | null
  transfer: { to: Party; phase: 'calling' | 'ringing' | 'joining' } | null
  actions: CallAction[]
  notice: { code: string; message: string; tone: 'info' | 'good' | 'bad'; at: string } | null
  journey: { endpoint: Segment['endpoint']; from: string; to: string | null }[]
}
export type CallAction = 'move-to-teams' | 'move-to-native' | 'cancel' | 'transfer' | 'hangup'

const iso = (at: number) => new Date(at).toISOString()
const isoOrNull = (at: number | null) => (at === null ? null : iso(at))

/** Where the person is talking, or null. */
export const whereUserIs = (call: Call): Endpoint | null => {
  if (call.user.status !== 'talking') return null
  return call.legs[call.user.leg]?.side === 'teams' ? 'teams' : 'native'
}

/** The person's part is still going on: false once it ended or was transferred away. */
export const isLive = (call: Call): boolean => call.story.endedAt === null

/** The person is in this call on the native dialer, which is what Teams can't see by itself. */
export const isOnNative = (call: Call): boolean => isLive(call) && whereUserIs(call) === 'native'

const stateOf = (call: Call): CallView['state'] => {
  if (call.outside.status === 'gone' || call.ended) return 'ending'
  if (call.voicemail.status !== 'idle' && call.voicemail.status !== 'done') return 'voicemail'
  if (call.offer.status === 'ringing' && call.user.status === 'absent') return call.offer.why === 'return' ? 'returning' : 'ringing'
  if (call.transfer.status === 'ringing' || call.transfer.status === 'joining') return 'transferring'
  switch (call.user.status) {
    case 'absent': return 'connecting'
    case 'calling': return 'calling'
    case 'joining': return 'connecting'
    case 'talking': return call.legs[call.user.leg]?.held && call.move.status === 'idle' ? 'held' : 'talking'
    case 'waiting': return 'waiting'
    case 'done': return 'ending'
  }
}

const actionsOf = (call: Call): CallAction[] => {
  if (call.outside.status === 'gone') return []
  if (call.transfer.status === 'calling' || call.transfer.status === 'ringing') return ['cancel']
  if (call.move.status === 'ringing' || call.move.status === 'checking') return ['cancel', 'hangup']
  if (call.offer.status === 'ringing' && call.user.status === 'absent') return ['hangup']
  if (call.user.status === 'talking' && call.outside.status === 'talking' && call.move.status === 'idle') {
    return [whereUserIs(call) === 'teams' ? 'move-to-native' : 'move-to-teams', 'transfer', 'hangup']
  }
  return call.user.status === 'calling' || call.user.status === 'waiting' ? ['hangup'] : []
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
    move: move.status === 'idle' ? null : { to: move.to, phase: move.status },
    transfer: transfer.status === 'idle' || transfer.status === 'done' ? null : { to: transfer.to, phase: transfer.status },
    actions: actionsOf(call),
    notice: story.notice && { code: story.notice.code, ...noticeWords[story.notice.code], at: iso(story.notice.at) },
    journey: story.journey.map((segment) => ({ endpoint: segment.endpoint, from: iso(segment.from), to: isoOrNull(segment.to) })),
  }
}
