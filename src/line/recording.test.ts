import { readPolicy } from './policy.ts'
import { alsoRecorded, mustBeWithUs, recordingGoesAt, recordingRule, records } from './recording.ts'

const line = (policy: object) => ({ linePolicy: readPolicy(policy) })

describe('which calls are recorded', () => {
  it.each([
    ['none', 'incoming', true, false], ['none', 'outgoing', true, false],
    ['all', 'incoming', false, true], ['all', 'outgoing', false, true],
    ['incoming', 'incoming', false, true], ['incoming', 'outgoing', true, false],
    ['external', 'incoming', true, true], ['external', 'outgoing', true, true], ['external', 'incoming', false, false],
  ] as const)('%s: %s, external %s', (recording, direction, external, on) => {
    expect(recordingRule(line({ recording }), direction, external).on).toBe(on)
  })

  it('what is said beside the call only where all calls are', () => {
    expect(recordingRule(line({ recording: 'all' }), 'incoming', true).beside).toBe(true)
    expect(recordingRule(line({ recording: 'external' }), 'incoming', true).beside).toBe(false)
  })

  it('by two rules, the stricter of each', () => {
    expect(alsoRecorded({ on: false, must: false, beside: false }, { on: true, must: true, beside: false })).toEqual({ on: true, must: true, beside: false })
  })

  it('must be recorded only where something is', () => {
    expect(mustBeWithUs(line({ recording: 'none', mustRecord: true }))).toBe(false)
    expect(mustBeWithUs(line({ recording: 'external', mustRecord: true }))).toBe(true)
    expect([records(line({})), records(line({ recording: 'incoming' }))]).toEqual([false, true])
    expect(recordingRule(line({ recording: 'none', mustRecord: true }), 'incoming', true)).toEqual({ on: false, must: false, beside: false })
  })

  it('is kept for a year where policy says nothing', () => {
    expect(recordingGoesAt(line({}), 0)).toBe(365 * 86_400_000)
    expect(recordingGoesAt(line({ recordingDays: 30 }), 1_000)).toBe(1_000 + 30 * 86_400_000)
  })
})
