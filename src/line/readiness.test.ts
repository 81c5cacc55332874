import { carriedOver, isReady, lossWords, lost, readiness, type CheckId, type ReadinessFacts } from './readiness.ts'

const number = '+14255550101'
const phone = { id: '4828c8ec-dc2e-4779-b502-87ac9ce28ab7', name: 'MCOEV', product: 'SPE_E5', enabled: true }
const mobile = { id: 'x', name: 'OPERATOR_CONNECT_MOBILE', product: 'Operator_Connect_Mobile', enabled: true }
const teams = { accountType: 'user', features: ['Teams', 'PhoneSystem'], voiceEnabled: true, numbers: [number], upgradePolicy: 'UpgradeToTeams' }
const uploaded: ReadinessFacts['uploaded'] = { kind: 'mobile', byHand: false, teams: 'assigned', teamsDetail: null }
const all: ReadinessFacts = { programme: true, plans: [phone, mobile], teams, number, uploaded, capabilities: ['userAssignment', 'teamsPhoneMobile'], voicemailOff: true, away: false, before: [] }

const statesOf = (facts: Partial<ReadinessFacts>) => Object.fromEntries(readiness({ ...all, ...facts }).map(({ id, state }) => [id, state]))
const check = (id: CheckId, facts: Partial<ReadinessFacts>) => readiness({ ...all, ...facts }).find((one) => one.id === id)

describe('what a number needs', () => {
  it('is all there', () => {
    expect(new Set(Object.values(statesOf({})))).toEqual(new Set(['ok']))
    expect(readiness(all).every(({ nextStep }) => nextStep === null)).toBe(true)
  })

  it.each<[CheckId, Partial<ReadinessFacts>, 'user' | 'administrator' | 'operator']>([
    ['phone-licence', { plans: [mobile] }, 'administrator'],
    ['phone-licence', { plans: [{ ...phone, enabled: false }, mobile] }, 'administrator'],
    ['mobile-licence', { plans: [phone] }, 'administrator'],
    ['mobile-subscription', { uploaded: { ...uploaded!, kind: 'service' } }, 'administrator'],
    ['teams-only', { teams: { ...teams, accountType: 'sfbOnPremUser' } }, 'administrator'],
    ['teams-only', { teams: { ...teams, upgradePolicy: 'Islands' } }, 'administrator'],
    ['teams-only', { teams: { ...teams, features: [] } }, 'administrator'],
    ['number-uploaded', { capabilities: ['userAssignment'] }, 'operator'],
    ['number-assigned', { teams: { ...teams, numbers: [] }, uploaded: { ...uploaded!, teams: 'failed', teamsDetail: 'No licence' } }, 'administrator'],
    ['number-assigned', { teams: { ...teams, numbers: [] }, uploaded: { ...uploaded!, teams: null } }, 'administrator'],
    ['voice-enabled', { teams: { ...teams, voiceEnabled: false } }, 'administrator'],
  ])('%s is missing, alone, and says who can bring it (%#)', (id, facts, who) => {
    expect(Object.entries(statesOf(facts)).filter(([, state]) => state !== 'ok')).toEqual([[id, 'missing']])
    expect(check(id, facts)?.nextStep).toMatchObject({ who, words: expect.stringMatching(/.{10}/) as string })
  })

  it('asks for Microsoft’s mobile licence and capability only where the operator is in the programme', () => {
    const outside = statesOf({ programme: false, plans: [phone], capabilities: null })
    expect(outside).not.toHaveProperty('mobile-licence')
    expect(new Set(Object.values(outside))).toEqual(new Set(['ok']))
  })

  it('says that it does not know what it may not see, and what it waits for', () => {
    expect(statesOf({ plans: null, teams: null, uploaded: { ...uploaded!, teams: null } })).toMatchObject({ 'phone-licence': 'unknown', 'teams-only': 'unknown', 'voice-enabled': 'unknown', 'number-assigned': 'unknown' })
    expect(check('phone-licence', { plans: null })?.nextStep?.words).toContain('consent')
    expect(check('phone-licence', { plans: null, away: true })?.nextStep?.who).toBe('user')
    expect(statesOf({ teams: { ...teams, numbers: [] }, uploaded: { ...uploaded!, teams: 'pending' } })['number-assigned']).toBe('pending')
    expect(statesOf({ teams: { ...teams, numbers: [] } })['number-assigned']).toBe('pending')
    expect(statesOf({ voicemailOff: false })['nothing-competes']).toBe('unknown')
  })

  it('waits for Teams to show a number that was just assigned; one that it showed before is lost, and stays so until Teams has it again', () => {
    const hidden = { ...all, teams: { ...teams, numbers: [] } }
    const waiting = readiness(hidden)
    expect(waiting.find(({ id }) => id === 'number-assigned')?.state).toBe('pending')
    expect(readiness({ ...hidden, before: waiting })).toEqual(waiting)
    const gone = readiness({ ...hidden, before: readiness(all) })
    expect(lost(gone, readiness(all))).toMatchObject([{ id: 'number-assigned', nextStep: { who: 'administrator' } }])
    expect(readiness({ ...hidden, before: gone })).toEqual(gone)
    expect(statesOf({ before: gone })['number-assigned']).toBe('ok')
    // assigned again by us, it is waited for again
    expect(statesOf({ ...hidden, uploaded: { ...uploaded!, teams: 'pending' }, before: gone })['number-assigned']).toBe('pending')
    // nobody saw it yet: that Graph was away meanwhile shows nothing
    const away = { ...all, teams: null, away: true }
    expect(readiness({ ...hidden, before: carriedOver(readiness(away), waiting, true) })).toEqual(waiting)
    expect(readiness({ ...hidden, before: readiness(away) })).toEqual(waiting)
  })

  it('of somebody without a number: they need one', () => {
    expect(statesOf({ number: null, uploaded: null })).toMatchObject({ 'number-assigned': 'missing', 'number-uploaded': 'missing', 'mobile-subscription': 'missing' })
  })
})

describe('from one look to the next', () => {
  const without = readiness({ ...all, plans: [mobile] })
  it('what was there and is missing is lost, once', () => {
    expect(lost(without, readiness(all)).map(({ id }) => id)).toEqual(['phone-licence'])
    expect(lost(without, without)).toEqual([])
    expect(lost(without, [])).toEqual([])
    expect([isReady(readiness(all)), isReady(without)]).toEqual([true, false])
  })
  it('is told in words, with who can help', () => {
    expect(lossWords(lost(without, readiness(all)))).toMatch(/^A Teams Phone licence is missing\. Your administrator can help: .+\n\nType readiness/)
  })
  it('while Graph is away, nothing is lost and nothing forgotten', () => {
    const unseen = readiness({ ...all, plans: null, teams: null, away: true })
    expect(carriedOver(unseen, readiness(all), true)).toEqual(readiness(all))
    expect(carriedOver(unseen, readiness(all), false)).toBe(unseen)
    expect(carriedOver(unseen, [], true)).toEqual(unseen)
    // but whoever takes their word back is believed at once
    const takenBack = readiness({ ...all, teams: null, away: true, voicemailOff: false })
    expect(carriedOver(takenBack, readiness(all), true).filter(({ state }) => state !== 'ok').map(({ id }) => id)).toEqual(['nothing-competes'])
  })
})
