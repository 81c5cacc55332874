import { callerIdChoices, setBy, type LinePolicy } from './policy.ts'
import type { RingSettings } from './routing.ts'

/** One thing that was decided for a person, in a sentence, and who decided it. */
export interface RuleWords {
  text: string
  by: string
}

const dialers: Record<RingSettings['policy'], string> = {
  Teams: 'Calls ring Teams, and your phone only when Teams can’t be reached.', Native: 'Calls ring your phone and Teams together.', UserOverride: 'You choose where calls ring.',
}
const recorded: Record<LinePolicy['recording'], string> = {
  none: 'Your calls are not recorded.', all: 'All your calls are recorded.', incoming: 'Calls to you are recorded.', external: 'Calls with anybody who is no colleague are recorded.',
}
const forwards: Record<LinePolicy['unanswered']['forward'], string | null> = {
  anyone: null, colleagues: 'Calls nobody answers go to voicemail or a colleague.', nobody: 'Calls nobody answers go to voicemail.',
}
const seen = { mobile: 'your number', company: 'the company number', hidden: 'no number' } as const
const second = { wait: 'ring', busy: 'hear the busy tone', unanswered: 'go on as if nobody answered' } as const

const list = (words: readonly string[], last: string): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`)
const many = (count: number, one: string, more: string): string => (count === 1 ? `one ${one}` : `${count} ${more}`)

/** A sentence for each field that means something to a person; null where it says no more than what is usual. */
const sentences: Record<string, (policy: LinePolicy, dialer: RingSettings['policy']) => string | null> = {
  dialer: (_policy, dialer) => dialers[dialer],
  'callerId.locked': (policy) => (policy.callerId.locked ? `Others see ${seen[callerIdChoices(policy)[0] ?? 'mobile']} when you call.` : null),
  'callerId.allowed': (policy) => (policy.callerId.locked ? null : `Others may see ${list(callerIdChoices(policy).map((choice) => seen[choice]), 'or')} when you call.`),
  'unanswered.forward': ({ unanswered: { forward } }) => forwards[forward],
  'unanswered.maxSeconds': ({ unanswered: { maxSeconds } }) => (maxSeconds === null ? null : `Calls ring at most ${maxSeconds} seconds.`),
  'busy.allowed': ({ busy: { allowed } }) => (allowed.length === 3 ? null : `While you talk, other callers ${list(allowed.map((option) => second[option]), 'or')}.`),
  recording: ({ recording }) => recorded[recording],
  mustRecord: ({ mustRecord, recording }) => (mustRecord && recording !== 'none' ? 'A call that can’t be recorded does not go on.' : null),
  recordingDays: ({ recordingDays, recording }) => (recordingDays === null || recording === 'none' ? null : `Recordings stay ${many(recordingDays, 'day', 'days')}.`),
  voicemailDays: ({ voicemailDays }) => (voicemailDays === null ? null : `Voicemails stay ${many(voicemailDays, 'day', 'days')}.`),
  'quietHours.allowed': ({ quietHours: { allowed } }) => (allowed ? null : 'Quiet hours are off.'),
  'destinations.blocked': ({ destinations: { blocked } }) => (blocked.length === 0 ? null : `You can’t call numbers that begin with ${list(blocked, 'or')}.`),
  'destinations.allowed': ({ destinations: { allowed } }) =>
    (allowed === null ? null : allowed.length === 0 ? 'You can call emergency numbers only.' : `You can only call numbers that begin with ${list(allowed, 'or')}.`),
  'guards.concurrentCalls': ({ guards: { concurrentCalls } }) => (concurrentCalls === null ? null : `You can be in ${many(concurrentCalls, 'call', 'calls')} at once.`),
  'guards.callsPerMinute': ({ guards: { callsPerMinute } }) => (callsPerMinute === null ? null : `You can place ${many(callsPerMinute, 'call', 'calls')} a minute.`),
}

/** What was decided for a person and why. Empty when everything is theirs to choose. */
export const rulesInWords = (policy: LinePolicy, dialer: RingSettings['policy']): RuleWords[] =>
  Object.entries(sentences).flatMap(([field, sentence]) => {
    const source = policy.sources[field]
    const text = source === undefined ? null : sentence(policy, dialer)
    return text === null ? [] : [{ text, by: setBy(source) }]
  })
