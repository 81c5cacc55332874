import type { MyQueue } from '../../src/api/queues.ts'
import { queuesCard } from '../cards/queues-card.ts'
import type { Answer, Command, Context } from './command.ts'

const on = 'on duty|opt in|available'
const off = 'off duty|opt out|unavailable'

export const queue: Command = {
  name: 'queue',
  usage: 'on duty, off duty',
  menu: null,
  help: 'Take the calls of your queues, or stop taking them; queues shows who waits',
  words: [
    /(my )?(call )?queues?( status)?|who is waiting/,
    new RegExp(`(go |i'?m |i am |set me )?(?<act>${on}|${off})( (for|of|in|from|to) (the )?(?<queue>.+?)( queue)?)?`),
  ],
  async run({ act, queue: named }, context) {
    const theirs = await context.queues.mine(context.person)
    if (theirs.length === 0) return { say: 'You take calls of no queue. Your administrator can add you to one.' }
    if (act === undefined) return show(theirs)
    const meant = named === undefined ? null : theirs.find(({ id, name }) => id === named || name.toLowerCase() === named.trim().toLowerCase())
    if (meant === undefined) return { say: `You take calls of no queue called “${named}”. Yours: ${theirs.map(({ name }) => name).join(', ')}.` }
    return setDuty(meant, new RegExp(`^(${on})$`, 'i').test(act), context)
  },
}

const setDuty = async (meant: MyQueue | null, onDuty: boolean, { queues, person }: Context): Promise<Answer> =>
  show(await queues.setDuty(person, meant?.id ?? null, onDuty))

const show = (queues: MyQueue[]): Answer => ({ card: queuesCard(queues), summary: 'Your queues' })
