import type { Call } from '../call/model.ts'
import { isOnNative, viewOf } from '../call/view.ts'
import { showNumber } from '../line/number.ts'
import type { Job } from '../store/port.ts'
import { talksIn } from './situation.ts'

/** The background work that comes of one change of a call. Kept with it, so that none is lost. `country`: for numbers in words. */
export const jobsOf = (before: Call, after: Call, country: string): Job[] => {
  // a queue is nobody
  if (after.rules.hunt?.why === 'queue') return []
  const jobs: Job[] = looksTheSame(before, after) ? [] : [{ task: 'call-card', person: after.line, callId: after.id }]
  if (isOnNative(before) !== isOnNative(after)) jobs.push({ task: 'presence', person: after.line })
  if (talksIn(before) && !talksIn(after)) jobs.push({ task: 'watch', person: after.line })
  if (wasCutOff(after) && !wasCutOff(before)) jobs.push({ task: 'tell', person: after.line, id: `cut-off ${after.id}`, text: cutOffWords(after, country) })
  if (endsUnrecorded(after) && !endsUnrecorded(before)) jobs.push({ task: 'tell', person: after.line, id: `unrecorded ${after.id}`, text: unrecordedWords(after, country) })
  return jobs
}

/** Nobody can see a difference. The first state of a call has none before it. */
const looksTheSame = (before: Call, after: Call): boolean =>
  before !== after && before.story.endedAt === after.story.endedAt && JSON.stringify(viewOf(before)) === JSON.stringify(viewOf(after))

/** A conversation that nobody ended: the engine was restarted, or lost a line. */
const wasCutOff = ({ story }: Call): boolean => story.endedAt !== null && story.endedBy === 'network' && story.answeredAt !== null
const cutOffWords = ({ remote }: Call, country: string): string =>
  `Your call with ${remote.name ?? showNumber(remote.number, country)} was cut off: the phone network lost it. Nobody hung up.`

/** It had to be recorded, and could not be. */
const endsUnrecorded = ({ recording, rules }: Call): boolean => recording.status === 'failed' && rules.recording.must
const unrecordedWords = ({ remote }: Call, country: string): string =>
  `Your call with ${remote.name ?? showNumber(remote.number, country)} has to be recorded and couldn't be, so it was ended. Please tell your administrator.`
