import { createReadStream } from 'node:fs'
import type { NumberRecord, UploadPreview } from '../store/port/numbers.ts'
import { readE164, readPerson, readTenant, textOf, UsageError, type AdminCommand } from './read.ts'

const by = 'command line'

export const numbersUpload: AdminCommand = {
  name: 'numbers upload',
  usage: 'numbers upload <file.csv> [--confirm] [--skip-errors] [--tenant <tenant id>]',
  help: 'Reads an operator’s list (columns number, type, operator, site, iccid; at most 10,000 rows) and says what it would change. Only --confirm applies it; rows with errors are left out with --skip-errors.',
  options: { tenant: { type: 'string' }, confirm: { type: 'boolean' }, 'skip-errors': { type: 'boolean' } },
  read(ask) {
    const [file, ...more] = ask.rest
    if (file === undefined || more.length > 0) throw new UsageError(`A file is needed.\n\n${ask.usage}`)
    const administrator = { tenantId: readTenant(ask), by }
    const { confirm, 'skip-errors': skipErrors } = ask.values
    return async ({ numbers }) => {
      const { id, preview } = await numbers.upload(administrator, readFile(file))
      if (!confirm) return `${previewWords(preview)}\nNothing is applied. Run it again with --confirm.`
      const { added, changed, same, skipped } = await numbers.confirm(administrator, id, skipErrors === true).catch((error: unknown) => {
        process.stdout.write(`${previewWords(preview)}\n`)
        throw error
      })
      return `${previewWords(preview)}\nApplied: ${added} added, ${changed} changed, ${same} as they were, ${skipped} left out.`
    }
  },
}

async function* readFile(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const piece of createReadStream(file)) yield piece as Buffer
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}.`)
  }
}

const previewWords = ({ total, added, changed, same, errorCount, errors }: UploadPreview): string => [
  `${total} rows: ${added} new, ${changed} changed, ${same} as they are, ${errorCount} with errors.`,
  ...errors.map(({ row, column, expected }) => `  row ${row}, ${column}: expected ${expected}`),
  ...(errors.length > 0 && new Set(errors.map(({ row }) => row)).size < errorCount ? ['  … and more'] : []),
].join('\n')

const teamsWords = { pending: 'Teams: pending', assigned: 'Teams: assigned', unassigned: '', failed: 'Teams: failed' }

const numberLine = ({ number, kind, operator, site, holder, teams, teamsDetail }: NumberRecord): string =>
  [number.padEnd(16), kind.padEnd(8), (holder === null ? 'free' : `${holder.name} (${holder.userId})`).padEnd(24), [operator, site, teams && teamsWords[teams], teamsDetail].filter(Boolean).join(', ')]
    .join(' ').trimEnd()

export const numbersList: AdminCommand = {
  name: 'numbers list',
  usage: 'numbers list [--q <digits, name or site>] [--state free|assigned] [--json] [--tenant <tenant id>]',
  help: 'The inventory, and whose each number is.',
  options: { tenant: { type: 'string' }, q: { type: 'string' }, state: { type: 'string' }, json: { type: 'boolean' } },
  read(ask) {
    const tenantId = readTenant(ask)
    const [text, state] = [textOf(ask, 'q'), textOf(ask, 'state')]
    if (state !== undefined && state !== 'free' && state !== 'assigned') throw new UsageError('--state: expected free or assigned.')
    return async ({ numbers }) => {
      const all = await numbers.list(tenantId, { ...(text === undefined ? {} : { text }), ...(state === undefined ? {} : { state }) }, null, 10_000)
      if (ask.values['json']) return JSON.stringify(all, null, 2)
      return all.length === 0 ? 'No such numbers.' : all.map(numberLine).join('\n')
    }
  },
}

export const numbersAssign: AdminCommand = {
  name: 'numbers assign',
  usage: 'numbers assign --user <object id> --number <+14255550101> [--name <display name>] [--tenant <tenant id>]',
  help: 'Gives a person their single number, or changes it. What they chose themselves is kept. The name is asked of Entra ID where it is not given.',
  options: { tenant: { type: 'string' }, user: { type: 'string' }, number: { type: 'string' }, name: { type: 'string' } },
  read(ask) {
    const [user, written, name] = ['user', 'number', 'name'].map((option) => textOf(ask, option))
    if (!user || !written) throw new UsageError(`--user and --number are both needed.\n\n${ask.usage}`)
    const person = readPerson(ask, user)
    const number = readE164(written, ask)
    return async ({ numbers }) => {
      const { holder, teams } = await numbers.assign({ tenantId: person.tenantId, by }, number, person.userId, name)
      return `${number} is ${holder?.name ?? name}'s number now.${teams === 'pending' ? ' Teams is asked too.' : ''}`
    }
  },
}

export const numbersUnassign: AdminCommand = {
  name: 'numbers unassign',
  usage: 'numbers unassign --number <+14255550101> [--tenant <tenant id>]',
  help: 'Takes a number from whoever has it. Their history stays. Refused while they are on a call.',
  options: { tenant: { type: 'string' }, number: { type: 'string' } },
  read(ask) {
    const written = textOf(ask, 'number')
    if (written === undefined) throw new UsageError(`--number is needed.\n\n${ask.usage}`)
    const [tenantId, number] = [readTenant(ask), readE164(written, ask)]
    return async ({ numbers }) => {
      await numbers.unassign({ tenantId, by }, number)
      return `${number} is free now.`
    }
  },
}
