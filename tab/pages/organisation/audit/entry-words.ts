import type { AuditEntry } from '../../../../src/api/admin.ts'
import { formatNumber } from '../../../number.ts'
import { counted } from '../../../words.ts'
import { actorName } from '../actor-name.ts'
import { actionName } from './actions.ts'

/** An entry with what its words need. */
interface Told {
  subject: string
  detail: AuditEntry['detail']
  /** Whom it is about, where somebody else did it. */
  whom: string
  /** Nobody else did it. */
  alone: boolean
  /** Of another person whose matter it was. */
  ofWhom: string
  locale: string
}

const text = (value: AuditEntry['detail'][string] | undefined): string => (value === undefined || value === null ? '' : String(value))
const many = ({ detail, locale }: Told, name: string, one: string, more: string) => counted(Number(detail[name] ?? 0), one, more, locale)
const policyFor = ({ detail }: Told) => (detail['scope'] === 'everyone' ? 'everyone' : text(detail['name']))

const queueName = ({ detail }: Told) => (text(detail['name']) === '' ? 'a call queue' : `the call queue ${text(detail['name'])}`)

/** As many of the names as fit into a line or two; the entry has them all. */
const someOf = (names: string) => (names.length <= 120 ? names : `${names.slice(0, names.lastIndexOf(', ', 120))}, …`)
const agentsOf = ({ detail }: Told) => (text(detail['agentNames']) === '' ? '' : ` (${someOf(text(detail['agentNames']))})`)
/** Where callers go whom nobody took. */
const overflowOf = ({ detail: { overflow, overflowName } }: Told) =>
  overflow === undefined ? '' : overflow === 'nobody' ? ', then the call ends' : overflowName === undefined ? `, then ${formatNumber(text(overflow))}` : `, then the voicemail of ${text(overflowName)}`

const settingNames: Record<string, string> = {
  ring: 'where calls ring', notify: 'messages of the bot', offerUplift: 'the offer to move calls', respectDoNotDisturb: 'do not disturb', busy: 'a second call', unanswered: 'unanswered calls', quietHours: 'quiet hours',
  favourites: 'favourites', callerId: 'the number others see', emailVoicemail: 'voicemail by e-mail',
}
const settingsIn = (detail: Told['detail']) => Object.keys(detail).map((name) => settingNames[name] ?? name).join(', ')

/** What was done, after the name of whoever did it. */
const deeds: Record<string, (told: Told) => string> = {
  'number-assigned': ({ subject, whom, alone }) => (alone ? `got ${formatNumber(subject)}` : `gave ${formatNumber(subject)} to ${whom}`),
  'number-unassigned': ({ subject, whom }) => `took ${formatNumber(subject)} from ${whom}`,
  'numbers-uploaded': (told) => `uploaded a list of ${many(told, 'rows', 'row', 'rows')}${Number(told.detail['errors']) > 0 ? `, ${many(told, 'errors', 'row', 'rows')} with errors` : ''}`,
  'numbers-confirmed': (told) => `applied a list: ${many(told, 'added', 'number', 'numbers')} added, ${many(told, 'changed', 'number', 'numbers')} changed`,
  'readiness-lost': ({ whom }) => `found something missing for the number of ${whom}`,
  'voicemail-confirmed-off': ({ detail, whom }) => `confirmed that Teams voicemail is ${detail['off'] === true ? 'off' : 'on'} for ${whom}`,
  'policy-set': (told) => `changed the policy for ${policyFor(told)}${told.detail['scope'] === 'group' && told.detail['priority'] !== undefined ? `, priority ${text(told.detail['priority'])}` : ''}`,
  'policy-removed': (told) => `removed the policy for ${policyFor(told)}`,
  'voicemail-policy': (told) => `set how voicemail works for ${told.whom}: kept ${many(told, 'days', 'day', 'days')}, ${many(told, 'longestSeconds', 'second', 'seconds')} long at most`,
  'line-administered': ({ whom }) => `changed the line of ${whom}`,
  'queue-set': (told) => `set up ${queueName(told)}: ${formatNumber(text(told.detail['number']))}, ${many(told, 'agents', 'agent', 'agents')}${agentsOf(told)}${overflowOf(told)}`,
  'queue-removed': (told) => `removed ${queueName(told)}`,
  'queue-duty': (told) => `${told.detail['on'] === true ? 'takes' : 'no longer takes'} calls of ${queueName(told)}`,
  'recording-played': ({ ofWhom }) => `listened to a recording of ${ofWhom}`,
  'recording-held': ({ ofWhom }) => `held a recording of ${ofWhom}`,
  'recording-released': ({ ofWhom }) => `released a recording of ${ofWhom}`,
  'recording-expired': () => 'had a recording that was deleted when its time was over',
  'recording-broke': () => 'had a call whose recording broke off',
  'call-unrecorded': ({ detail }) => typeof detail['dialled'] === 'string' ? `dialed ${detail['dialled']}: the call was not recorded` : `had a call that was not recorded${detail['must'] === true ? ', so it ended' : ''}`,
  'settings-changed': ({ detail }) => `changed settings: ${settingsIn(detail)}`,
  'greeting-changed': ({ subject }) => `recorded a new ${subject === 'away' ? 'away greeting' : 'greeting'}`,
  'greeting-deleted': ({ subject }) => `deleted the ${subject === 'away' ? 'away greeting' : 'greeting'}`,
  'greeting-away': ({ detail }) => (detail['from'] === null ? 'switched the away greeting off' : 'set when the away greeting plays'),
  'voicemail-played': () => 'listened to a voicemail',
  'voicemail-deleted': () => 'deleted a voicemail',
  'voicemail-restored': () => 'restored a voicemail',
  'voicemail-kept': () => 'keeps a voicemail',
  'voicemail-not-kept': () => 'no longer keeps a voicemail',
  'voicemail-expired': () => 'had a voicemail that was deleted when its time was over',
  move: () => 'moved a call', transfer: () => 'transferred a call', consult: () => 'asked a colleague during a call', complete: () => 'handed a call over', swap: () => 'switched between two people in a call',
  add: () => 'added somebody to a call', remove: () => 'removed somebody from a call', meet: () => 'continued a call as a meeting', park: () => 'parked a call', 'pick-up': () => 'picked up a parked call', hold: () => 'put a call on hold', resume: () => 'took a call up again',
  cancel: () => 'cancelled a move or a transfer', hangup: () => 'ended a call',
  'call-annotated': () => 'wrote on a call in the history',
  'history-exported': () => 'exported the history',
}

/** Who did what, to be read as one sentence. */
export const entryWords = ({ userId, actor, action, subject, detail }: AuditEntry, names: Record<string, string>, locale: string): { who: string, did: string, failed: boolean } => {
  const whom = actor === userId ? 'themselves' : actorName(userId, names, 'middle')
  // earlier entries name whose recording it was in their detail only
  const of = text(detail['of'])
  const told = { subject, detail, locale, alone: actor === null, whom, ofWhom: of === '' ? whom : of === userId ? 'themselves' : actorName(of, names, 'middle') }
  const refused = detail['refused']
  return { who: actorName(actor ?? userId, names, 'begin'), did: deeds[action]?.(told) ?? actionName(action), failed: refused !== undefined && refused !== null }
}
