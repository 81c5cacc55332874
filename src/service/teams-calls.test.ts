import { usualPolicy } from '../line/policy.ts'
import { usualSettings } from '../line/settings.ts'
import type { CallRecord, RecordParty } from '../microsoft/port.ts'
import type { LineRecord } from '../store/port.ts'
import { isSameCall, teamsEntry, type Anchored } from './teams-calls.ts'

const lineOf = (userId: string, number: string, name: string): LineRecord => ({ tenantId: 't', userId, number, name, ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null })
const [dana, marco] = [lineOf('dana', '+14255550101', 'Dana Whitfield'), lineOf('marco', '+14255550102', 'Marco Reyes')]
const user = (userId: string, name: string): RecordParty => ({ userId, number: null, name })
const lena: RecordParty = { userId: null, number: '+12065550142', name: null }
const record = (changes: Partial<CallRecord> = {}): CallRecord => ({
  id: 'r', version: 1, startedAt: 100_000, endedAt: 160_000, organizer: user('marco', 'Marco Reyes'), participants: [user('marco', 'Marco Reyes'), user('dana', 'Dana Whitfield')], correlationId: null, ...changes,
})
const entry = (changes: Partial<CallRecord> = {}, answered = true) => teamsEntry(record(changes), dana, [dana, marco], answered)

describe('a call that only Teams knew of', () => {
  it('is incoming for who was called, with the caller\'s name and number, and one stretch in Teams', () => {
    expect(entry()).toMatchObject({
      id: 'teams-r-dana', direction: 'incoming', remote: { name: 'Marco Reyes', number: '+14255550102' }, outcome: 'answered', talkMs: 60_000, source: 'teams',
      journey: [{ endpoint: 'teams', from: 100_000, to: 160_000 }],
    })
  })
  it('is outgoing for who called', () => {
    expect(teamsEntry(record(), marco, [dana, marco], true)).toMatchObject({ id: 'teams-r-marco', direction: 'outgoing', remote: { name: 'Dana Whitfield', number: '+14255550101' } })
  })
  it('that nobody answered is missed by one and unanswered for the other', () => {
    expect(entry({}, false)).toMatchObject({ outcome: 'missed', talkMs: 0, journey: [] })
    expect(teamsEntry(record(), marco, [dana, marco], false)).toMatchObject({ outcome: 'unanswered' })
  })
})

describe('the record of a call that passed through us', () => {
  const anchored = (changes: Partial<Anchored> = {}): Anchored => ({ direction: 'incoming', remote: { number: '+12065550142', name: 'Lena' }, startedAt: 98_000, endedAt: 161_000, journey: [], ...changes })
  const told = (changes: Partial<CallRecord> = {}) => entry({ organizer: lena, participants: [lena, user('dana', 'Dana')], ...changes })

  it.each([
    ['began within five seconds', {}, {}, true],
    ['began six seconds before', { startedAt: 92_000 }, { endedAt: 93_000 }, false],
    ['began after ours was over', { startedAt: 170_000 }, {}, false],
    ['is of another number', { organizer: { ...lena, number: '+12065550143' }, participants: [] }, {}, false],
    ['spells the number without its country', { organizer: { ...lena, number: '+2065550142' } }, {}, true],
    ['is the leg a move rang in the middle of an outgoing call', { startedAt: 130_000 }, { direction: 'outgoing' as const }, true],
    ['is such a leg of a call that still goes on', { startedAt: 900_000, endedAt: 990_000 }, { endedAt: null }, true],
    ['has a withheld number as ours has, at the same time', { organizer: { ...lena, number: null }, participants: [] }, { remote: { number: null, name: null } }, true],
    ['has a withheld number as ours has, a minute later', { organizer: { ...lena, number: null }, participants: [], startedAt: 158_000 }, { remote: { number: null, name: null } }, false],
  ])('%s: %#', (_, changes, ours, same) => expect(isSameCall(told(changes), anchored(ours), null)).toBe(same))

  it('is known by the correlation id alone where both have one', () => {
    expect(isSameCall(told({ startedAt: 1 }), anchored({ correlationId: 'x' }), 'x')).toBe(true)
    expect(isSameCall(told(), anchored({ correlationId: 'x' }), 'y')).toBe(false)
  })
})
