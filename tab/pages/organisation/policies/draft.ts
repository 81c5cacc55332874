import type { PolicySettings } from '../../../../src/api/policies.ts'
import { readNumber } from '../../../number.ts'
import type { FormProblem } from '../editor/problem.ts'
import { fields, type Field } from './fields.ts'

/** A field as it stands in the form. `mode` is empty while nothing is set. */
export interface Draft {
  mode: string
  text: string
  picked: readonly string[]
}
export type Drafts = Readonly<Record<string, Draft>>

export const notSet: Draft = { mode: '', text: '', picked: [] }

/** What can be chosen for a field besides leaving it to others; `set` asks for more. */
export const modesOf = (field: Field): [mode: string, words: string][] => {
  switch (field.kind) {
    case 'choice': return Object.entries(field.choices)
    case 'flag': return [['yes', field.yes], ['no', field.no]]
    case 'several': return [['set', field.some]]
    case 'prefixes': return [...(field.all === undefined ? [] : [['all', field.all] as [string, string]]), ['none', field.none], ['set', field.some]]
    case 'limit':
    case 'text':
    case 'phone': return [['none', field.none], ['set', field.some]]
  }
}

const isPart = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

/** What stands at a path of the settings; undefined where nothing is set. */
export const settingAt = (settings: PolicySettings, path: string): unknown => path.split('.').reduce<unknown>((part, name) => (isPart(part) ? part[name] : undefined), settings)

export const draftOf = (field: Field, value: unknown): Draft => {
  if (value === undefined) return notSet
  switch (field.kind) {
    case 'choice': return { ...notSet, mode: String(value) }
    case 'flag': return { ...notSet, mode: value === true ? 'yes' : 'no' }
    case 'several': return { ...notSet, mode: 'set', picked: strings(value) }
    case 'prefixes': return value === null ? { ...notSet, mode: 'all' } : strings(value).length === 0 ? { ...notSet, mode: 'none' } : { ...notSet, mode: 'set', text: strings(value).join(' ') }
    case 'limit':
    case 'text':
    case 'phone': return value === null ? { ...notSet, mode: 'none' } : { ...notSet, mode: 'set', text: String(value) }
  }
}

const prefixesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((prefix) => prefix !== '')

/** What is still empty, before the service is asked: no beginnings at all would mean something else than these. */
export const missingIn = (drafts: Drafts): FormProblem | null => {
  const empty = fields.find(({ kind, path }) => kind === 'prefixes' && drafts[path]?.mode === 'set' && prefixesIn(drafts[path].text).length === 0)
  return empty ? { field: empty.path, words: 'Type the beginning of at least one number, such as +1' } : null
}

/** What the API takes. What can't be right is sent as it was written: the service says what it expects. */
const settingOf = (field: Field, { mode, text, picked }: Draft, ownNumber: string): unknown => {
  if (mode === '') return undefined
  const written = text.trim()
  switch (field.kind) {
    case 'choice': return mode
    case 'flag': return mode === 'yes'
    case 'several': return picked
    case 'prefixes': return mode === 'all' ? null : mode === 'none' ? [] : prefixesIn(written)
    case 'limit': return mode === 'none' ? null : /^\d+$/.test(written) ? Number(written) : written
    case 'phone': return mode === 'none' ? null : readNumber(written, ownNumber) ?? written
    case 'text': return mode === 'none' ? null : written
  }
}

export const draftsOf = (settings: PolicySettings): Drafts => Object.fromEntries(fields.map((field) => [field.path, draftOf(field, settingAt(settings, field.path))]))

export const settingsOf = (drafts: Drafts, ownNumber: string): PolicySettings => {
  const settings: Record<string, unknown> = {}
  for (const field of fields) {
    const value = settingOf(field, drafts[field.path] ?? notSet, ownNumber)
    if (value === undefined) continue
    const [name = '', part] = field.path.split('.')
    const before = settings[name]
    settings[name] = part === undefined ? value : { ...(isPart(before) ? before : {}), [part]: value }
  }
  return settings as PolicySettings
}
