import { readPerson, UsageError, type AdminCommand } from './read.ts'

/** A phone's name becomes part of a dial string. */
const phoneName = /^[\w.-]{1,60}$/

export const deskAssign: AdminCommand = {
  name: 'desk assign',
  usage: 'desk assign <object id> <phone name> [--tenant <tenant id>]',
  help: 'Gives a person the desk phone registered at the anchor under this name; “none” takes it away.',
  options: { tenant: { type: 'string' } },
  read(ask) {
    const [user, name, ...more] = ask.rest
    if (user === undefined || name === undefined || more.length > 0) throw new UsageError(`A person and the name of a phone are needed.\n\n${ask.usage}`)
    if (!phoneName.test(name)) throw new UsageError(`“${name}” is not the name of a phone; expected letters, digits, dots, - and _.`)
    const person = readPerson(ask, user)
    const desk = name === 'none' ? null : name
    return async ({ people }) => {
      await people.administer(person, { desk })
      const { name: who } = await people.line(person)
      return desk === null ? `${who} has no desk phone now.` : `${desk} is ${who}'s desk phone now.`
    }
  },
}
