/** What a person's single number needs before it works everywhere, each with what to do where it is missing. */

export type CheckId =
  | 'phone-licence' | 'mobile-licence' | 'mobile-subscription' | 'teams-only' | 'number-uploaded' | 'number-assigned' | 'voice-enabled' | 'nothing-competes'
/** `pending`: asked for, and not seen yet. `unknown`: nobody could tell us. */
export type CheckState = 'ok' | 'missing' | 'pending' | 'unknown'

export interface NextStep {
  who: 'user' | 'administrator' | 'operator'
  words: string
  link?: string
}

export interface Check {
  id: CheckId
  state: CheckState
  words: string
  nextStep: NextStep | null
}

/** A service plan of a licence, as Graph has it. */
export interface ServicePlan {
  id: string
  name: string
  /** The product it came with. */
  product: string
  enabled: boolean
}

export interface TeamsFacts {
  /** `user`, `sfbOnPremUser`, … in Graph's words. */
  accountType: string | null
  /** `Teams`, `PhoneSystem`, … */
  features: string[]
  voiceEnabled: boolean | null
  /** Numbers that Teams has for the person, E.164. */
  numbers: string[]
  /** The name of the upgrade policy in force, where there is one. */
  upgradePolicy: string | null
}

/** Null: we may not ask, or got no answer. */
export interface ReadinessFacts {
  /** The operator is in Microsoft's Operator Connect Mobile programme, so that Microsoft's own mobile licence and capability apply. */
  programme: boolean
  plans: ServicePlan[] | null
  teams: TeamsFacts | null
  /** The person's line with us. */
  number: string | null
  /** The number in our inventory. */
  uploaded: { kind: 'mobile' | 'service'; byHand: boolean; teams: 'pending' | 'assigned' | 'unassigned' | 'failed' | null; teamsDetail: string | null } | null
  /** What the number can do by Teams' own list, nothing where it is not on it; asked for in the programme only. */
  capabilities: string[] | null
  /** An administrator says that nothing else answers this number. */
  voicemailOff: boolean
  /** Where Teams or the directory did not answer this time, while it usually may be asked. */
  away: boolean
  /** What the look before this one saw of the same number. */
  before: Check[]
}

/**
 * Teams Phone Standard, service plan MCOEV, also inside E5:
 * https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 */
const phonePlan = '4828c8ec-dc2e-4779-b502-87ac9ce28ab7'
/** Assumed: the page above lists the product as Operator_Connect_Mobile; the name is looked at, since no id of it could be confirmed. */
const mobilePlan = /operator_?connect_?mobile|teams_?phone_?mobile/i

const licences = 'https://admin.microsoft.com/#/licenses'
const teamsUsers = 'https://admin.teams.microsoft.com/users'

const ask = (who: NextStep['who'], words: string, link?: string): NextStep => ({ who, words, ...(link ? { link } : {}) })
const consent = (what: string) => ask('administrator', `Let Single Number read ${what}: give its consent in Entra ID.`)
const wait = ask('user', 'Wait a little. We look again by ourselves.')

type Make = (facts: ReadinessFacts) => Omit<Check, 'id'> | null
const ok = (words: string): Omit<Check, 'id'> => ({ state: 'ok', words, nextStep: null })
const missing = (words: string, nextStep: NextStep): Omit<Check, 'id'> => ({ state: 'missing', words, nextStep })
const pending = (words: string): Omit<Check, 'id'> => ({ state: 'pending', words, nextStep: wait })
const unknown = (words: string, nextStep: NextStep): Omit<Check, 'id'> => ({ state: 'unknown', words, nextStep })

const unseen = (facts: ReadinessFacts, subject: string, what: string): Omit<Check, 'id'> =>
  unknown(`We can't see ${subject}${facts.away ? ' right now' : ''}.`, facts.away ? wait : consent(what))

const checks: Record<CheckId, Make> = {
  'phone-licence': (facts) => {
    if (facts.plans === null) return unseen(facts, 'your licences', 'licences (LicenseAssignment.Read.All)')
    return facts.plans.some(({ id, enabled }) => id === phonePlan && enabled)
      ? ok('You have a Teams Phone licence.')
      : missing('A Teams Phone licence is missing.', ask('administrator', 'Assign a licence with Teams Phone, such as Teams Phone Standard or Microsoft 365 E5.', licences))
  },
  'mobile-licence': (facts) => {
    if (!facts.programme) return null
    if (facts.plans === null) return unseen(facts, 'your licences', 'licences (LicenseAssignment.Read.All)')
    return facts.plans.some(({ name, product, enabled }) => enabled && (mobilePlan.test(name) || mobilePlan.test(product)))
      ? ok('You have a Teams Phone Mobile licence.')
      : missing('A Teams Phone Mobile licence is missing.', ask('administrator', 'Assign Teams Phone Mobile; the operator sells it with the subscription.', licences))
  },
  'mobile-subscription': ({ uploaded }) => {
    if (uploaded?.kind === 'mobile') return ok('Your number is on a mobile subscription.')
    return uploaded === null
      ? missing('No mobile subscription is known for your number.', ask('operator', 'Put the number of the subscription on the list of numbers.'))
      : missing('Your number is a service number, without a SIM.', ask('administrator', 'Assign a mobile number instead.'))
  },
  // Skype for Business Online is gone, so whoever is not on premises is in Teams only mode unless a policy says otherwise:
  // https://learn.microsoft.com/microsoftteams/teams-and-skypeforbusiness-coexistence-and-interoperability
  'teams-only': (facts) => {
    const { teams } = facts
    if (teams === null) return unseen(facts, 'how Teams is set up for you', "people's Teams settings (TeamsUserConfiguration.Read.All)")
    const step = ask('administrator', 'Move the person to Teams and set the coexistence mode to Teams only.', teamsUsers)
    if (teams.accountType === 'sfbOnPremUser') return missing('Your account is still on Skype for Business.', step)
    if (teams.upgradePolicy !== null && !/upgradetoteams|teamsonly/i.test(teams.upgradePolicy)) return missing('Teams shares your calls with Skype for Business.', step)
    return teams.features.some((feature) => feature.toLowerCase() === 'teams')
      ? ok('Teams takes all your calls.')
      : missing('Teams is not switched on for you.', ask('administrator', 'Assign a licence with Microsoft Teams.', licences))
  },
  'number-uploaded': (facts) => {
    const { uploaded, programme, capabilities } = facts
    if (uploaded === null) return missing('Your number is not on the list of numbers.', ask('operator', 'Send the list with this number; an administrator uploads it.'))
    if (!programme) return ok(uploaded.byHand ? 'An administrator entered your number.' : 'The operator put your number on the list.')
    if (capabilities === null) return unseen(facts, 'your number in Teams', 'numbers (TeamsTelephoneNumber.Read.All)')
    return capabilities.some((one) => one.toLowerCase() === 'teamsphonemobile')
      ? ok('The operator gave your number to Teams as a mobile number.')
      : missing('Teams does not know your number as a mobile number.', ask('operator', 'Upload the number to Operator Connect with the mobile capability. It can take 24 hours.'))
  },
  'number-assigned': (facts) => {
    const { number, uploaded, teams } = facts
    if (number === null) return missing("You don't have a number yet.", ask('administrator', 'Assign a number.'))
    if (teams?.numbers.includes(number)) return ok('Your number is assigned to you in Teams too.')
    const step = ask('administrator', 'Assign the number to the person in the Teams admin center, or here again.', teamsUsers)
    if (uploaded?.teams === 'failed') return missing(`Teams did not take the assignment${uploaded.teamsDetail ? `: ${uploaded.teamsDetail}` : ''}.`, step)
    if (uploaded?.teams === 'pending') return pending('Teams was asked to assign your number to you.')
    // while Graph is away nobody can tell; that it was ok means that Teams showed it
    if (teams === null) return uploaded?.teams === 'assigned' && !facts.away ? ok('Your number is assigned to you in Teams too.') : unseen(facts, 'your number in Teams', "people's Teams settings (TeamsUserConfiguration.Read.All)")
    // Teams takes its time to show a new one; one that it showed before is gone, and stays so until it is assigned anew
    const earlier = facts.before.find(({ id }) => id === 'number-assigned')?.state
    const isGone = earlier === 'ok' || earlier === 'missing'
    return uploaded?.teams === 'assigned' && !isGone ? pending('Your number is assigned to you; Teams does not show it yet.') : missing('Your number is not assigned to you in Teams.', step)
  },
  'voice-enabled': (facts) => {
    const { teams } = facts
    if (teams === null || teams.voiceEnabled === null) return unseen(facts, 'whether calls are switched on', "people's Teams settings (TeamsUserConfiguration.Read.All)")
    return teams.voiceEnabled
      ? ok('Calls with the phone network are switched on in Teams.')
      : missing('Calls with the phone network are switched off in Teams.', ask('administrator', 'Switch on Enterprise Voice for this person.', teamsUsers))
  },
  // Graph v1.0 has no call for a person's voicemail or forwarding in Teams, and an operator's is not ours to see: somebody says so
  'nothing-competes': ({ voicemailOff }) => (voicemailOff
    ? ok('No other voicemail or forwarding answers your number.')
    : unknown('It is not confirmed yet that no other voicemail or forwarding answers your number.',
      ask('administrator', "Switch off the operator's voicemail and forwarding, and Teams' own for this person. Then confirm it here."))),
}

/** Every requirement that applies, in the order in which they are best met. */
export const readiness = (facts: ReadinessFacts): Check[] =>
  (Object.keys(checks) as CheckId[]).flatMap((id) => {
    const check = checks[id](facts)
    return check === null ? [] : [{ id, ...check }]
  })

/** Where nobody answered this time, what was known before still stands. */
export const carriedOver = (now: Check[], before: Check[], away: boolean): Check[] => {
  if (!away) return now
  const known = new Map(before.map((check) => [check.id, check]))
  // what somebody has to say is never carried over: they may have taken it back
  return now.map((check) => (check.state === 'unknown' && check.id !== 'nothing-competes' ? known.get(check.id) ?? check : check))
}

/** What was there and is missing now. */
export const lost = (now: Check[], before: Check[]): Check[] => {
  const had = new Set(before.filter(({ state }) => state === 'ok').map(({ id }) => id))
  return now.filter(({ id, state }) => state === 'missing' && had.has(id))
}

/** Everything that applies is there, as far as anybody can tell. */
export const isReady = (all: Check[]): boolean => all.every(({ state }) => state !== 'missing')

const whose: Record<NextStep['who'], string> = { user: 'You', administrator: 'Your administrator', operator: 'The operator' }

/** For the chat: what was lost, and who can bring it back. */
export const lossWords = (gone: Check[]): string =>
  [...gone.map(({ words, nextStep }) => (nextStep === null ? words : `${words} ${whose[nextStep.who]} can help: ${nextStep.words}`)), 'Type readiness to see everything your number needs.'].join('\n\n')
