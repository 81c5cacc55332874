import type { PolicySettings } from '../../../../src/api/policies.ts'
import { draftsOf, settingsOf } from './draft.ts'
import { fields } from './fields.ts'

const own = '+14255550103'
const full: PolicySettings = {
  dialer: 'Teams', callerId: { locked: false, allowed: ['company', 'mobile'], companyNumber: '+14255550190', companyName: 'Northwind' }, unanswered: { forward: 'nobody', maxSeconds: 20 }, busy: { allowed: ['busy'] },
  recording: 'external', mustRecord: true, recordingDays: 365, voicemailDays: 30, quietHours: { allowed: false }, destinations: { blocked: ['+1900', '+882'], allowed: ['+1'] }, guards: { concurrentCalls: 2, callsPerMinute: 10 },
}
const unlimited: PolicySettings = {
  callerId: { companyNumber: null, companyName: null }, unanswered: { maxSeconds: null }, recordingDays: null, voicemailDays: null, destinations: { blocked: [], allowed: null }, guards: { concurrentCalls: null, callsPerMinute: null },
}

describe('a policy in the form', () => {
  it.each([['decides nothing', {}], ['decides everything', full], ['takes limits away', unlimited], ['allows emergency numbers only', { destinations: { allowed: [] } }]])('that %s comes back as it was', (_what, settings) => {
    expect(settingsOf(draftsOf(settings as PolicySettings), own)).toEqual(settings)
  })

  it('has a place for every field', () => {
    const paths = Object.entries(full).flatMap(([name, value]) => (typeof value === 'object' && value !== null ? Object.keys(value).map((part) => `${name}.${part}`) : [name]))
    expect(fields.map(({ path }) => path).sort()).toEqual(paths.sort())
  })

  it('takes numbers as people write them, and leaves it to the service what can’t be right', () => {
    const drafts = {
      'callerId.companyNumber': { mode: 'set', text: '(425) 555-0190', picked: [] }, 'guards.callsPerMinute': { mode: 'set', text: ' many ', picked: [] }, 'destinations.blocked': { mode: 'set', text: '+1900, +882;+44', picked: [] },
    }
    expect(settingsOf(drafts, own)).toEqual({ callerId: { companyNumber: '+14255550190' }, guards: { callsPerMinute: 'many' }, destinations: { blocked: ['+1900', '+882', '+44'] } })
  })
})
