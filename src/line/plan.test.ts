import { decide, rulesFor, type Decision, type Situation } from './plan.ts'
import type { RingSettings } from './routing.ts'
import { preferenceOf, usualPolicy, type PolicySource } from './policy.ts'
import type { BusyOption } from './settings.ts'
import { lena, lineOf, marco, quietOn, situationOf } from './testing/lines.ts'

/** Monday is quiet, and it is Monday. */
const quiet = quietOn(1)
const both = ['native', 'teams']

/** A decision as one line of the table: where it rings, then what only rings in need. */
const told = ({ plan, because, favourite }: Decision): string =>
  `${plan === 'busy' ? 'busy tone' : `${plan.ring.join('+') || 'nowhere'}${plan.failover.length > 0 ? `, else ${plan.failover.join('+')}` : ''}`}: ${because}${favourite ? ', favourite' : ''}`

describe('where a call rings: policy, preference, and what can be reached', () => {
  const natively = (because: string) => ({ none: `native+teams: ${because}`, teams: `native+teams: ${because}`, native: `native+teams: ${because}`, both: `native+teams: ${because}` })
  const inTeams = (because: string) => ({
    none: `teams, else native: ${because}`, teams: 'native, else teams: teams-down', native: `teams, else native: ${because}`, both: `teams, else native: ${because}`,
  })
  const table: [RingSettings['policy'], RingSettings['ring'], Record<'none' | 'teams' | 'native' | 'both', string>][] = [
    ['UserOverride', 'native', natively('choice')],
    ['UserOverride', 'teams', inTeams('choice')],
    ['Teams', 'native', inTeams('policy')],
    ['Teams', 'teams', inTeams('policy')],
    ['Native', 'native', natively('policy')],
    ['Native', 'teams', natively('policy')],
  ]
  const down = { none: [], teams: ['teams'], native: ['native'], both: ['native', 'teams'] } as const
  const rows = table.flatMap(([policy, ring, expected]) => (['none', 'teams', 'native', 'both'] as const).map((away) => ({ policy, ring, away, expected: expected[away] })))
  it.each(rows)('policy $policy, the person chose $ring, down: $away', ({ policy, ring, away, expected }) => {
    expect(told(decide(lineOf({ policy, ring }), situationOf({ down: down[away] })))).toBe(expected)
  })
})

describe('whether a call rings at all: quiet hours, do-not-disturb, busy, favourites', () => {
  interface Row { quiet: boolean; dnd: boolean; busy: BusyOption | null; stranger: string; favourite: string }
  const rows: Row[] = [
    { quiet: false, dnd: false, busy: null, stranger: 'native+teams: choice', favourite: 'native+teams: choice' },
    { quiet: false, dnd: false, busy: 'wait', stranger: 'native+teams: choice', favourite: 'native+teams: choice' },
    { quiet: false, dnd: false, busy: 'busy', stranger: 'busy tone: busy', favourite: 'busy tone: busy' },
    { quiet: false, dnd: false, busy: 'unanswered', stranger: 'nowhere: busy', favourite: 'nowhere: busy' },
    { quiet: false, dnd: true, busy: null, stranger: 'nowhere: do-not-disturb', favourite: 'native+teams: choice, favourite' },
    { quiet: false, dnd: true, busy: 'wait', stranger: 'nowhere: do-not-disturb', favourite: 'native+teams: choice, favourite' },
    { quiet: false, dnd: true, busy: 'busy', stranger: 'nowhere: do-not-disturb', favourite: 'busy tone: busy, favourite' },
    { quiet: false, dnd: true, busy: 'unanswered', stranger: 'nowhere: do-not-disturb', favourite: 'nowhere: busy, favourite' },
    { quiet: true, dnd: false, busy: null, stranger: 'nowhere: quiet-hours', favourite: 'native+teams: choice, favourite' },
    { quiet: true, dnd: false, busy: 'wait', stranger: 'nowhere: quiet-hours', favourite: 'native+teams: choice, favourite' },
    { quiet: true, dnd: false, busy: 'busy', stranger: 'nowhere: quiet-hours', favourite: 'busy tone: busy, favourite' },
    { quiet: true, dnd: false, busy: 'unanswered', stranger: 'nowhere: quiet-hours', favourite: 'nowhere: busy, favourite' },
    { quiet: true, dnd: true, busy: null, stranger: 'nowhere: quiet-hours', favourite: 'native+teams: choice, favourite' },
    { quiet: true, dnd: true, busy: 'busy', stranger: 'nowhere: quiet-hours', favourite: 'busy tone: busy, favourite' },
    { quiet: true, dnd: true, busy: 'unanswered', stranger: 'nowhere: quiet-hours', favourite: 'nowhere: busy, favourite' },
  ]
  it.each(rows)('quiet $quiet, do-not-disturb $dnd, in a call with the option $busy', ({ stranger, favourite, ...row }) => {
    const line = lineOf({
      settings: { respectDoNotDisturb: true, busy: row.busy ?? 'busy', favourites: [{ number: lena, name: null }], ...(row.quiet ? { quietHours: quiet } : {}) },
    })
    const now = { busy: row.busy !== null, availability: row.dnd ? 'DoNotDisturb' : 'Available' }
    expect(told(decide(line, situationOf({ ...now, caller: '+12065550177' })))).toBe(stranger)
    expect(told(decide(line, situationOf({ ...now, caller: null })))).toBe(stranger)
    expect(told(decide(line, situationOf({ ...now, caller: lena })))).toBe(favourite)
  })

  it.each(['Available', 'Busy', 'Away', 'Offline', 'BeRightBack', 'PresenceUnknown', null])('a person who is %s in Teams is rung', (availability) => {
    expect(told(decide(lineOf({ settings: { respectDoNotDisturb: true } }), situationOf({ availability })))).toBe('native+teams: choice')
  })
  it('do-not-disturb counts only for those who wish it so', () => {
    expect(told(decide(lineOf(), situationOf({ availability: 'DoNotDisturb' })))).toBe('native+teams: choice')
  })
  it('quiet hours that are off, or of another day, leave calls ringing', () => {
    for (const quietHours of [{ ...quiet, on: false }, quietOn(2)]) expect(told(decide(lineOf({ settings: { quietHours } }), situationOf()))).toBe('native+teams: choice')
  })
})

describe('how long it rings', () => {
  const seconds = (afterSeconds: number, behind: number) => {
    const { plan } = decide(lineOf({ unansweredAfterSeconds: afterSeconds }), situationOf({ voicemailBehindSeconds: behind }))
    return plan === 'busy' ? null : plan.timeoutMs / 1000
  }
  it.each([5, 10, 15, 20, 30, 40, 50, 60])('for the %i seconds a person chose', (chosen) => expect(seconds(chosen, 75)).toBe(chosen))
  it('and ends at least 10 s before any voicemail behind our legs, on a ring-back too', () => {
    expect([seconds(60, 70), seconds(60, 69), seconds(30, 30), seconds(20, 30)]).toEqual([60, 59, 20, 20])
    expect(rulesFor(lineOf({ unansweredAfterSeconds: 60 }), situationOf({ voicemailBehindSeconds: 30 })).back.timeoutMs).toBe(20_000)
  })
})

describe('a call that nobody answers', () => {
  const goes = (line: Parameters<typeof lineOf>[0], situation: Partial<Situation> = {}, forward: 'anyone' | 'colleagues' | 'nobody' = 'anyone') => {
    const { linePolicy, ...rest } = lineOf(line)
    const { unanswered } = decide({ ...rest, linePolicy: { ...linePolicy, unanswered: { ...linePolicy.unanswered, forward } } }, situationOf(situation)).rules
    return unanswered.to !== 'party' ? unanswered.to : unanswered.party
  }
  const toNumber = { settings: { unanswered: { kind: 'number', number: '+12065550177' } } } as const
  const toMarco = { settings: { unanswered: { kind: 'colleague', userId: 'marco', name: 'Marco' } } } as const
  it('goes to voicemail, unless the person chose otherwise', () => {
    expect(goes({})).toBe('voicemail')
    expect(goes(toNumber)).toEqual({ number: '+12065550177', name: null })
    expect(goes(toMarco, { colleague: marco })).toEqual(marco)
  })
  it('goes to voicemail when the colleague has no number any more, or it is the person\'s own by now', () => {
    expect(goes(toMarco)).toBe('voicemail')
    expect(goes({ settings: { unanswered: { kind: 'number', number: '+14255550101' } } })).toBe('voicemail')
  })
  it('goes no further than the organisation allows', () => {
    expect([goes(toNumber, {}, 'colleagues'), goes(toNumber, {}, 'nobody'), goes(toMarco, { colleague: marco }, 'nobody')]).toEqual(['voicemail', 'voicemail', 'voicemail'])
    expect(goes(toMarco, { colleague: marco }, 'colleagues')).toEqual(marco)
  })
  it('rests in voicemail when it has come round to where it was forwarded from', () => {
    expect(goes(toMarco, { colleague: marco, cameBack: true })).toBe('voicemail')
    expect(told(decide(lineOf(toMarco), situationOf({ cameBack: true })))).toBe('nowhere: came-back')
  })
})

describe('what goes with every call', () => {
  it('a ring-back rings everywhere, and the desk phone is the one the administrator gave', () => {
    expect(rulesFor(lineOf({ policy: 'Teams', desk: 'desk-dana' }), situationOf())).toMatchObject({ back: { ring: both, failover: [] }, desk: 'desk-dana' })
    expect(rulesFor(lineOf(), situationOf()).desk).toBeNull()
  })
})

describe('what the person sees of the policy', () => {
  it('is their choice while policy lets them choose, and locked where it does not', () => {
    expect(preferenceOf({ policy: 'UserOverride', ring: 'teams', linePolicy: usualPolicy })).toEqual({ ring: 'teams', locked: false, lockedBy: null, policy: 'UserOverride' })
    const set = (dialer: PolicySource) => preferenceOf({ policy: 'Native', ring: 'teams', linePolicy: { ...usualPolicy, sources: { dialer } } })
    expect(set({ scope: 'everyone', name: 'Everyone' })).toMatchObject({ ring: 'native', locked: true, lockedBy: 'Set by your organisation' })
    expect(set({ scope: 'group', name: 'Sales' }).lockedBy).toBe('Set by your organisation for Sales')
    expect(set({ scope: 'person', name: 'Dana' }).lockedBy).toBe('Set by your organisation for you')
  })
})
