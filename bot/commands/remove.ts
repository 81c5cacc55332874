import type { CallView } from '../../src/call/view.ts'
import { chooseGuestCard } from '../cards/choose-guest.ts'
import { partyName } from '../cards/words.ts'
import type { Answer, Command, Context } from './command.ts'
import { isOf, onACall } from './on-a-call.ts'

export const remove: Command = {
  name: 'remove',
  usage: 'remove …',
  menu: null,
  help: 'Takes somebody out of your call whom you added',
  words: [
    /(remove|drop|kick( out)?|take out) (?<to>.+?)( from (the|my|this) (call|conversation)( with (?<who>.+))?)?/,
    /take (?<to>.+?) out( of (the|my|this) (call|conversation))?/,
    /remove( somebody| someone)?/,
  ],
  run: (args, context) => {
    const named = args.to?.trim()
    const to = named === undefined || /^(somebody|someone|them|him|her)$/i.test(named) ? '' : named
    return onACall(args, context, {
      verb: 'remove', action: 'remove', question: 'From which call?', button: 'From this call', data: to === '' ? {} : { to },
      run: (call) => (args.guest === undefined ? byWords(call, to, context) : takeOut(call, args.guest, context)),
    })
  },
}

const byWords = (call: CallView, to: string, context: Context): Promise<Answer> => {
  if (call.guests.length === 0) return Promise.resolve({ say: 'You have added nobody to this call.' })
  const meant = to === '' ? call.guests : call.guests.filter((guest) => isOf(guest.to, to))
  const [only] = meant
  if (only !== undefined && meant.length === 1) return takeOut(call, only.id, context)
  if (only === undefined) return Promise.resolve({ say: `“${to}” is not among the people you added: ${call.guests.map((guest) => partyName(guest.to, context.show.country)).join(', ')}.` })
  return Promise.resolve({ card: chooseGuestCard({ callId: call.id, guests: meant }, context.show), summary: 'Who shall I remove?' })
}

const takeOut = async (call: CallView, guest: string, context: Context): Promise<Answer> => {
  const outcome = await context.operate(call.id, 'remove', { guest })
  const one = call.guests.find(({ id }) => id === guest)
  return { call: call.id, say: outcome ?? `Removing ${one === undefined ? 'them' : partyName(one.to, context.show.country)} from the call.` }
}
