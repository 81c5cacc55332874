import type { Command } from './command.ts'
import { otherParty } from './on-a-call.ts'
import { toSomebody } from './to-somebody.ts'

export const add: Command = {
  name: 'add',
  usage: 'add …',
  menu: null,
  help: 'Brings a colleague or a number into your call',
  words: [
    /(add|invite|bring in|include|conference( in)?) (?<to>.+?)( (to|into|in) (the|my|this) (call|conversation)( with (?<who>.+))?)?/,
    /bring (?<to>.+?) (in|into (the|my|this) (call|conversation))/,
    /(add|invite)( somebody| someone| a person| people)?/,
  ],
  run: (args, context) => toSomebody(/^(somebody|someone|a person|people)$/i.test(args.to?.trim() ?? '') ? { ...args, to: undefined } : args, context, {
    name: 'add', whoTo: 'Who? Type add and a name or a number, such as: add Marco.',
    question: 'To which call shall I add them?', button: 'To this call', choose: 'Add', doing: 'add them',
    say: (call, target) => `Ringing ${target}. They join your call with ${otherParty(call, context)} when they answer.`,
  }),
}
