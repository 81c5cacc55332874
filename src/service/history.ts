import type { StartEvent } from '../call/event.ts'
import type { Call } from '../call/model.ts'
import { begin } from '../call/transition.ts'
import { viaOf } from '../call/view.ts'
import { recordedOf } from '../call/recording.ts'
import { finish } from '../call/story.ts'
import type { HistoryRecord } from '../store/port.ts'

/** The one entry a call leaves, once the person's part of it is over. */
export const historyOf = (call: Call): HistoryRecord | null => {
  if (call.story.endedAt === null) return null
  const story = finish(call.story, call.direction, call.story.endedAt)
  const talk = story.journey.filter((segment) => segment.endpoint !== 'voicemail')
  return {
    id: call.id,
    tenantId: call.line.tenantId,
    userId: call.line.userId,
    direction: call.direction,
    remote: call.remote,
    outcome: story.outcome ?? 'missed',
    startedAt: story.startedAt,
    endedAt: call.story.endedAt,
    talkMs: talk.reduce((sum, segment) => sum + (segment.to ?? call.story.endedAt ?? segment.from) - segment.from, 0),
    journey: story.journey,
    voicemailId: story.voicemailId,
    transferredTo: story.transferredTo,
    forwardedTo: story.forwardedTo ?? null,
    endedBy: story.endedBy ?? null,
    source: 'anchor',
    recorded: recordedOf(call),
    via: viaOf(call),
    note: null,
    tags: [],
  }
}

/** A call that was not allowed: it rang nobody, and is in the history all the same. */
export const refusedCall = (start: StartEvent): Call => {
  const { call } = begin(start)
  return { ...call, legs: {}, ended: true, story: { ...call.story, endedAt: start.at, outcome: 'not-allowed' } }
}
