import { planFor, planForReturn } from './routing.ts'
import { preferenceOf } from './settings.ts'

describe('whom an incoming call rings', () => {
  it.each([
    ['UserOverride', 'native', ['native', 'teams'], []],
    ['UserOverride', 'teams', ['teams'], ['native']],
    ['Teams', 'native', ['teams'], ['native']],
    ['Native', 'teams', ['native', 'teams'], []],
  ] as const)('policy %s, the person chose %s', (policy, ring, rung, failover) => {
    expect(planFor({ policy, ring, unansweredAfterSeconds: 20 })).toEqual({ ring: rung, failover, timeoutMs: 20_000 })
  })

  it('a failed transfer rings the person back everywhere', () => {
    expect(planForReturn({ policy: 'Teams', ring: 'teams', unansweredAfterSeconds: 30 }).ring).toEqual(['native', 'teams'])
  })
})

describe('what the person sees of it', () => {
  it('is their choice while policy lets them choose', () => {
    expect(preferenceOf({ policy: 'UserOverride', ring: 'teams', unansweredAfterSeconds: 30 })).toEqual({ ring: 'teams', locked: false, lockedBy: null, policy: 'UserOverride' })
  })
  it('is the policy, locked, where it does not', () => {
    expect(preferenceOf({ policy: 'Native', ring: 'teams', unansweredAfterSeconds: 30 })).toMatchObject({ ring: 'native', locked: true, lockedBy: expect.stringContaining('organisation') })
  })
})
