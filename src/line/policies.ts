import { linePolicy, readPolicy, usualPolicy, type LinePolicy, type PolicySource } from './policy.ts'
import type { RingSettings } from './routing.ts'

type Part<Name extends keyof LinePolicy> = { [Field in keyof LinePolicy[Name]]?: LinePolicy[Name][Field] | undefined }

/** What one policy decides; what it does not name it leaves to the others. */
export interface PolicySettings {
  dialer?: RingSettings['policy'] | undefined
  callerId?: Part<'callerId'> | undefined
  unanswered?: Part<'unanswered'> | undefined
  busy?: Part<'busy'> | undefined
  recording?: LinePolicy['recording'] | undefined
  mustRecord?: boolean | undefined
  recordingDays?: number | null | undefined
  voicemailDays?: number | null | undefined
  quietHours?: Part<'quietHours'> | undefined
  destinations?: Part<'destinations'> | undefined
  guards?: Part<'guards'> | undefined
}

/** A policy as it bears on one line. */
export interface PolicyLayer extends PolicySource {
  /** Among groups, the higher one counts; other scopes have none. */
  priority: number
  settings: PolicySettings
}

export interface Resolved {
  dialer: RingSettings['policy']
  policy: LinePolicy
}

const rank = { everyone: 0, group: 1, person: 2 } as const
/** The last one counts. Two groups of one priority: by name, so that it is the same every time. */
const inOrder = (a: PolicyLayer, b: PolicyLayer): number => rank[a.scope] - rank[b.scope] || a.priority - b.priority || b.name.localeCompare(a.name)

const isPart = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `guards.callsPerMinute` and the like, with what stands there. */
export const fieldsOf = (settings: PolicySettings): [field: string, value: unknown][] =>
  Object.entries(settings as Record<string, unknown>).flatMap(([name, value]) =>
    (isPart(value) ? Object.entries(value).map(([part, inner]): [string, unknown] => [`${name}.${part}`, inner]) : [[name, value] as [string, unknown]]).filter(([, inner]) => inner !== undefined))

/** The other way round. */
export const settingsFrom = (fields: [field: string, value: unknown][]): Record<string, unknown> => {
  const settings: Record<string, unknown> = {}
  for (const [field, value] of fields) {
    const [name = '', part] = field.split('.')
    settings[name] = part === undefined ? value : { ...(isPart(settings[name]) ? settings[name] : {}), [part]: value }
  }
  return settings
}

const { sources: _none, ...usual } = usualPolicy
/** Every field a policy may name. */
export const policyFields: readonly string[] = ['dialer', ...fieldsOf(usual).map(([field]) => field)]

/** What counts for a line: of each field the person's, else that of the group with the highest priority, else everybody's, else as built in. */
export const resolvePolicy = (layers: readonly PolicyLayer[]): Resolved => {
  const fields = new Map<string, unknown>()
  const sources: Record<string, PolicySource> = {}
  for (const { scope, name, settings } of layers.toSorted(inOrder)) {
    for (const [field, value] of fieldsOf(settings)) {
      if (!policyFields.includes(field)) continue
      fields.set(field, value)
      sources[field] = { scope, name }
    }
  }
  const { dialer, ...rest } = settingsFrom([...fields])
  return { dialer: dialer === 'Teams' || dialer === 'Native' ? dialer : 'UserOverride', policy: { ...readPolicy(rest), sources: linePolicy.shape.sources.parse(sources) } }
}
