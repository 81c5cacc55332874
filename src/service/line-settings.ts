import { groupLimits, type Settings, type SettingsLimits, type SettingsPatch } from '../api/settings.ts'
import { readNumber } from '../line/number.ts'
import { longestRing } from '../line/plan.ts'
import { blockedNumber, guardOf } from '../line/guards.ts'
import { busyWithin, callerIdChoices, effectivePolicy, quietWithin, setBy, type LinePolicy } from '../line/policy.ts'
import { isLocked } from '../line/routing.ts'
import { isTimeZone, unansweredDelays, type Favourite, type LineSettings, type UnansweredTarget } from '../line/settings.ts'
import type { LineChanges, LineRecord, Store } from '../store/port.ts'
import { Problem } from './problem.ts'

export interface SettingsPorts {
  store: Pick<Store, 'linesOf' | 'lineByNumber'>
  country: string
  voicemailBehindSeconds: number
}

/** The delays a person may choose: those that end well before any voicemail behind our legs. */
const delaysWithin = (voicemailBehindSeconds: number, { unanswered: { maxSeconds } }: LinePolicy) =>
  unansweredDelays.filter((seconds) => seconds <= Math.min(longestRing(voicemailBehindSeconds), maxSeconds ?? Infinity))

export const limitsOf = (own: LineRecord, voicemailBehindSeconds: number): SettingsLimits => {
  const policy = effectivePolicy(own)
  const { locked, companyNumber, companyName } = policy.callerId
  const { maxSeconds } = policy.unanswered
  const by = (field: string) => setBy(policy.sources[field])
  return {
    delays: delaysWithin(voicemailBehindSeconds, policy),
    delaysBy: maxSeconds !== null && maxSeconds < longestRing(voicemailBehindSeconds) ? by('unanswered.maxSeconds') : null,
    forward: policy.unanswered.forward,
    forwardBy: policy.unanswered.forward === 'anyone' ? null : by('unanswered.forward'),
    busy: { choices: policy.busy.allowed, lockedBy: policy.busy.allowed.length < 3 ? by('busy.allowed') : null },
    quietHours: { allowed: policy.quietHours.allowed, lockedBy: policy.quietHours.allowed ? null : by('quietHours.allowed') },
    callerId: { choices: callerIdChoices(policy), lockedBy: locked ? by('callerId.locked') : null, companyNumber, companyName },
    desk: own.desk,
  }
}

/** The settings as people see them: where policy decides, what it decided. */
export const settingsOf = (own: LineRecord, voicemailBehindSeconds: number): Settings => {
  const { unanswered, callerId, ...settings } = own.settings
  const policy = effectivePolicy(own)
  const choices = callerIdChoices(policy)
  const [usual = 'mobile'] = choices
  const withinChoices = (choice: LineSettings['callerId']['native']) => (choices.includes(choice) ? choice : usual)
  const allowed = unanswered.kind === 'voicemail' || policy.unanswered.forward === 'anyone' || (policy.unanswered.forward === 'colleagues' && unanswered.kind !== 'number')
  return {
    ...settings,
    busy: busyWithin(policy, settings.busy),
    quietHours: quietWithin(policy, settings.quietHours),
    notify: own.notify,
    unanswered: { afterSeconds: Math.min(own.unansweredAfterSeconds, longestRing(voicemailBehindSeconds), policy.unanswered.maxSeconds ?? Infinity), to: allowed ? unanswered : { kind: 'voicemail' } },
    callerId: { native: withinChoices(callerId.native), teams: withinChoices(callerId.teams) },
  }
}

/** What a person asked to change, checked against what they may. Throws Problem, which names the field. */
export const readChanges = async (own: LineRecord, patch: SettingsPatch, ports: SettingsPorts): Promise<LineChanges> => {
  const { ring, notify, offerUplift, respectDoNotDisturb, busy, unanswered, quietHours, favourites, callerId } = patch
  if (ring !== undefined && isLocked(own)) throw new Problem('locked', 'Your organisation decides where your calls ring, so this can\'t be changed here.', { field: 'ring' })
  const afterSeconds = unanswered?.afterSeconds
  const policy = effectivePolicy(own)
  const by = (name: string) => setBy(policy.sources[name])
  const delays = delaysWithin(ports.voicemailBehindSeconds, policy)
  if (afterSeconds !== undefined && afterSeconds > (policy.unanswered.maxSeconds ?? Infinity)) {
    throw new Problem('locked', `Calls may ring ${policy.unanswered.maxSeconds} seconds at most. ${by('unanswered.maxSeconds')}.`, { field: 'unanswered.afterSeconds' })
  }
  if (busy !== undefined && !policy.busy.allowed.includes(busy)) {
    throw new Problem('locked', `That can't be chosen here. ${by('busy.allowed')}. Expected one of ${policy.busy.allowed.join(', ')}.`, { field: 'busy' })
  }
  if (quietHours?.on === true && !policy.quietHours.allowed) throw new Problem('locked', `Quiet hours are off. ${by('quietHours.allowed')}.`, { field: 'quietHours.on' })
  if (afterSeconds !== undefined && !delays.includes(afterSeconds)) {
    throw new Problem('bad-request', `Calls can't ring that long here: your operator's voicemail would answer. Expected one of ${delays.join(', ')} seconds.`, { field: 'unanswered.afterSeconds' })
  }
  if (quietHours?.timeZone !== undefined && !isTimeZone(quietHours.timeZone)) {
    throw new Problem('bad-request', 'That is not a time zone. Expected one like Europe/Berlin.', { field: 'quietHours.timeZone' })
  }
  if (callerId !== undefined) checkCallerId(own, callerId)
  const settings: Partial<LineSettings> = {
    ...(offerUplift === undefined ? {} : { offerUplift }),
    ...(respectDoNotDisturb === undefined ? {} : { respectDoNotDisturb }),
    ...(busy === undefined ? {} : { busy }),
    ...(unanswered?.to === undefined ? {} : { unanswered: await readTarget(own, unanswered.to, ports) }),
    ...(quietHours === undefined ? {} : { quietHours: merged(own.settings.quietHours, quietHours) }),
    ...(favourites === undefined ? {} : { favourites: favourites.map((each, index) => readFavourite(each, index, ports.country)) }),
    ...(callerId === undefined ? {} : { callerId: merged(own.settings.callerId, callerId) }),
  }
  return {
    ...(ring === undefined ? {} : { ring }),
    ...(notify === undefined ? {} : { notify }),
    ...(afterSeconds === undefined ? {} : { unansweredAfterSeconds: afterSeconds }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  }
}

/** Only what is named changes. */
const merged = <T extends object>(before: T, changes: { [K in keyof T]?: T[K] | undefined }): T =>
  ({ ...before, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) })

const checkCallerId = (own: LineRecord, wanted: NonNullable<SettingsPatch['callerId']>): void => {
  const policy = effectivePolicy(own)
  if (policy.callerId.locked) throw new Problem('locked', 'Your organisation decides which number others see, so this can\'t be changed here.', { field: 'callerId' })
  const choices = callerIdChoices(policy)
  for (const side of ['native', 'teams'] as const) {
    const choice = wanted[side]
    if (choice === undefined || choices.includes(choice)) continue
    const words = choice === 'company' ? 'There is no company number you can call from.' : 'Your organisation does not allow that.'
    throw new Problem('locked', `${words} Expected one of ${choices.join(', ')}.`, { field: `callerId.${side}` })
  }
}

const field = 'unanswered.to'

const readTarget = async (own: LineRecord, to: NonNullable<NonNullable<SettingsPatch['unanswered']>['to']>, { store, country }: SettingsPorts): Promise<UnansweredTarget> => {
  if (to.kind === 'voicemail') return to
  const { forward } = effectivePolicy(own).unanswered
  if (forward === 'nobody') throw new Problem('locked', 'Your organisation sends calls nobody answers to voicemail, so this can\'t be changed here.', { field })
  if (to.kind === 'group') return readGroup(own, to, store)
  if (to.kind === 'colleague') {
    const [colleague] = await store.linesOf(own.tenantId, [to.userId])
    if (colleague === undefined) throw new Problem('no-number', 'That colleague has no number here. Choose another, or type a number.', { field })
    if (colleague.userId === own.userId) throw itself()
    return { kind: 'colleague', userId: colleague.userId, name: colleague.name }
  }
  const number = readNumber(to.number, country)
  if (number === null) throw new Problem('bad-number', `“${to.number}” is not a phone number. Type one like +1 425 555 0102, or choose a colleague.`, { field: `${field}.number` })
  if (number === own.number) throw itself()
  const blocked = blockedNumber(guardOf(effectivePolicy(own)), number)
  if (blocked !== null) throw new Problem('locked', blocked.words, { field })
  // a colleague's number stays right when the colleague gets another one
  const holder = await store.lineByNumber(number)
  if (holder !== null && holder.tenantId === own.tenantId) return { kind: 'colleague', userId: holder.userId, name: holder.name }
  if (forward === 'colleagues') throw new Problem('locked', 'Your organisation allows colleagues only. Choose one, or voicemail.', { field })
  return { kind: 'number', number }
}

const readGroup = async (own: LineRecord, { together, members }: { together: boolean; members: string[] }, store: SettingsPorts['store']): Promise<UnansweredTarget> => {
  const chosen = [...new Set(members)]
  if (!together && chosen.length > groupLimits.inTurn) throw new Problem('bad-request', `One after the other, at most ${groupLimits.inTurn} colleagues can be rung. Choose fewer, or ring all at once.`, { field: `${field}.members` })
  const names = new Map((await store.linesOf(own.tenantId, chosen)).map(({ userId, name }) => [userId, name]))
  const found = chosen.map((userId, index) => {
    if (userId === own.userId) throw itself()
    const name = names.get(userId)
    if (name === undefined) throw new Problem('no-number', 'That colleague has no number here. Choose another.', { field: `${field}.members.${index}` })
    return { userId, name }
  })
  const [first, ...others] = found
  if (first === undefined) throw new Problem('bad-request', 'Choose at least one colleague.', { field: `${field}.members` })
  return { kind: 'group', together, members: [first, ...others] }
}

const itself = () => new Problem('own-number', 'That is you. Choose somebody else, or voicemail.', { field })

const readFavourite = ({ number: written, name }: NonNullable<SettingsPatch['favourites']>[number], index: number, country: string): Favourite => {
  const number = readNumber(written, country)
  if (number === null) throw new Problem('bad-number', `“${written}” is not a phone number. Type one like +1 425 555 0102.`, { field: `favourites.${index}.number` })
  return { number, name: name || null }
}
