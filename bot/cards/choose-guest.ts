import type { CallView } from '../../src/call/view.ts'
import { buttons, card, heading, line, press, row, type Card, type Show } from './card.ts'
import { guestWords, numberBeside, partyName } from './words.ts'

/** Of several people who were added, which one is to go. */
export const chooseGuestCard = ({ callId, guests }: { callId: string; guests: CallView['guests'] }, show: Show): Card =>
  card([
    heading('Who shall I remove?'),
    ...guests.map(({ id, to, phase }) => {
      const number = numberBeside(to, show.country)
      return row([
        line(number === null ? partyName(to, show.country) : `${partyName(to, show.country)}, ${number}`, { strong: true }),
        line(guestWords[phase], { subtle: true, spacing: 'None' }),
      ], [buttons([press('Remove', 'remove', { callId, guest: id })])])
    }),
  ])
