import type { Direction, RecordingRule } from '../call/model.ts'
import { effectivePolicy, type LinePolicy } from './policy.ts'

export const noRecording: RecordingRule = { on: false, must: false, beside: false }

/** What policy says about recording: the one place that reads it. */
const recordingPolicy = (line: { linePolicy: LinePolicy }) => {
  const { recording: mode, mustRecord: must, recordingDays: days } = effectivePolicy(line)
  return { mode, must, days }
}

/** Days a recording is kept where policy does not say. */
export const usualRecordingDays = 365

/** Whether a call is recorded. `external`: the other party is no colleague. */
export const recordingRule = (line: { linePolicy: LinePolicy }, direction: Direction, external: boolean): RecordingRule => {
  const { mode, must } = recordingPolicy(line)
  const on = mode === 'all' || (mode === 'incoming' && direction === 'incoming') || (mode === 'external' && external)
  return on ? { on, must, beside: mode === 'all' } : noRecording
}

/** A call that both rules are for. */
export const alsoRecorded = (one: RecordingRule, other: RecordingRule): RecordingRule => ({ on: one.on || other.on, must: one.must || other.must, beside: one.beside || other.beside })

/** Who the other party is makes a difference. */
export const asksWhoElse = (line: { linePolicy: LinePolicy }): boolean => recordingPolicy(line).mode === 'external'

/** Some call of this line is recorded. */
export const records = (line: { linePolicy: LinePolicy }): boolean => recordingPolicy(line).mode !== 'none'

/** No call of this line may take place without us: part of them must be recorded, and nobody else can tell which. */
export const mustBeWithUs = (line: { linePolicy: LinePolicy }): boolean => records(line) && recordingPolicy(line).must

const dayMs = 24 * 60 * 60_000
/** When retention takes a recording away (epoch ms), unless it is held. */
export const recordingGoesAt = (line: { linePolicy: LinePolicy }, startedAt: number): number => startedAt + (recordingPolicy(line).days ?? usualRecordingDays) * dayMs
