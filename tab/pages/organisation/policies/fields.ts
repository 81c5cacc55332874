/** What a policy can decide, as it is shown: each field by its place in the API's settings. */
interface Common {
  /** `guards.callsPerMinute` and the like. */
  path: string
  label: string
  hint?: string
}
export type Field = Common & (
  | { kind: 'choice', choices: Record<string, string> }
  | { kind: 'flag', yes: string, no: string }
  /** A whole number from `least` to `most`; null is no limit. */
  | { kind: 'limit', least: number, most: number, unit: string, none: string, some: string }
  /** Some of these, in the order in which they were picked. */
  | { kind: 'several', choices: Record<string, string>, some: string, /** What the first one is for. */ first?: string }
  | { kind: 'text' | 'phone', none: string, some: string }
  /** Beginnings of numbers. `all` where null is every number. */
  | { kind: 'prefixes', all?: string, none: string, some: string }
)

export interface FieldGroup {
  title: string
  fields: Field[]
}

const seen = { mobile: 'Their own number', company: 'The company number', hidden: 'No number' }

export const fieldGroups: FieldGroup[] = [
  {
    title: 'Where calls ring',
    fields: [{ kind: 'choice', path: 'dialer', label: 'Calls ring', choices: { UserOverride: 'Each person chooses', Native: 'Phone and Teams together', Teams: 'Teams, and the phone only when Teams can’t be reached' } }],
  },
  {
    title: 'The number others see',
    fields: [
      { kind: 'several', path: 'callerId.allowed', label: 'Others may see', choices: seen, some: 'Only these', first: 'Where people may not choose, others see' },
      { kind: 'flag', path: 'callerId.locked', label: 'Who chooses', yes: 'Nobody: the first of these is always seen', no: 'Each person chooses' },
      { kind: 'phone', path: 'callerId.companyNumber', label: 'Company number', none: 'None', some: 'This number' },
      { kind: 'text', path: 'callerId.companyName', label: 'Name beside it', none: 'None', some: 'This name' },
    ],
  },
  {
    title: 'When nobody answers',
    fields: [
      { kind: 'choice', path: 'unanswered.forward', label: 'Calls may go to', choices: { anyone: 'Voicemail or anybody', colleagues: 'Voicemail or a colleague', nobody: 'Voicemail only' } },
      { kind: 'limit', path: 'unanswered.maxSeconds', label: 'How long calls ring', least: 5, most: 60, unit: 'seconds', none: 'As long as people like', some: 'At most' },
    ],
  },
  {
    title: 'While people talk',
    fields: [{ kind: 'several', path: 'busy.allowed', label: 'A second call may', choices: { wait: 'Ring like the first', busy: 'Hear the busy tone', unanswered: 'Go on as if nobody answered' }, some: 'Only do this' }],
  },
  { title: 'Quiet hours', fields: [{ kind: 'flag', path: 'quietHours.allowed', label: 'Quiet hours', yes: 'People may have them', no: 'Not allowed' }] },
  {
    title: 'Recording',
    fields: [
      { kind: 'choice', path: 'recording', label: 'Recorded calls', choices: { none: 'None', all: 'All calls', incoming: 'Calls that come in', external: 'Calls with people outside' }, hint: 'Everybody on the call is told.' },
      { kind: 'flag', path: 'mustRecord', label: 'If a call can’t be recorded', yes: 'It ends', no: 'It goes on' },
      { kind: 'limit', path: 'recordingDays', label: 'Recordings stay', least: 1, most: 36_500, unit: 'days', none: 'As the service has it', some: 'So many days' },
    ],
  },
  { title: 'Voicemail', fields: [{ kind: 'limit', path: 'voicemailDays', label: 'Messages stay', least: 1, most: 3650, unit: 'days', none: 'As the service has it', some: 'So many days' }] },
  {
    title: 'Numbers people can call',
    fields: [
      { kind: 'prefixes', path: 'destinations.allowed', label: 'Allowed', all: 'Every number', none: 'Emergency numbers only', some: 'Only these, and emergency numbers', hint: 'Beginnings such as +1 +44, with spaces in between.' },
      { kind: 'prefixes', path: 'destinations.blocked', label: 'Blocked', none: 'None', some: 'These', hint: 'Beginnings such as +1900 +882, with spaces in between. Emergency numbers always work.' },
    ],
  },
  {
    title: 'Calls at once',
    fields: [
      { kind: 'limit', path: 'guards.concurrentCalls', label: 'In calls at the same time', least: 1, most: 100, unit: 'calls', none: 'No limit', some: 'At most' },
      { kind: 'limit', path: 'guards.callsPerMinute', label: 'Calls placed in a minute', least: 1, most: 600, unit: 'calls', none: 'No limit', some: 'At most' },
    ],
  },
]

export const fields: Field[] = fieldGroups.flatMap((group) => group.fields)
