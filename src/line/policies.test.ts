import { fieldsOf, policyFields, resolvePolicy, settingsFrom, type PolicyLayer, type PolicySettings } from './policies.ts'
import { usualPolicy } from './policy.ts'
import { rulesInWords } from './policy-words.ts'

const everyone = (settings: PolicySettings): PolicyLayer => ({ scope: 'everyone', name: 'Everyone', priority: 0, settings })
const group = (name: string, priority: number, settings: PolicySettings): PolicyLayer => ({ scope: 'group', name, priority, settings })
const dana = (settings: PolicySettings): PolicyLayer => ({ scope: 'person', name: 'Dana', priority: 0, settings })

const perMinute = (callsPerMinute: number | null): PolicySettings => ({ guards: { callsPerMinute } })

describe('whose decision counts', () => {
  it.each<[string, PolicyLayer[], number | null, string | undefined]>([
    ['nobody decided: as built in', [], null, undefined],
    ['everybody’s', [everyone(perMinute(1))], 1, 'Everyone'],
    ['a group’s before everybody’s', [group('Sales', 0, perMinute(2)), everyone(perMinute(1))], 2, 'Sales'],
    ['of groups, the higher priority', [group('Sales', 5, perMinute(2)), group('Support', 9, perMinute(3))], 3, 'Support'],
    ['of groups, the higher priority, in whatever order they come', [group('Support', 9, perMinute(3)), group('Sales', 5, perMinute(2))], 3, 'Support'],
    ['of two alike, the first by name', [group('Support', 5, perMinute(3)), group('Sales', 5, perMinute(2))], 2, 'Sales'],
    ['a person’s own before all', [dana(perMinute(4)), group('Support', 1000, perMinute(3)), everyone(perMinute(1))], 4, 'Dana'],
    ['also where it takes the limit away', [dana(perMinute(null)), everyone(perMinute(1))], null, 'Dana'],
    ['not one that leaves the field to others', [dana({ guards: { concurrentCalls: 1 } }), everyone(perMinute(1))], 1, 'Everyone'],
  ])('%s', (_words, layers, expected, name) => {
    const { policy } = resolvePolicy(layers)
    expect(policy.guards.callsPerMinute).toBe(expected)
    expect(policy.sources['guards.callsPerMinute']?.name).toBe(name)
  })

  it('field by field, also within one thing, and each says whose it is', () => {
    const { dialer, policy } = resolvePolicy([
      everyone({ callerId: { companyNumber: '+14255550100', companyName: 'Northwind' }, dialer: 'Teams' }), group('Sales', 1, { callerId: { locked: true, allowed: ['company'] } }),
    ])
    expect(dialer).toBe('Teams')
    expect(policy.callerId).toEqual({ locked: true, allowed: ['company'], companyNumber: '+14255550100', companyName: 'Northwind' })
    expect(policy.sources).toEqual({
      dialer: { scope: 'everyone', name: 'Everyone' }, 'callerId.companyNumber': { scope: 'everyone', name: 'Everyone' }, 'callerId.companyName': { scope: 'everyone', name: 'Everyone' },
      'callerId.locked': { scope: 'group', name: 'Sales' }, 'callerId.allowed': { scope: 'group', name: 'Sales' },
    })
  })

  it('is as built in where nobody decided, and where what was decided can’t be read', () => {
    expect(resolvePolicy([])).toEqual({ dialer: 'UserOverride', policy: usualPolicy })
    const odd = { recording: 'sometimes', busy: { allowed: [] }, unheardOf: true } as unknown as PolicySettings
    expect(resolvePolicy([everyone(odd)]).policy).toMatchObject({ recording: 'none', busy: { allowed: ['wait', 'busy', 'unanswered'] } })
  })
})

describe('the fields of a policy', () => {
  it('are named by their place, and are put back there', () => {
    const settings: PolicySettings = { recording: 'all', guards: { concurrentCalls: 2, callsPerMinute: null }, destinations: { blocked: ['+1900'] } }
    expect(fieldsOf(settings)).toEqual([['recording', 'all'], ['guards.concurrentCalls', 2], ['guards.callsPerMinute', null], ['destinations.blocked', ['+1900']]])
    expect(settingsFrom(fieldsOf(settings))).toEqual(settings)
    expect(policyFields).toEqual([
      'dialer', 'callerId.locked', 'callerId.allowed', 'callerId.companyNumber', 'callerId.companyName', 'unanswered.forward', 'unanswered.maxSeconds', 'busy.allowed', 'recording', 'mustRecord',
      'recordingDays', 'voicemailDays', 'quietHours.allowed', 'destinations.blocked', 'destinations.allowed', 'guards.concurrentCalls', 'guards.callsPerMinute',
    ])
  })
})

describe('what a person reads of it', () => {
  const words = (...layers: PolicyLayer[]) => {
    const { policy, dialer } = resolvePolicy(layers)
    return rulesInWords(policy, dialer)
  }
  it('is a sentence for each thing that was decided, with for whom', () => {
    expect(words(everyone({ destinations: { blocked: ['+1900', '+1976', '+882'] }, recording: 'external', recordingDays: 90 }), group('Sales', 0, { dialer: 'Teams', guards: { concurrentCalls: 1 } }), dana({ voicemailDays: 7 }))).toEqual([
      { text: 'Calls ring Teams, and your phone only when Teams can’t be reached.', by: 'Set by your organisation for Sales' },
      { text: 'Calls with anybody who is no colleague are recorded.', by: 'Set by your organisation' },
      { text: 'Recordings stay 90 days.', by: 'Set by your organisation' },
      { text: 'Voicemails stay 7 days.', by: 'Set by your organisation for you' },
      { text: 'You can’t call numbers that begin with +1900, +1976 or +882.', by: 'Set by your organisation' },
      { text: 'You can be in one call at once.', by: 'Set by your organisation for Sales' },
    ])
  })
  it('is nothing where nothing was decided, or no more than what is usual', () => {
    expect(words()).toEqual([])
    expect(words(everyone({ guards: { callsPerMinute: null }, quietHours: { allowed: true }, unanswered: { forward: 'anyone', maxSeconds: null }, mustRecord: true }))).toEqual([])
  })
})
