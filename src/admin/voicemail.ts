import { voicemailBounds } from '../line/retention.ts'
import { readPerson, readWhole, textOf, UsageError, type AdminCommand } from './read.ts'

export const voicemailKeep: AdminCommand = {
  name: 'voicemail keep',
  usage: 'voicemail keep --user <object id> [--days <1-3650>] [--longest <10-180>] [--tenant <tenant id>]',
  help: 'Says how many days the person’s voicemails stay, and how many seconds one may last at most. Counts for the messages that are there, too.',
  options: { tenant: { type: 'string' }, user: { type: 'string' }, days: { type: 'string' }, longest: { type: 'string' } },
  read(ask) {
    const user = textOf(ask, 'user')
    if (user === undefined) throw new UsageError(`--user is needed.\n\n${ask.usage}`)
    const person = readPerson(ask, user)
    const change = { days: readWhole(ask, 'days', voicemailBounds.days), longestSeconds: readWhole(ask, 'longest', voicemailBounds.longestSeconds) }
    if (change.days === undefined && change.longestSeconds === undefined) throw new UsageError(`--days or --longest is needed.\n\n${ask.usage}`)
    return async ({ store, clock }) => {
      const line = await store.lineOf(person)
      if (line === null) throw new UsageError(`--user: ${person.userId} has no number here.`)
      await store.setVoicemailSettings(person, {
        ...(change.days === undefined ? {} : { days: change.days }), ...(change.longestSeconds === undefined ? {} : { longestSeconds: change.longestSeconds }),
      })
      const { days: kept, longestSeconds } = await store.voicemailSettings(person)
      await store.audit({ ...person, actor: 'command line', at: clock.now(), action: 'voicemail-policy', subject: person.userId, detail: { days: kept, longestSeconds } })
      return `${line.name}'s voicemails stay ${kept} days and last at most ${longestSeconds} seconds.`
    }
  },
}
