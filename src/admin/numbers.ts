import { readE164, readPerson, textOf, UsageError, type AdminCommand } from './read.ts'

export const numbersAssign: AdminCommand = {
  name: 'numbers assign',
  usage: 'numbers assign --tenant <tenant id> --user <object id> --number <+14255550101> --name <display name>',
  help: 'Gives a person their single number, or changes it. What they chose themselves is kept.',
  options: { tenant: { type: 'string' }, user: { type: 'string' }, number: { type: 'string' }, name: { type: 'string' } },
  read(ask) {
    const [tenant, user, written, name] = ['tenant', 'user', 'number', 'name'].map((option) => textOf(ask, option))
    if (!tenant || !user || !written || !name) throw new UsageError(`--tenant, --user, --number and --name are all needed.\n\n${ask.usage}`)
    const person = readPerson(ask, user)
    const number = readE164(written, ask)
    return async ({ store, people }) => {
      const holder = await store.lineByNumber(number)
      if (holder !== null && (holder.tenantId !== person.tenantId || holder.userId !== person.userId)) throw new UsageError(`--number: ${number} belongs to ${holder.name} already.`)
      await people.assign({ ...person, number, name })
      return `${number} is ${name}'s number now.`
    }
  },
}
