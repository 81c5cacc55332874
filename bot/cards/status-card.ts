import type { Me } from '../../src/api/person.ts'
import type { CallView } from '../../src/call/view.ts'
import { showOwnNumber } from '../../src/line/number.ts'
import { card, heading, line, press, row, type Card, type Show } from './card.ts'
import { partyName, presenceWords, stateWords } from './words.ts'

export const statusCard = (me: Me, calls: CallView[], show: Show): Card =>
  card([
    line(showOwnNumber(me.number), { strong: true, large: true }),
    line(`Your number in Teams and on your phone, ${me.name}`, { subtle: true, spacing: 'None' }),
    { type: 'FactSet', spacing: 'Medium', facts: [
      { title: 'Presence', value: presenceWords(me.presence) },
      { title: 'Notices', value: me.settings.notify ? 'On' : 'Off' },
      ...(me.preference.lockedBy === null ? [] : [{ title: '', value: `${me.preference.lockedBy}.` }]),
    ] },
    // it may hold a colleague's name
    line(me.happens.now),
    heading(calls.length === 0 ? "You're not on a call" : calls.length === 1 ? 'One call now' : `${calls.length} calls now`),
    ...calls.map((call) => row([line(partyName(call.remote, show.country), { strong: true }), line(stateWords(call, show), { spacing: 'None' })])),
  ], calls.length === 0 ? [press('History', 'history'), press('Voicemail', 'voicemail')] : [])
