import { z } from 'zod/v4'
import type { PolicySettings } from '../api/policies.ts'
import { callerIdChoices, effectivePolicy } from '../line/policy.ts'
import { readE164, readPerson, textOf, UsageError, type AdminCommand } from './read.ts'

const choices = z.array(z.enum(['mobile', 'company', 'hidden'])).nonempty()

export const callerIdSet: AdminCommand = {
  name: 'caller-id set',
  usage: 'caller-id set <object id> [--allow mobile,company,hidden] [--locked yes|no] [--number <company number>] [--name <company name>] [--tenant <tenant id>]',
  help: 'Which number others see when a person calls. Locked, it is the first that is allowed.',
  options: { tenant: { type: 'string' }, allow: { type: 'string' }, locked: { type: 'string' }, number: { type: 'string' }, name: { type: 'string' } },
  read(ask) {
    const [user, ...more] = ask.rest
    if (user === undefined || more.length > 0) throw new UsageError(`A person is needed.\n\n${ask.usage}`)
    const person = readPerson(ask, user)
    const changes = readChanges(ask)
    return async ({ people, policies }) => {
      const before = await people.line(person)
      const callerId = { ...effectivePolicy(before).callerId, ...changes }
      if (callerId.locked && callerId.allowed?.[0] === 'company' && callerId.companyNumber === null) throw new UsageError('--number: the company number is needed before it can be the only one.')
      await policies.decideFor(person, 'command line', (settings) => ({ ...settings, callerId: { ...settings.callerId, ...changes } }))
      const { name, ...line } = await people.line(person)
      const [first, ...others] = callerIdChoices(effectivePolicy(line))
      return others.length === 0 ? `${name} calls with: ${first}.` : `${name} may choose among: ${[first, ...others].join(', ')}.`
    }
  },
}

const readChanges = (ask: Parameters<AdminCommand['read']>[0]): NonNullable<PolicySettings['callerId']> => {
  const [allow, locked, number, name] = ['allow', 'locked', 'number', 'name'].map((option) => textOf(ask, option))
  const allowed = allow === undefined ? null : choices.safeParse(allow.split(',').map((each) => each.trim()))
  if (allowed !== null && !allowed.success) throw new UsageError('--allow: expected some of mobile, company, hidden, the usual one first.')
  if (locked !== undefined && locked !== 'yes' && locked !== 'no') throw new UsageError('--locked: expected yes or no.')
  return {
    ...(allowed === null ? {} : { allowed: allowed.data }),
    ...(locked === undefined ? {} : { locked: locked === 'yes' }),
    ...(number === undefined ? {} : { companyNumber: readE164(number, ask) }),
    ...(name === undefined ? {} : { companyName: name }),
  }
}
