import type { Policy, PolicySettings } from '../../../../src/api/policies.ts'
import { formatNumber } from '../../../number.ts'
import { counted } from '../../../words.ts'
import { settingAt } from './draft.ts'
import { fields, type Field } from './fields.ts'

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

const valueWords = (field: Field, value: unknown, locale: string): string => {
  switch (field.kind) {
    case 'choice': return field.choices[String(value)] ?? String(value)
    case 'flag': return value === true ? field.yes : field.no
    case 'several': return strings(value).map((each) => field.choices[each] ?? each).join(', ')
    case 'prefixes': return value === null ? field.all ?? '' : strings(value).length === 0 ? field.none : `${strings(value).join(', ')}${field.all === undefined ? '' : ' only'}`
    case 'limit': return value === null ? field.none : `${field.some === 'At most' ? 'At most ' : ''}${counted(Number(value), field.unit.replace(/s$/, ''), field.unit, locale)}`
    case 'phone': return value === null ? field.none : formatNumber(String(value))
    case 'text': return value === null ? field.none : String(value)
  }
}

/** What a policy decides, a line for each field that is set. */
export const decisionsOf = (settings: PolicySettings, locale: string): { path: string, label: string, words: string }[] =>
  fields.flatMap((field) => {
    const value = settingAt(settings, field.path)
    return value === undefined ? [] : [{ path: field.path, label: field.label, words: valueWords(field, value, locale) }]
  })

export const whomOf = ({ scope, name }: Pick<Policy, 'scope' | 'name'>): string => (scope === 'everyone' ? 'Everyone' : name)

const rank = { everyone: 0, group: 1, person: 2 }
/** As they count: what stands further down counts before what stands above it. */
export const inOrder = (one: Policy, other: Policy): number => rank[one.scope] - rank[other.scope] || one.priority - other.priority || one.name.localeCompare(other.name)
