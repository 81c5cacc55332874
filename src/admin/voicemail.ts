import { voicemailBounds } from '../line/retention.ts'
import { readPerson, readWhole, UsageError, type AdminCommand } from './read.ts'

export const voicemailKeep: AdminCommand = {
  name: 'voicemail keep',
  usage: 'voicemail keep <object id> [--days <1-3650>] [--longest <10-180>] [--tenant <tenant id>]',
  help: 'How many days the person\'s voicemails stay, and how many seconds one may last at most. Counts for the messages that are there, too.',
  options: { tenant: { type: 'string' }, days: { type: 'string' }, longest: { type: 'string' } },
  read(ask) {
    const [user, ...more] = ask.rest
    if (user === undefined || more.length > 0) throw new UsageError(`A person is needed.\n\n${ask.usage}`)
    const person = readPerson(ask, user)
    const days = readWhole(ask, 'days', voicemailBounds.days)
    const longestSeconds = readWhole(ask, 'longest', voicemailBounds.longestSeconds)
    if (days === undefined && longestSeconds === undefined) throw new UsageError(`--days or --longest is needed.\n\n${ask.usage}`)
    return async ({ store, policies, clock }) => {
      const line = await store.lineOf(person)
      if (line === null) throw new UsageError(`--user: ${person.userId} has no number here.`)
      if (days !== undefined) await policies.decideFor(person, 'command line', (settings) => ({ ...settings, voicemailDays: days }))
      await store.setVoicemailSettings(person, longestSeconds === undefined ? {} : { longestSeconds })
      const kept = await store.voicemailSettings(person)
      await store.audit({ ...person, actor: 'command line', at: clock.now(), action: 'voicemail-policy', subject: person.userId, detail: { days: kept.days, longestSeconds: kept.longestSeconds } })
      return `${line.name}'s voicemails stay ${kept.days} days and last at most ${kept.longestSeconds} seconds.`
    }
  },
}
