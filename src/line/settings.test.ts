import { readPolicy, usualPolicy } from './policy.ts'
import { readSettings, usualSettings } from './settings.ts'

describe('what lies in the database', () => {
  it('is filled where a person chose nothing, or before there was a choice', () => {
    for (const nothing of [{}, null, undefined, 'text']) expect(readSettings(nothing)).toEqual(usualSettings)
    expect(usualSettings).toMatchObject({ busy: 'wait', unanswered: { kind: 'voicemail' }, respectDoNotDisturb: false, offerUplift: true, favourites: [] })
    expect(readPolicy({})).toEqual(usualPolicy)
  })
  it('one part that can\'t be read leaves the others as they were chosen', () => {
    const stored = { busy: 'sometimes', offerUplift: false, quietHours: { on: true, timeZone: 'Mars/Olympus', weekly: [] }, callerId: { native: 'hidden', teams: 'mobile' } }
    expect(readSettings(stored)).toEqual({ ...usualSettings, offerUplift: false, callerId: { native: 'hidden', teams: 'mobile' } })
    expect(readPolicy({ callerId: { locked: true, allowed: [] }, unanswered: 7 })).toEqual({ ...usualPolicy, callerId: { ...usualPolicy.callerId, locked: true } })
  })
})
