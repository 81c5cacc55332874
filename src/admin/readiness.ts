import type { CheckState } from '../line/readiness.ts'
import type { Ready } from '../service/readiness.ts'
import { readPerson, UsageError, type Ask, type AdminCommand } from './read.ts'

const words: Record<CheckState, string> = { ok: 'ok', missing: 'MISSING', pending: 'pending', unknown: 'unknown' }

const report = ({ checks }: Ready): string => checks.map(({ id, state, words: said, nextStep }) => [
  `${words[state].padEnd(8)} ${id.padEnd(20)} ${said}`, ...(nextStep === null ? [] : [`${' '.repeat(30)}${nextStep.who}: ${nextStep.words}${nextStep.link ? ` ${nextStep.link}` : ''}`]),
].join('\n')).join('\n')

const readUser = (ask: Ask) => {
  const [user, ...more] = ask.rest
  if (user === undefined || more.length > 0) throw new UsageError(`A person is needed.\n\n${ask.usage}`)
  return readPerson(ask, user)
}

export const readinessShow: AdminCommand = {
  name: 'readiness show',
  usage: 'readiness show <object id> [--tenant <tenant id>]',
  help: 'What a person’s number needs, looked at now, and who can bring what is missing.',
  options: { tenant: { type: 'string' } },
  read(ask) {
    const person = readUser(ask)
    return async ({ readiness }) => report(await readiness.of(person, true))
  },
}

export const readinessConfirm: AdminCommand = {
  name: 'readiness confirm',
  usage: 'readiness confirm <object id> [--undo] [--tenant <tenant id>]',
  help: 'Says that no other voicemail or forwarding answers the person’s number. Nobody can look that up: do it once you have switched them off (Teams: Set-CsOnlineVoicemailUserSettings, Set-CsUserCallingSettings).',
  options: { tenant: { type: 'string' }, undo: { type: 'boolean' } },
  read(ask) {
    const person = readUser(ask)
    return async ({ readiness }) => report(await readiness.confirmVoicemailOff(person, ask.values['undo'] !== true, 'command line'))
  },
}
