import { policyInput, type PolicyInput } from '../api/policies.ts'
import { fieldsOf, policyFields, settingsFrom, type PolicySettings } from '../line/policies.ts'
import type { PolicyRecord } from '../store/port/policies.ts'
import { readPerson, readTenant, textOf, UsageError, type AdminCommand, type Ask } from './read.ts'

const by = 'command line'
const idPattern = /^[\w-]{1,80}$/

/** `guards.callsPerMinute=5`: numbers, yes and no, lists with commas; `none` takes a limit away, nothing leaves it to the others. */
const readField = (written: string, usage: string): [field: string, value: unknown] => {
  const [field = '', ...rest] = written.split('=')
  const text = rest.join('=').trim()
  if (rest.length === 0 || !policyFields.includes(field)) throw new UsageError(`“${written}” is not understood; expected a field and its value, such as guards.callsPerMinute=5. The fields: ${policyFields.join(', ')}.\n\n${usage}`)
  return [field, valueOf(field, text)]
}

const lists = ['callerId.allowed', 'busy.allowed', 'destinations.blocked', 'destinations.allowed']
/** Nobody is locked out of every number by a list that was left empty: that has a word of its own. */
const emergencyOnly = 'emergency'
const texts = ['callerId.companyNumber', 'callerId.companyName']

const valueOf = (field: string, text: string): unknown => {
  if (text === '') return undefined
  // an empty list of what is blocked blocks nothing; no list of what is allowed allows everything
  if (text === emergencyOnly && field === 'destinations.allowed') return []
  if (text === 'none' && field !== 'recording') return field === 'destinations.blocked' ? [] : null
  if (lists.includes(field)) return text.split(',').map((each) => each.trim())
  if (texts.includes(field)) return text
  return text === 'yes' ? true : text === 'no' ? false : /^\d+$/.test(text) ? Number(text) : text
}

const changed = (settings: PolicySettings, changes: [string, unknown][]): Record<string, unknown> => settingsFrom([...new Map([...fieldsOf(settings), ...changes])].filter(([, value]) => value !== undefined))

const readWhom = (ask: Ask): Record<string, unknown> | null => {
  const [group, person, name, priority] = ['group', 'person', 'name', 'priority'].map((option) => textOf(ask, option))
  const named = [ask.values['everyone'] === true, group !== undefined, person !== undefined].filter(Boolean).length
  if (named > 1) throw new UsageError(`Only one of --everyone, --group and --person.\n\n${ask.usage}`)
  const more = { ...(name === undefined ? {} : { name }), ...(priority === undefined ? {} : { priority: Number(priority) }) }
  if (named === 0) return Object.keys(more).length === 0 ? null : more
  return group !== undefined ? { scope: 'group', subject: group, ...more } : person !== undefined ? { scope: 'person', subject: person } : { scope: 'everyone' }
}

const whomOf = ({ scope, subject, name, priority }: PolicyRecord): Record<string, unknown> =>
  scope === 'group' ? { scope, subject, name, priority } : scope === 'person' ? { scope, subject } : { scope }

const parse = (input: unknown, usage: string): PolicyInput => {
  const parsed = policyInput.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.').replace(/^settings\./, '') ?? ''
  throw new UsageError(`${where === '' ? 'The policy' : where}: expected ${issue?.message ?? 'something else'}.\n\n${usage}`)
}

const valueWords = (field: string, value: unknown): string => (value === null ? 'none' : Array.isArray(value) ? value.join(',') || (field === 'destinations.allowed' ? emergencyOnly : 'none') : value === true ? 'yes' : value === false ? 'no' : String(value))
const policyLines = ({ id, scope, subject, name, priority, settings }: PolicyRecord): string => [
  `${id}: for ${scope === 'everyone' ? 'everyone' : scope === 'group' ? `the group ${name} (${subject}), priority ${priority}` : `${name} (${subject})`}`,
  ...fieldsOf(settings).map(([field, value]) => `  ${field}=${valueWords(field, value)}`),
].join('\n')

export const policySet: AdminCommand = {
  name: 'policy set',
  usage: 'policy set <id> [--everyone | --group <object id> --name <group name> [--priority <0-1000>] | --person <object id>] <field=value> … [--tenant <tenant id>]',
  help: `Makes a policy, or changes what is named of it; it counts from the next call. Lists have commas; yes or no; none takes a limit away; ${emergencyOnly} allows emergency numbers only; nothing after = leaves it to other policies. The fields: ${policyFields.join(', ')}.`,
  options: { tenant: { type: 'string' }, everyone: { type: 'boolean' }, group: { type: 'string' }, person: { type: 'string' }, name: { type: 'string' }, priority: { type: 'string' } },
  read(ask) {
    const [id, ...fields] = ask.rest
    if (id === undefined || !idPattern.test(id)) throw new UsageError(`The policy’s id is needed first: letters, digits, - and _.\n\n${ask.usage}`)
    const tenantId = readTenant(ask)
    const changes = fields.map((field) => readField(field, ask.usage))
    const whom = readWhom(ask)
    return async ({ policies }) => {
      const before = (await policies.list(tenantId)).find((policy) => policy.id === id)
      if (before === undefined && whom?.['scope'] === undefined) throw new UsageError(`There is no policy “${id}” yet: --everyone, --group or --person is needed.\n\n${ask.usage}`)
      // a policy keeps for whom it is unless that is named
      const kept = before === undefined || (whom?.['scope'] !== undefined && whom['scope'] !== before.scope) ? {} : whomOf(before)
      const record = await policies.put({ tenantId, by }, id, parse({ ...kept, ...whom, settings: changed(before?.settings ?? {}, changes), updatedAt: before === undefined ? null : new Date(before.updatedAt).toISOString() }, ask.usage))
      return policyLines(record)
    }
  },
}

export const policyRemove: AdminCommand = {
  name: 'policy remove',
  usage: 'policy remove <id> [--tenant <tenant id>]',
  help: 'Takes a policy away; what others decide counts from the next call.',
  options: { tenant: { type: 'string' } },
  read(ask) {
    const [id, ...more] = ask.rest
    if (id === undefined || more.length > 0) throw new UsageError(`The id of one policy is needed.\n\n${ask.usage}`)
    const tenantId = readTenant(ask)
    return async ({ policies }) => {
      await policies.remove({ tenantId, by }, id)
      return `${id} is removed.`
    }
  },
}

export const policyShow: AdminCommand = {
  name: 'policy show',
  usage: 'policy show [<id>] [--person <object id>] [--tenant <tenant id>]',
  help: 'All policies, one of them, or what counts for a person and whose decision it is.',
  options: { tenant: { type: 'string' }, person: { type: 'string' } },
  read(ask) {
    const [id, ...more] = ask.rest
    const user = textOf(ask, 'person')
    if (more.length > 0 || (id !== undefined && user !== undefined)) throw new UsageError(`One policy, or one person.\n\n${ask.usage}`)
    const tenantId = readTenant(ask)
    const person = user === undefined ? null : readPerson(ask, user)
    return async ({ policies }) => {
      if (person === null) return id === undefined ? (await policies.list(tenantId)).map(policyLines).join('\n') || 'There are no policies.' : policyLines(await policies.get(tenantId, id))
      const { effective, sources } = await policies.of(person)
      return fieldsOf(effective).map(([field, value]) => {
        const source = sources[field]
        return `${field}=${valueWords(field, value)}  (${source === undefined ? 'built in' : source.scope === 'everyone' ? 'everyone' : `${source.scope} ${source.name}`})`
      }).join('\n')
    }
  },
}
