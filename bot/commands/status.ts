import { statusCard } from '../cards/status-card.ts'
import type { Command } from './command.ts'

export const status: Command = {
  name: 'status',
  usage: 'status',
  menu: 'status',
  help: 'Your number, where your calls ring, and the call you are on',
  words: [/status|state|presence|(my )?(number|call)|who am i (talking to|on with)|where is my call|what('s| is) going on/],
  async run(_args, context) {
    const me = await context.people.me(context.person)
    const calls = context.live()
    context.showCalls(calls)
    return { card: statusCard(me, calls, context.show), summary: calls.length === 0 ? "You're not on a call" : 'Your calls now' }
  },
}
